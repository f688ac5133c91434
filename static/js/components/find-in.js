// Looks for words in the folios of a transcript and paints them, without touching the text.
export function findIn() {
  const form = document.querySelector("[data-find-in]");
  const sheet = document.querySelector("[data-folios]");
  if (!form || !sheet || !("highlights" in CSS)) return;
  const box = form.querySelector("input");
  const told = form.querySelector("output");
  let hits = [];
  let place = 0;

  const go = (to) => {
    if (!hits.length) return;
    place = (to + hits.length) % hits.length;
    CSS.highlights.set("hit-now", new Highlight(hits[place]));
    told.textContent = `${place + 1} ${form.dataset.of} ${hits.length}`;
    hits[place].startContainer.parentElement.scrollIntoView({ block: "center" });
  };
  const look = () => {
    CSS.highlights.clear();
    hits = [];
    const sought = box.value.trim().toLowerCase();
    told.textContent = "";
    if (sought.length < 2) return;
    const walker = document.createTreeWalker(sheet, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.data.toLowerCase();
      for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + 1)) {
        const range = new Range();
        range.setStart(node, at);
        range.setEnd(node, at + sought.length);
        hits.push(range);
      }
    }
    CSS.highlights.set("hit", new Highlight(...hits));
    if (hits.length) go(0);
    else told.textContent = form.dataset.none;
  };

  form.hidden = false;
  box.addEventListener("input", look);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(place + 1);
  });
}
