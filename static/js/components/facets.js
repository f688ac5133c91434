// Filters are open on wide windows and folded on narrow ones.
export function facets() {
  if (!matchMedia("(max-width: 65.99rem)").matches) return;
  for (const fold of document.querySelectorAll("[data-fold]")) {
    fold.open = false;
    fold.dataset.folded = ""; // until then a style sheet keeps it shut
  }
}
