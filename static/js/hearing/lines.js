// From a line to an entry: who speaks, what it points to, as the record stands at that moment.
import { read } from "./grammar.js";
import { day, fill } from "./page.js";

const short = (text) => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

export class Lines {
  constructor(config, record) {
    Object.assign(this, { config, record, keys: config.keys, words: config.words });
    this.speaker = "";
    this.key = config.keys.default;
    this.section = { text: "", register: "", item: "" };
  }

  read(line) { return read(line, this.keys, this.config.today); }
  kind(key) { return this.keys.kind.find((row) => row.key === key); }

  // Who and what a line would be, with what was chosen before where it does not say.
  chosen(told) {
    const speaker = told.who ? this.record.at(told.who)?.id : this.speaker;
    return { speaker: speaker || "", kind: this.kind(told.key || this.key) };
  }

  // What the page says of a line while it is typed: a word, what it is tied to, what hinders it.
  preview(line) {
    const told = this.read(line);
    const makers = { turn: "previewTurn", mark: "previewMark", confirm: "previewConfirm", fate: "previewFate", section: "previewSection", speaker: "previewSpeaker" };
    if (told.form === "empty") return this.previewTurn({ ...told, words: "" });
    return makers[told.form] ? this[makers[told.form]](told) : { act: "", link: "", fault: this.words.unknown };
  }

  previewTurn(told) {
    const { speaker, kind } = this.chosen(told), { words, record } = this;
    const fault = told.who && !record.at(told.who) ? fill(words.unknown_speaker, { n: told.who }) : this.faultOf(told, kind, speaker);
    return { speaker, kind, act: this.config.kinds[kind.code], code: kind.code, link: this.linkOf(told, kind, speaker), fault };
  }

  faultOf(told, kind, speaker) {
    if (!speaker && !kind.is_nobody) return this.words.nobody;
    if (kind.confirms && !this.record.who(speaker)?.chair) return this.words.not_the_chair;
    if (kind.points_to === "question" && told.target && !this.target(told.target)) return fill(this.words.no_such_question, { q: told.target.toUpperCase() });
    return "";
  }

  target(target) {
    return target.startsWith("l") ? this.record.carriedAt(target) : this.record.numbered(target);
  }

  linkOf(told, kind, speaker) {
    const { words, record } = this;
    if (kind.kind === "question") {
      const q = `T${record.numbers.size + 1}`, to = record.at(Number(told.target));
      return to ? fill(words.asks_to, { q, name: to.name }) : fill(words.asks, { q });
    }
    if (kind.points_to === "question") return this.answerLink(told, speaker);
    if (kind.points_to === "speaker" && told.target) return fill(words.to, { name: record.at(Number(told.target))?.name || "" });
    if (kind.confirms) {
      const mark = record.unconfirmed;
      return mark ? fill(words.confirms, { mark: this.config.marks[mark.kind], text: short(mark.what || mark.turn.text) }) : words.nothing_to_confirm;
    }
    return "";
  }

  answerLink(told, speaker) {
    const { words, record } = this;
    if (told.target.startsWith("l")) {
      const row = record.carriedAt(told.target);
      return row ? fill(words.answers, { q: row.code, text: short(row.text) }) : "";
    }
    const asked = told.target ? record.numbered(told.target) : record.questionFor(speaker);
    return asked ? fill(words.answers, { q: `T${record.numbers.get(asked.ref)}`, text: short(asked.text) }) : words.no_question;
  }

  previewMark(told) {
    const code = this.keys.mark.find((row) => row.key === told.key).code, last = this.record.last;
    const link = last ? fill(this.words.mark_on, { text: short(last.text) }) : "";
    const due = told.due_on ? ` ${fill(this.words.due, { day: day(told.due_on) })}` : "";
    return { act: this.config.marks[code], code, link: link + due, fault: last ? "" : this.words.no_turn };
  }

  previewConfirm() {
    const mark = this.record.unconfirmed, { words } = this;
    if (!mark) return { act: this.config.marks.confirm, link: "", fault: words.nothing_to_confirm };
    return { act: this.config.marks.confirm, fault: "", link: fill(words.confirms, { mark: this.config.marks[mark.kind], text: short(mark.what || mark.turn.text) }) };
  }

  previewFate(told) {
    const fate = this.keys.fate.find((row) => row.key === told.key).code, asked = this.asked(told);
    const q = asked ? asked.code || `T${this.record.numbers.get(asked.ref)}` : "";
    const due = told.due_on ? ` ${fill(this.words.due, { day: day(told.due_on) })}` : "";
    const fault = asked ? "" : fill(this.words.no_such_question, { q: told.target.toUpperCase() });
    return { act: fill(this.words.judge, { q }), link: this.config.fates[fate] + due, fault };
  }

  asked(told) { return told.target ? this.target(told.target) : this.record.questions.at(-1); }
  previewSection(told) { return { act: this.words.section, link: told.words, fault: "" }; }

  previewSpeaker(told) {
    const role = this.keys.role.find((row) => row.key === told.key);
    const name = told.words.split(",")[0].trim().toLowerCase();
    const place = this.record.cast.findIndex((one) => one.name.toLowerCase() === name) + 1;
    const fault = !name ? this.words.nobody : place ? fill(this.words.already, { n: place }) : "";
    return { act: this.words.new_speaker, link: `${this.config.roles[role.code]}: ${told.words}`, fault };
  }

  // The entry of a line, or null where it says nothing yet.
  entry(line, chosen) {
    const told = this.read(line);
    const makers = { turn: "turn", mark: "mark", confirm: "confirm", fate: "fate", speaker: "newSpeaker" };
    const made = makers[told.form] ? this[makers[told.form]](told, chosen) : null;
    return made && { kind: made[0], payload: { ...made[1], line } };
  }

  turn(told, { speaker, key }) {
    if (!told.words) return null;
    const { record } = this, kind = this.kind(key);
    const payload = { key, speaker: kind.is_nobody ? "" : speaker, text: told.words, register: this.section.register };
    if (this.section.text) Object.assign(payload, { section: this.section.text });
    if (this.section.item) Object.assign(payload, { item: this.section.item });
    this.section.text = "";
    if (record.phase === "closed_doors") payload.closed = true;
    if (kind.points_to === "speaker" && told.target) payload.to = record.at(Number(told.target))?.id || "";
    if (kind.points_to === "question") Object.assign(payload, this.answer(told, speaker));
    if (kind.confirms && record.unconfirmed) payload.confirms = record.unconfirmed.ref;
    return ["turn", payload];
  }

  answer(told, speaker) {
    if (told.target.startsWith("l")) return { settles: this.record.carriedAt(told.target)?.id };
    const asked = told.target ? this.record.numbered(told.target) : this.record.questionFor(speaker);
    return { replies_to: asked?.ref || "" };
  }

  mark(told) {
    const mark = this.keys.mark.find((row) => row.key === told.key).code, last = this.record.last;
    if (!last) return null;
    const payload = { turn: last.ref, mark, what: told.words, due_on: told.due_on || "" };
    if (mark === "exhibit") payload.exhibit = told.words.split(/\s/)[0];
    return ["mark", payload];
  }

  confirm() {
    const mark = this.record.unconfirmed;
    return mark ? ["confirmation", { confirms: mark.ref }] : null;
  }

  fate(told) {
    const asked = this.asked(told);
    if (!asked) return null;
    const fate = this.keys.fate.find((row) => row.key === told.key).code;
    const payload = { fate, due_on: told.due_on || "", note: told.words };
    return ["fate", asked.id ? { ...payload, thread: asked.id } : { ...payload, question: asked.ref }];
  }

  newSpeaker(told) {
    const [name, ...rest] = told.words.split(",");
    if (!name.trim()) return null;
    return ["speaker", { name: name.trim(), capacity: rest.join(",").trim(), role: told.key }];
  }

  // A new part of the record: what it is about is named by an item or a register at its head.
  begin(words) {
    const [first, ...rest] = words.split(/\s+/);
    const named = this.config.registers.find((row) => row.short === first || row.items.includes(first));
    const item = named?.items.includes(first) ? first : "";
    const text = named && rest.length ? `${named.short}: ${rest.join(" ")}` : words;
    this.section = { text, register: named?.code || this.section.register, item };
  }
}
