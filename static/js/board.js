// The registry's calendar with a mouse or with keys alone. Without this script links do the same.
import { Page } from "./components/board-page.js";
import { Hand } from "./components/board-hand.js";
import { Ask } from "./components/board-ask.js";
import { drag } from "./components/board-drag.js";
import { keys } from "./components/board-keys.js";
import { Live } from "./components/board-live.js";
import { sift } from "./components/board-sift.js";

const root = document.querySelector("[data-board-page]");
if (root) {
  const page = new Page(root);
  const hand = new Hand(page);
  const live = new Live(page, hand);
  const ask = new Ask(page, hand, live);
  keys(page, hand, live, ask);
  drag(page, hand, ask);
  sift(page);
  page.dress();
}
