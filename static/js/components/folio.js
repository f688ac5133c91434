// A line or a range of lines of a transcript is an address: #p2l11, #p2l11-13, #p2l24-p3l2.
import { copy } from "./copy.js";
import { listen } from "./sound.js";

const ADDRESS = /^#p(\d+)l(\d+)(?:-(?:p(\d+)l)?(\d+))?$/;

function placeOf(line) {
  const [, page, number] = /^p(\d+)l(\d+)$/.exec(line.id);
  return { page: Number(page), line: Number(number) };
}

const BESIDE = ["passage__code", "passage__erratum"];

function wordsOf(line) {
  const parts = [...line.childNodes].filter(
    (node) => !BESIDE.some((name) => node.classList?.contains(name)),
  );
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
  // 3:12, 3:12–14 or 3:24–4:2, and by which errata the lines are read otherwise.
  const short = (range) => {
    const from = placeOf(range[0]);
    const to = placeOf(range.at(-1));
    const start = `${from.page}:${from.line}`;
    let told = start;
    if (from.page !== to.page) told = `${start}–${to.page}:${to.line}`;
    else if (from.line !== to.line) told = `${start}–${to.line}`;
    const errata = range.flatMap((line) => [...line.querySelectorAll("[data-erratum]")]);
    const numbers = [...new Set(errata.map((one) => one.dataset.erratum))];
    return numbers.length ? `${told} jo. ${numbers.join(", ")}` : told;
  };
  const turns = (range) => {
    const told = range.map((line) => line.closest("[data-turn]")?.dataset.turn).filter(Boolean);
    if (!told.length) return "";
    const [start, end] = [told[0], told.at(-1)];
    return ` (${bar.dataset.turn} ${start === end ? start : `${start}–${end}`})`;
  };
  const whole = (range) =>
    `${bar.dataset.record}, ${bar.dataset.page} ${short(range)}${turns(range)}`;
  const address = (range) => {
    const from = placeOf(range[0]);
    const to = placeOf(range.at(-1));
    const start = `${bar.dataset.address}${from.page}:${from.line}`;
    const path = range.length > 1 ? `${start}-${to.page}:${to.line}` : start;
    return new URL(path, location.href).href;
  };
  const hash = (from, to) => {
    const start = `#p${from.page}l${from.line}`;
    if (from.page !== to.page) return `${start}-p${to.page}l${to.line}`;
    return from.line === to.line ? start : `${start}-${to.line}`;
  };
  // The stretch of pages that is shown stays in the address.
  const here = () => {
    const page = new URLSearchParams(location.search).get("hal");
    return location.pathname + (page ? `?hal=${page}` : "");
  };
  const show = (isAddressed) => {
    const range = chosen();
    for (const line of lines) line.toggleAttribute("data-on", range.includes(line));
    const from = placeOf(range[0]);
    const to = placeOf(range.at(-1));
    citation.textContent = whole(range);
    bar.querySelector("[data-listen]").hidden = !range[0].dataset.at;
    bar.hidden = false;
    if (!isAddressed) history.replaceState(null, "", here() + hash(from, to));
  };
  const clear = () => {
    for (const line of lines) line.removeAttribute("data-on");
    bar.hidden = true;
    history.replaceState(null, "", here());
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
  bar.querySelector("[data-copy-short]").addEventListener("click", (event) => {
    copy(short(chosen()), event.currentTarget);
  });
  bar.querySelector("[data-copy-address]").addEventListener("click", (event) => {
    copy(address(chosen()), event.currentTarget);
  });
  bar.querySelector("[data-listen]").addEventListener("click", () => listen(chosen()[0]));
  bar.querySelector("[data-copy-words]").addEventListener("click", (event) => {
    const words = chosen().map(wordsOf).filter(Boolean).join(" ");
    copy(`“${words}” (${citation.textContent})`, event.currentTarget);
  });
  bar.querySelector("[data-clear]").addEventListener("click", clear);
}
