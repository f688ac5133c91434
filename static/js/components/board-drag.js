// Cards by mouse, pen or finger: dragged from their grip, a mouse takes them anywhere.
const FAR = 6; // pixels before a press becomes a drag

export function drag(page, hand, ask) {
  let start = null;
  let isDragging = false;

  const under = (event) => {
    const cell = document
      .elementsFromPoint(event.clientX, event.clientY)
      .map((one) => one.closest("[data-cell]"))
      .find(Boolean);
    if (!cell) return null;
    const box = cell.getBoundingClientRect();
    const rows = (page.last - page.first) / page.step;
    const row = Math.floor(((event.clientY - box.top) / box.height) * rows);
    const minutes = page.first + Math.min(Math.max(row, 0), rows - 1) * page.step;
    return { day: cell.dataset.day, lane: cell.dataset.lane, minutes };
  };

  page.root.addEventListener("dragstart", (event) => {
    if (event.target.closest("[data-card]")) event.preventDefault();
  });

  page.root.addEventListener("pointerdown", (event) => {
    const card = event.target.closest("[data-card]");
    if (!card?.querySelector("[data-pick]") || event.button !== 0 || ask.isOpen) return;
    if (event.pointerType !== "mouse" && !event.target.closest("[data-pick]")) return;
    start = { card, x: event.clientX, y: event.clientY };
  });

  addEventListener("pointermove", (event) => {
    if (!start) return;
    if (!isDragging) {
      if (Math.hypot(event.clientX - start.x, event.clientY - start.y) < FAR) return;
      isDragging = true;
      getSelection()?.removeAllRanges();
      hand.pick(start.card, under(event));
    }
    const at = under(event);
    if (at && hand.card) hand.to(at);
  });

  addEventListener("pointerup", async (event) => {
    const wasDragging = isDragging;
    start = null;
    isDragging = false;
    if (!wasDragging) return;
    // The press that ends a drag is no click on what lies below.
    addEventListener("click", stop, { capture: true, once: true });
    setTimeout(() => removeEventListener("click", stop, { capture: true }), 0);
    const at = under(event);
    if (at && hand.card) {
      hand.to(at);
      await ask.open();
    } else if (hand.card) {
      hand.focus();
    }
  });

  addEventListener("pointercancel", () => {
    start = null;
    isDragging = false;
  });

  // With a card in the hand a press on the board says where it goes.
  page.root.addEventListener(
    "click",
    (event) => {
      if (!hand.card || !event.target.closest("[data-cell]")) return;
      if (event.target.closest("[data-pick]")) return;
      stop(event);
      const at = under(event);
      if (at) hand.to(at);
      ask.open();
    },
    { capture: true },
  );
}

function stop(event) {
  event.preventDefault();
  event.stopPropagation();
}
