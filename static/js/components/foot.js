// The light switch at the foot of a page.
export function theme() {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  for (const button of document.querySelectorAll("[data-theme-toggle]")) {
    const label = () => {
      button.textContent = isDark() ? button.dataset.light : button.dataset.dark;
    };
    button.hidden = false;
    label();
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      try {
        localStorage.setItem("tema", root.dataset.theme);
      } catch {
        // The choice then lasts as long as the page.
      }
      label();
    });
  }
}
