// What stands on the board: cells, cards, words, and the one line that is read aloud.
const written = (minutes) =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}.${String(minutes % 60).padStart(2, "0")}`;

export class Page {
  constructor(root) {
    this.root = root;
    this.status = root.querySelector("[data-say]");
    this.words = {};
    for (const term of root.querySelectorAll("[data-words] dt")) {
      this.words[term.textContent.trim()] = term.nextElementSibling.textContent.trim();
    }
    this.dressings = [];
  }

  get board() {
    return this.root.querySelector("[data-board]");
  }

  get first() {
    return Number(this.board.dataset.first);
  }

  get last() {
    return Number(this.board.dataset.last);
  }

  get step() {
    return Number(this.board.dataset.step);
  }

  get token() {
    return this.root.querySelector("[data-token] [name=csrfmiddlewaretoken]").value;
  }

  get cells() {
    return [...this.board.querySelectorAll("[data-cell]")];
  }

  get days() {
    return [...new Set(this.cells.map((cell) => cell.dataset.day))];
  }

  get lanes() {
    return [...new Set(this.cells.map((cell) => cell.dataset.lane))];
  }

  cell(day, lane) {
    return this.cells.find((one) => one.dataset.day === day && one.dataset.lane === lane);
  }

  card(key) {
    return this.root.querySelector(`[data-card][data-key="${CSS.escape(key)}"]`);
  }

  // The card of the same disputes on a day and hour: a moved draft has a new code.
  cardAt(disputes, day, minutes) {
    return this.cells
      .filter((cell) => cell.dataset.day === day)
      .flatMap((cell) => [...cell.querySelectorAll("[data-card]")])
      .find((one) => one.dataset.disputes === disputes && Number(one.dataset.from) === minutes);
  }

  place(day, lane, minutes) {
    return `${this.cell(day, lane)?.dataset.label ?? day}, ${written(minutes)}`;
  }

  // Where something of that length stands in a cell.
  put(element, minutes, length) {
    const row = Math.floor((minutes - this.first) / this.step) + 1;
    const rows = (this.last - this.first) / this.step;
    element.dataset.row = Math.max(row, 1);
    element.dataset.span = Math.max(Math.min(Math.ceil(length / this.step), rows - row + 1), 1);
  }

  told(name, values = {}) {
    return Object.entries(values).reduce(
      (text, [key, value]) => text.replaceAll(`{${key}}`, value),
      this.words[name] ?? "",
    );
  }

  say(text) {
    this.status.textContent = text;
  }

  // What only works with scripts is shown, also after a part was drawn anew.
  dress() {
    for (const one of this.root.querySelectorAll("[data-pick], [data-keys]")) one.hidden = false;
    for (const dressing of this.dressings) dressing();
  }
}

export { written };
