// A line or a range of lines of a transcript is an address: #p2l11, #p2l11-13, #p2l24-p3l2.
import { copy } from "./copy.js";

const ADDRESS = /^#p(\d+)l(\d+)(?:-(?:p(\d+)l)?(\d+))?$/;

function placeOf(line) {
  const [, page, number] = /^p(\d+)l(\d+)$/.exec(line.id);
  return { page: Number(page), line: Number(number) };
}

function wordsOf(line) {
  const parts = [...line.childNodes].filter((node) => !node.classList?.contains("passage__code"));
  return parts.map((node) => node.textContent).join("").trim();
}

export function folios() {
  const bar = document.querySelector("[data-citebar]");
  const sheet = document.querySelector("[data-folios]");
  if (!bar || !sheet) return;
  const lines = [...sheet.querySelectorAll(".ln[id]")];
  const citation = bar.querySelector("[data-citation]");
  let first = null;
  let last = null;

  const chosen = () => {
    const ends = [lines.indexOf(first), lines.indexOf(last)].sort((a, b) => a - b);
    return lines.slice(ends[0], ends[1] + 1);
  };
  const written = (from, to) => {
    const { page, line } = bar.dataset;
    const start = `${page} ${from.page} ${line} ${from.line}`;
    if (from.page !== to.page) return `${start} – ${page} ${to.page} ${line} ${to.line}`;
    return from.line === to.line ? start : `${start}–${to.line}`;
  };
  const hash = (from, to) => {
    const start = `#p${from.page}l${from.line}`;
    if (from.page !== to.page) return `${start}-p${to.page}l${to.line}`;
    return from.line === to.line ? start : `${start}-${to.line}`;
  };
  const show = (isAddressed) => {
    const range = chosen();
    for (const line of lines) line.toggleAttribute("data-on", range.includes(line));
    const from = placeOf(range[0]);
    const to = placeOf(range.at(-1));
    citation.textContent = `${bar.dataset.record}, ${written(from, to)}`;
    bar.hidden = false;
    if (!isAddressed) history.replaceState(null, "", location.pathname + hash(from, to));
  };
  const clear = () => {
    for (const line of lines) line.removeAttribute("data-on");
    bar.hidden = true;
    history.replaceState(null, "", location.pathname);
  };
  const asked = () => {
    const lit = sheet.querySelectorAll(".ln[data-on]");
    if (!lit.length) return false;
    [first, last] = [lit[0], lit[lit.length - 1]];
    show(true);
    return true;
  };
  const follow = () => {
    const found = ADDRESS.exec(location.hash);
    if (!found) return;
    const [, page, line, toPage = page, toLine = line] = found;
    first = document.getElementById(`p${page}l${line}`);
    last = document.getElementById(`p${toPage}l${toLine}`) ?? first;
    if (!first) return;
    show(true);
    first.scrollIntoView({ block: "center" });
  };

  addEventListener("hashchange", follow);
  if (!asked()) follow();
  sheet.addEventListener("click", (event) => {
    const line = event.target.closest(".ln[id]");
    if (!line || event.target.closest("a") || !getSelection().isCollapsed) return;
    if (event.shiftKey && first) last = line;
    else first = last = line;
    show(false);
  });
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    if (!selection || selection.isCollapsed) return;
    const from = selection.anchorNode.parentElement?.closest(".ln[id]");
    const to = selection.focusNode.parentElement?.closest(".ln[id]");
    if (!from || !to || !sheet.contains(from) || !sheet.contains(to)) return;
    first = from;
    last = to;
    show(false);
  });
  bar.querySelector("[data-copy-citation]").addEventListener("click", (event) => {
    copy(citation.textContent, event.currentTarget);
  });
  bar.querySelector("[data-copy-words]").addEventListener("click", (event) => {
    const words = chosen().map(wordsOf).filter(Boolean).join(" ");
    copy(`“${words}” (${citation.textContent})`, event.currentTarget);
  });
  bar.querySelector("[data-clear]").addEventListener("click", clear);
}
