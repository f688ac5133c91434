// What the room shows: the running record, the board beside it, who speaks, how the hearing stands.
import { day, fill, make } from "./page.js";

const LATE = "signal";

export class Drawing {
  constructor(config, record, root) {
    Object.assign(this, { config, record, root });
    this.words = config.words;
    this.drawn = new Map();
    this.clock = new Intl.DateTimeFormat("id-ID", { timeZone: config.zone, hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false });
    this.run = this.part("run");
    this.run.replaceChildren();
  }

  part(name) { return this.root.querySelector(`[data-part="${name}"]`); }
  time(at) { return this.clock.format(new Date(at)).replaceAll(":", "."); }
  code(turn) { return `T${this.record.numbers.get(turn.ref)}`; }
  key(turn) { return this.config.keys.kind.find((row) => row.key === turn.key); }

  all() {
    this.turns();
    this.cast();
    this.board();
  }

  turns() {
    const isAtEnd = this.run.scrollHeight - this.run.scrollTop - this.run.clientHeight < 80;
    let before = null;
    for (const turn of this.record.list) {
      const row = this.row(turn);
      const place = before ? before.nextSibling : this.run.firstChild;
      if (place !== row) this.run.insertBefore(row, place);
      before = row;
    }
    if (isAtEnd) this.run.scrollTop = this.run.scrollHeight;
  }

  row(turn) {
    const told = JSON.stringify([turn, this.record.numbers.get(turn.ref), this.record.numbers.get(turn.replies_to), this.record.isDisputed(turn), turn.kind === "question" && this.record.isOpen(turn)]);
    const held = this.drawn.get(turn.ref);
    if (held?.told === told) return held.row;
    const row = this.turn(turn);
    held?.row.replaceWith(row);
    this.drawn.set(turn.ref, { told, row });
    return row;
  }

  turn(turn) {
    const { record } = this, key = this.key(turn);
    const row = make("li", "rt", { "data-act": key.code, "data-ref": turn.ref });
    if (turn.section) row.append(make("p", "rt__head", {}, turn.section));
    if (turn.withdrawn) row.dataset.state = "withdrawn";
    else if (turn.isPending) row.dataset.state = "pending";
    if (turn.kind === "question" && !turn.withdrawn && record.isOpen(turn)) row.dataset.open = "";
    const by = make("p", "rt__by", {}, make("b", "", {}, turn.name), turn.name && turn.role ? ` ${turn.role}` : "");
    by.append(make("span", "rt__act", {}, this.act(turn, key)));
    const isSense = turn.rendering !== "quoted";
    const said = make("p", "rt__say", {}, make("span", "", {}, isSense ? `[${turn.text}]` : turn.text));
    const at = this.time(turn.at);
    row.append(make("time", "rt__time", { datetime: at.replaceAll(".", ":") }, at), by, said);
    const notes = this.notes(turn);
    if (notes.length) row.append(make("p", "rt__notes", {}, notes.join(" · ")));
    return row;
  }

  act(turn, key) {
    const { record } = this;
    const asked = turn.kind === "question" ? turn : record.turns.get(turn.replies_to);
    return [this.config.kinds[key.code], asked ? this.code(asked) : ""].filter(Boolean).join(" ");
  }

  notes(turn) {
    const { words, record } = this, told = [];
    if (turn.withdrawn) told.push(words.withdrawn);
    if (turn.closed) told.push(words.closed);
    if (turn.isPending) told.push(words.pending);
    if (turn.kind === "question" && turn.to) told.push(fill(words.to, { name: record.who(turn.to)?.name || "" }));
    if (turn.fate) told.push(this.config.fates[turn.fate]);
    if (turn.due_on) told.push(fill(words.due, { day: day(turn.due_on) }));
    if (record.isDisputed(turn)) told.push(words.two_answers);
    for (const mark of turn.marks) told.push(this.markWords(mark));
    if (turn.by && turn.device !== record.log.device) told.push(fill(words.recorded_by, { name: turn.by }));
    return told;
  }

  markWords(mark) {
    const what = mark.exhibit || mark.what;
    const told = [this.config.marks[mark.kind], what && `“${what}”`, mark.due_on && fill(this.words.due, { day: day(mark.due_on) })];
    if (mark.kind !== "exhibit" && !mark.confirmed) told.push(`(${this.words.unconfirmed})`);
    return told.filter(Boolean).join(" ");
  }

  cast() {
    const list = this.part("cast");
    const told = JSON.stringify(this.record.cast);
    if (told === this.castTold) return;
    this.castTold = told;
    const focused = list.contains(document.activeElement) ? document.activeElement.dataset.speaker : "";
    list.replaceChildren(...this.record.cast.map((one, place) => this.speaker(one, place + 1)));
    if (focused) list.querySelector(`[data-speaker="${focused}"]`)?.focus();
  }

  speaker(one, number) {
    const detail = [one.role, one.capacity && one.capacity !== one.role ? one.capacity : "", one.presence === "absent" ? this.words.absent : ""];
    const button = make("button", "cast__one", { type: "button", "data-speaker": one.id, "aria-pressed": "false" });
    button.append(make("kbd", "", {}, String(number)), make("span", "", {}, make("b", "", {}, one.name), make("small", "", {}, detail.filter(Boolean).join(", "))));
    return make("li", "", {}, button);
  }

  choose(id) {
    for (const button of this.part("cast").querySelectorAll("[data-speaker]")) {
      const isChosen = button.dataset.speaker === id;
      if (isChosen && button.getAttribute("aria-pressed") !== "true") button.scrollIntoView({ block: "nearest", inline: "nearest" });
      button.setAttribute("aria-pressed", String(isChosen));
    }
  }

  board() {
    const { record, config, words } = this;
    const mine = record.open.map((turn) => this.item(this.code(turn), turn.text, [turn.name, this.time(turn.at).slice(0, 5), turn.fate && config.fates[turn.fate], this.due(turn.due_on)]));
    const carried = record.carried.map((row) => this.item(row.code, row.text, [fill(words.carried, { day: row.on }), row.fate, this.due(row.due_on)]));
    this.list("open", [...mine.reverse(), ...carried]);
    const marks = record.marks.slice().reverse();
    const claims = (kind) => marks.filter((mark) => mark.kind === kind).map((mark) => this.marked(mark));
    const of = (rows) => rows.map((row) => this.item(row.code, row.text, [row.on && fill(words.carried, { day: row.on }), row.by, this.due(row.due_on)]));
    this.list("admissions", [...claims("admission"), ...of(config.carried.admissions)]);
    this.list("promises", [...claims("undertaking"), ...of(config.carried.promises)]);
    this.list("orders", [...claims("order"), ...of(config.carried.orders)]);
    const shown = marks.filter((mark) => mark.kind === "exhibit").map((mark) => this.item(mark.exhibit || "–", mark.what, [mark.turn.name]));
    this.list("exhibits", [...shown, ...config.exhibits.map((row) => this.item(row.code, row.title, []))]);
    this.list("troubles", [...record.troubles.values()].map((row) => this.item("!", row.text, [row.line])));
    this.part("troubles").closest("section").hidden = !record.troubles.size;
  }

  marked(mark) {
    const text = mark.what || this.record.turns.get(mark.turn.replies_to)?.text || mark.turn.text;
    const code = mark.kind === "order" ? "" : mark.became;
    const item = this.item(code || this.time(mark.turn.at).slice(0, 5), text, [mark.turn.name, this.due(mark.due_on), mark.confirmed ? "" : this.words.unconfirmed]);
    item.dataset.mark = mark.kind;
    return item;
  }

  due(iso) {
    if (!iso) return "";
    const isLate = iso < this.config.today;
    return { text: fill(isLate ? this.words.overdue : this.words.due, { day: day(iso) }), tone: isLate ? LATE : "" };
  }

  item(code, text, notes) {
    const small = make("small");
    notes.filter(Boolean).forEach((note, place) => {
      if (place) small.append(", ");
      small.append(note.text ? make("span", note.tone ? "tag" : "", note.tone ? { "data-tone": note.tone } : {}, note.text) : note);
    });
    return make("li", "watch__item", {}, make("b", "watch__code", {}, code || ""), make("span", "", {}, text, small));
  }

  list(name, items) {
    const list = this.part(name);
    list.replaceChildren(...(items.length ? items : [make("li", "watch__none", {}, this.words.none)]));
    list.closest("section").querySelector("[data-count]").textContent = items.length || "";
  }
}
