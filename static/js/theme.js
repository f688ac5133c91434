// Before anything is drawn: the light that the reader chose; without a choice, the system's.
try {
  const chosen = localStorage.getItem("tema");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch {
  // A reader who keeps no storage keeps the system's light.
}
