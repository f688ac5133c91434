// The queue narrows while one types.
export function sift(page) {
  let typed = null;
  const narrow = () => {
    const box = page.root.querySelector("[data-sift] [type=search]");
    if (typed !== null) box.value = typed;
    const sought = box.value.trim().toLocaleLowerCase();
    for (const card of page.root.querySelectorAll(".tray__card")) {
      card.hidden = Boolean(sought) && !card.textContent.toLocaleLowerCase().includes(sought);
    }
  };
  page.root.addEventListener("input", (event) => {
    if (!event.target.closest("[data-sift]")) return;
    typed = event.target.value;
    narrow();
  });
  page.root.addEventListener("submit", (event) => {
    if (!event.target.closest("[data-sift]")) return;
    event.preventDefault();
    narrow();
  });
  page.dressings.push(narrow);
}
