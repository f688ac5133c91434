// The correcting desk: words that can be heard, keys of a transcriber, rows edited in place.
import { Player } from "./player.js";

const root = document.querySelector("[data-player]");
const player = root ? new Player(root) : null;
const turns = () => [...document.querySelectorAll("[data-turn]")];
const here = () => document.activeElement.closest?.("[data-turn]") || document.querySelector("[data-turn][data-now]");

function step(by) {
  const all = turns();
  const found = all[Math.min(Math.max(all.indexOf(here()) + by, 0), all.length - 1)];
  found?.focus();
  found?.scrollIntoView({ block: "nearest" });
}

const plain = { Escape: "toggle", F1: "back", F2: "forward", F3: "slower", F4: "faster" };
const withAlt = {
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  Enter: () => here()?.querySelector("[data-edit]")?.click(),
};

document.addEventListener("keydown", (event) => {
  const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
  const form = document.activeElement.closest?.("[data-turn-form]");
  if ((ctrlKey || metaKey) && key === "Enter" && form) form.requestSubmit();
  else if (altKey && withAlt[key]) withAlt[key]();
  else if (player && plain[key] && !altKey && !ctrlKey && !metaKey && !shiftKey) player[plain[key]]();
  else return;
  event.preventDefault();
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-play]");
  const word = event.target.closest("[data-at]");
  if (!player || !(link || word)) return;
  event.preventDefault();
  player.seek(Number(link ? link.dataset.play : word.dataset.at));
});

document.addEventListener("input", (event) => {
  if (player && event.target.matches("textarea")) player.typed();
});

// The turn and the word that are heard now.
function light(selector, attribute, now) {
  let found = null;
  for (const one of document.querySelectorAll(selector)) {
    if (Number(one.getAttribute(attribute)) <= now) found = one;
    else break;
  }
  for (const one of document.querySelectorAll(`${selector}[data-now]`)) {
    if (one !== found) delete one.dataset.now;
  }
  if (found) found.dataset.now = "";
}

root?.addEventListener("heard", ({ detail }) => {
  if (player.audio.paused && !detail) return;
  light("[data-turn][data-start]", "data-start", detail);
  light("[data-at]", "data-at", detail);
});

document.body.addEventListener("htmx:load", ({ detail }) => {
  if (!detail.elt.matches?.("[data-turn]")) return;
  const box = detail.elt.querySelector("textarea");
  (box || detail.elt).focus();
});
