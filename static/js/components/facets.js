// Filters are open on wide windows and folded on narrow ones.
export function facets() {
  const isNarrow = matchMedia("(max-width: 65.99rem)").matches;
  for (const fold of document.querySelectorAll("[data-fold]")) {
    if (isNarrow) fold.open = false;
    fold.dataset.ready = ""; // until then a style sheet keeps it shut on narrow windows
  }
}
