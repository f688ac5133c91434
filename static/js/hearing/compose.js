// The box in which the record is typed. The focus stays in it; what is typed is read at every stroke.
import { fill, say } from "./page.js";

const PREFIX = /^\s*(?:[1-9][0-9]?)?(?:[a-z](?:l?[0-9]{1,3})?)?(?=\s|$)\s*/;

export class Compose {
  constructor(room) {
    Object.assign(this, { room, root: room.root, lines: room.lines, words: room.config.words });
    this.form = this.root.querySelector("[data-compose]");
    this.box = this.form.querySelector("textarea");
    this.chain = Promise.resolve();
    this.box.addEventListener("input", () => this.changed());
    this.box.addEventListener("keydown", (event) => this.pressed(event));
    this.form.addEventListener("submit", (event) => (event.preventDefault(), this.keep()));
    this.form.addEventListener("click", (event) => this.clicked(event));
    room.drawing.part("cast").addEventListener("click", (event) => this.picked(event));
    this.root.querySelector("[data-add-speaker]").addEventListener("click", () => this.put("0"));
  }

  async restore() {
    const draft = await this.room.log.draft();
    this.box.value = draft.text || "";
    if (draft.speaker) this.lines.speaker = draft.speaker;
    if (draft.key) this.lines.key = draft.key;
    if (draft.section) this.lines.section = draft.section;
    this.show();
  }

  get draft() {
    const { speaker, key, section } = this.lines;
    return { text: this.box.value, speaker, key, section };
  }

  changed() {
    this.room.log.saveDraft(this.draft).catch(() => {});
    this.show();
  }

  pressed(event) {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.keep();
    } else if (event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !this.box.value) {
      event.preventDefault();
      this.takeBack();
    }
  }

  // Lines are taken up one after the other, each as the record stands when those before it are kept;
  // nobody who types fast waits for the disk.
  keep() {
    const line = this.box.value;
    if (this.box.readOnly || !line.trim()) return this.show();
    this.box.value = "";
    this.show();
    return this.next(() => this.take(line));
  }

  next(step) {
    this.chain = this.chain.then(step).catch(() => {});
    return this.chain;
  }

  async take(line) {
    const { lines } = this, told = lines.read(line), preview = lines.preview(line);
    if (preview.fault) return this.giveBack(line, preview.fault);
    if (told.form === "section") {
      lines.begin(told.words);
      return this.changed();
    }
    const chosen = { speaker: preview.speaker, key: preview.kind?.key };
    if (told.form === "turn") {
      lines.speaker = preview.speaker || lines.speaker;
      lines.key = told.words ? preview.kind.next : chosen.key;
      if (!told.words) return this.changed(); // speaker and kind alone stay chosen for what follows
    }
    const entry = lines.entry(line, chosen);
    if (!entry) return this.giveBack(line, "");
    try {
      await this.room.keep(entry.kind, entry.payload, this.draft);
    } catch {
      return this.giveBack(line, this.words.not_kept);
    }
    return say(this.root, fill(this.words.kept, { text: entry.payload.text || line }));
  }

  giveBack(line, fault) {
    this.box.value = this.box.value ? `${line}\n${this.box.value}` : line;
    this.changed();
    say(this.root, fault);
  }

  // What was sent is never deleted: a second entry takes it back.
  takeBack() {
    this.next(async () => {
      const turn = this.room.record.lastOwn;
      if (!turn) return say(this.root, this.words.nothing_to_take_back);
      if (this.room.record.isHeld(turn)) return say(this.root, this.words.held);
      await this.room.keep("withdrawal", { turn: turn.ref }, this.draft);
      return say(this.root, fill(this.words.taken_back, { text: turn.text }));
    });
  }

  clicked(event) {
    const button = event.target.closest("[data-key], [data-put], [data-take-back]");
    if (!button) return;
    if (button.dataset.key) {
      this.lines.key = button.dataset.key;
      this.box.value = this.box.value.replace(PREFIX, "");
    } else if (button.dataset.put) this.box.value = button.dataset.put + this.box.value;
    else this.takeBack();
    this.focus();
    this.changed();
  }

  picked(event) {
    const button = event.target.closest("[data-speaker]");
    if (!button) return;
    this.box.value = this.box.value.replace(/^\s*[1-9][0-9]?(?=[a-z\s]|$)/, "");
    this.focus();
    this.next(() => {
      this.lines.speaker = button.dataset.speaker;
      this.changed();
    });
  }

  put(text) {
    this.box.value = text + this.box.value;
    this.focus();
    this.changed();
  }

  focus() {
    this.box.focus();
    this.box.setSelectionRange(this.box.value.length, this.box.value.length);
  }

  // The line above the box: who, what, tied to what; and what hinders it.
  show() {
    const { room } = this, told = this.lines.preview(this.box.value), who = room.record.who(told.speaker);
    const number = room.record.cast.indexOf(who) + 1;
    const shown = (name) => this.form.querySelector(`[data-parse="${name}"]`);
    shown("number").textContent = number || "";
    shown("number").hidden = !number;
    shown("speaker").textContent = told.kind?.is_nobody ? "" : who ? [who.name, who.role].join(", ") : "";
    shown("act").textContent = told.act;
    shown("link").textContent = told.link || "";
    shown("fault").textContent = this.box.value.trim() ? told.fault || "" : "";
    this.form.dataset.act = told.code || "";
    for (const button of this.form.querySelectorAll("[data-key]")) {
      button.setAttribute("aria-pressed", String(button.dataset.key === told.kind?.key));
    }
    room.drawing.choose(told.speaker || this.lines.speaker);
  }

  // The box rests while nothing may be recorded; it keeps the focus and what is in it.
  rest(hint) {
    this.box.readOnly = Boolean(hint);
    this.box.placeholder = hint;
    this.form.toggleAttribute("data-rests", Boolean(hint));
  }
}
