// The board by keys: pick up, move over slots, put down, take back.
const MOVES = {
  ArrowLeft: { days: -1 },
  ArrowRight: { days: 1 },
  ArrowUp: { steps: -1 },
  ArrowDown: { steps: 1 },
  r: { lanes: 1 },
  R: { lanes: -1 },
};
const WEEKS = { PageUp: "before", PageDown: "after" };
const LENGTHS = { "+": 1, "=": 1, "-": -1 };

export function keys(page, hand, live, ask) {
  const back = () => {
    const { name } = hand;
    hand.focus();
    hand.lay();
    page.say(page.told("back", { name }));
  };
  const acts = {
    shorter: () => hand.stretch(-1),
    longer: () => hand.stretch(1),
    put: () => ask.open(),
    back,
  };

  page.root.addEventListener("click", (event) => {
    const act = event.target.closest("[data-do]");
    if (act) return acts[act.dataset.do]();
    const button = event.target.closest("[data-pick]");
    if (!button) return undefined;
    const element = button.closest("[data-card]");
    // A press of Enter or Space on the card in the hand puts it down.
    if (hand.element === element) return event.detail === 0 ? ask.open() : back();
    return hand.pick(element);
  });

  document.addEventListener("keydown", (event) => {
    if (!hand.card || ask.isOpen || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.closest("input, select, textarea")) return;
    const isOnBoard = !event.target.closest("button, a, summary");
    if (event.key === "Escape") back();
    else if (event.key === "Enter" && isOnBoard) ask.open();
    else if (event.key in MOVES) hand.move(MOVES[event.key]);
    else if (event.key in LENGTHS) hand.stretch(LENGTHS[event.key]);
    else if (event.key in WEEKS) live.turn(WEEKS[event.key]);
    else return;
    event.preventDefault();
  });
}
