// Looks for words in the folios of a transcript and paints them, without touching the text. Where
// not all pages are shown, the site looks, and what it found on these pages is painted.
const BESIDE = ".passage__code, .passage__erratum";

// The words of one turn as one text, though they stand on several lines, each with its node.
function wordsOf(passage) {
  const walker = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT);
  const nodes = [];
  let text = "";
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const { parentElement } = node;
    if (!parentElement.closest(".ln") || parentElement.closest(BESIDE)) continue;
    nodes.push({ node, start: text.length });
    text += node.data.toLowerCase();
  }
  return { text, nodes };
}

function rangeOf(nodes, start, end) {
  const holding = (place) => nodes.findLast((one) => one.start <= place);
  const [first, last] = [holding(start), holding(end - 1)];
  const range = new Range();
  range.setStart(first.node, start - first.start);
  range.setEnd(last.node, end - last.start);
  return range;
}

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
  const paint = () => {
    CSS.highlights.clear();
    hits = [];
    const sought = box.value.trim().toLowerCase();
    told.textContent = "";
    if (sought.length < 2) return;
    for (const passage of sheet.querySelectorAll(".passage")) {
      const { text, nodes } = wordsOf(passage);
      for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + 1)) {
        hits.push(rangeOf(nodes, at, at + sought.length));
      }
    }
    CSS.highlights.set("hit", new Highlight(...hits));
  };
  if (!("whole" in form.dataset)) {
    const said = told.textContent;
    paint();
    told.textContent = said;
    return;
  }
  const ways = [
    [form.querySelector("[data-find-before]"), -1],
    [form.querySelector("[data-find-after]"), 1],
  ];
  const look = () => {
    paint();
    for (const [button] of ways) button.hidden = hits.length < 2;
    if (hits.length) go(0);
    else if (box.value.trim().length > 1) told.textContent = form.dataset.none;
  };
  for (const link of form.querySelectorAll("a")) link.remove();
  for (const [button, step] of ways) button.addEventListener("click", () => go(place + step));
  box.addEventListener("input", look);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (hits.length) go(place + 1);
    else look();
  });
}
