// The record as this device knows it: what the house told, and over it what is not there yet.
const STEPS = { // phase and act: the phase after it
  before: { open: "public" },
  public: { recess: "recess", close_doors: "closed_doors", end: "ended", adjourn: "ended" },
  closed_doors: { recess: "recess", open_doors: "public", end: "ended", adjourn: "ended" },
  recess: { open: "public", end: "ended", adjourn: "ended" },
  ended: { reopen: "recess" },
};
const UNANSWERED = new Set(["", "open", "partial", "evasive", "deferred_writing"]);

// By the instant to the microsecond, as the house orders them, then by name.
const micros = (at) => Number(/\.\d{3}(\d{3})/.exec(at)?.[1] || 0);
function inOrder(a, b) {
  return Date.parse(a.at) - Date.parse(b.at) || micros(a.at) - micros(b.at) || (a.ref < b.ref ? -1 : 1);
}

// An admission that was worded afterwards is one mark, not two.
const worded = (marks) => {
  const isWorded = marks.some((mark) => mark.kind === "admission" && mark.what);
  return marks.filter((mark) => mark.confirmed || mark.what || mark.kind !== "admission" || !isWorded);
};

export class RecordOfHearing {
  constructor(config, log) {
    Object.assign(this, { config, log });
    this.known = new Map(); // turns of the house, by name
    this.own = []; // entries of this device
    this.cast = config.cast;
    this.phase = config.phase;
    this.troubles = new Map();
    this.told = log.meta.stands || config; // until the house answers
  }

  async load() {
    for (const turn of await this.log.turns()) this.known.set(turn.ref, turn);
    this.own = await this.log.entries();
    this.opened = this.told.opened_at || "";
    this.rebuild();
  }

  hear(told) {
    for (const turn of told.turns) this.known.set(turn.ref, turn);
    for (const trouble of told.troubles) this.troubles.set(`${trouble.ref} ${trouble.text}`, trouble);
    this.told = told;
    this.opened = told.opened_at || this.opened;
    this.rebuild();
  }

  add(entry) {
    this.own.push(entry);
    this.rebuild();
  }

  get waiting() { return this.own.filter((entry) => entry.n > this.log.meta.taken).length; }

  // The house's word, and then this device's entries that it does not have yet.
  rebuild() {
    this.turns = new Map([...this.known].map(([ref, turn]) => [ref, { ...turn, marks: turn.marks.map((mark) => ({ ...mark })) }]));
    this.cast = [...this.told.cast];
    this.phase = this.told.phase;
    this.doorsOpen = this.told.doors_open;
    this.settled = new Set();
    for (const entry of this.own) {
      if (entry.payload.settles) this.settled.add(entry.payload.settles);
      if (entry.payload.thread) this.settled.add(entry.payload.thread);
      if (entry.n > this.log.meta.taken) this.apply(entry);
    }
    for (const turn of this.turns.values()) turn.marks = worded(turn.marks);
    this.arrange();
  }

  apply(entry) {
    const { payload } = entry, ref = this.log.ref(entry.n);
    const makers = {
      turn: () => this.applyTurn(entry, ref),
      withdrawal: () => this.change(payload.turn, (turn) => (turn.withdrawn = true)),
      mark: () => this.change(payload.turn, (turn) => turn.marks.push(this.mark(ref, payload.mark, payload, turn.speaker))),
      confirmation: () => this.confirm(payload.confirms),
      fate: () => this.change(payload.question, (turn) => Object.assign(turn, { fate: payload.fate, due_on: payload.due_on })),
      speaker: () => this.cast.push(this.speaker(ref, payload)),
      presence: () => this.called(payload),
      phase: () => this.step(entry),
    };
    makers[entry.kind]?.();
  }

  applyTurn(entry, ref) {
    const { payload } = entry, key = this.config.keys.kind.find((row) => row.key === payload.key);
    const who = this.who(payload.speaker);
    const isSense = /^\[.*\]$/s.test(payload.text);
    this.turns.set(ref, {
      ref, at: entry.made_at, key: payload.key, kind: key.kind, speaker: payload.speaker,
      rendering: key.is_nobody ? "note" : isSense ? "paraphrase" : "quoted",
      name: key.is_nobody ? "" : who?.name || "", role: key.is_nobody ? "" : who?.role || "",
      to: payload.to || "", text: isSense ? payload.text.slice(1, -1) : payload.text,
      section: payload.section || "", register: payload.register || "", replies_to: payload.replies_to || "",
      closed: Boolean(payload.closed), withdrawn: false, fate: "", due_on: "", device: this.log.device, by: "",
      marks: key.mark ? [this.mark(ref, key.mark, payload, payload.speaker)] : [], isPending: true,
    });
    if (payload.confirms) this.confirm(payload.confirms);
  }

  // An order that the chair gives stands by that word, as the house takes it.
  mark(ref, kind, { what = "", due_on = "", exhibit = "" }, speaker) {
    const confirmed = kind === "order" && Boolean(this.who(speaker)?.chair);
    return { ref, kind, what, due_on, exhibit, confirmed, became: "" };
  }

  speaker(id, { name, role, capacity }) {
    const key = this.config.keys.role.find((row) => row.key === role);
    const word = this.config.roles?.[key?.code] || key?.code || "";
    return { id, name, role: word, side: key?.side || "", capacity, authority: "", presence: "present", presence_word: "", chair: false, called: true };
  }

  called({ speaker, presence }) {
    this.cast = this.cast.map((one) => (one.id === speaker ? { ...one, presence } : one));
  }

  change(ref, how) {
    const turn = this.turns.get(ref);
    if (turn) how(turn);
  }

  confirm(ref) {
    for (const turn of this.turns.values()) {
      for (const mark of turn.marks) if (mark.ref === ref) mark.confirmed = true;
    }
  }

  step(entry) {
    const { act } = entry.payload;
    if (act === "close_doors" || act === "open_doors") this.doorsOpen = act === "open_doors";
    const after = STEPS[this.phase]?.[act];
    if (!after) return;
    if (this.phase === "before") this.opened ||= entry.made_at;
    this.phase = act === "open" && !this.doorsOpen ? "closed_doors" : after;
  }

  who(id) { return this.cast.find((one) => one.id === id); }
  at(number) { return this.cast[number - 1]; }

  arrange() {
    this.list = [...this.turns.values()].sort(inOrder);
    this.numbers = new Map();
    const answers = new Map();
    for (const turn of this.list) {
      if (turn.kind === "question") this.numbers.set(turn.ref, this.numbers.size + 1);
      if (turn.replies_to && !turn.withdrawn) answers.set(turn.replies_to, [...(answers.get(turn.replies_to) || []), turn]);
    }
    this.answers = answers;
  }

  get standing() { return this.list.filter((turn) => !turn.withdrawn); }
  get questions() { return this.standing.filter((turn) => turn.kind === "question"); }

  // A question waits until somebody answers or judges it; one judged unanswered waits on.
  isOpen(turn) {
    if (turn.fate) return UNANSWERED.has(turn.fate);
    return !this.answers.has(turn.ref);
  }

  get open() { return this.questions.filter((turn) => this.isOpen(turn)); }

  get carried() {
    return this.config.carried.questions.map((row, place) => ({ ...row, code: `L${place + 1}` })).filter((row) => !this.settled.has(row.id));
  }

  numbered(target) { return this.questions.find((turn) => String(this.numbers.get(turn.ref)) === target); }
  carriedAt(target) { return this.carried.find((row) => row.code.toLowerCase() === target); }

  // The newest open question that was put to a speaker; else the newest to nobody; else any.
  questionFor(speaker) {
    const open = this.questions.filter((turn) => !this.answers.has(turn.ref) && !turn.fate);
    const mine = open.filter((turn) => turn.to === speaker), anyone = open.filter((turn) => !turn.to);
    return (mine.length ? mine : anyone.length ? anyone : open).at(-1);
  }

  get marks() { return this.standing.flatMap((turn) => turn.marks.map((mark) => ({ ...mark, turn }))); }
  get unconfirmed() { return this.marks.filter((mark) => !mark.confirmed && mark.kind !== "exhibit").at(-1); }
  get last() { return this.standing.filter((turn) => turn.rendering !== "note").at(-1); }
  get lastOwn() { return this.standing.filter((turn) => turn.device === this.log.device).at(-1); }
  isHeld(turn) { return this.answers.has(turn.ref) || Boolean(turn.fate) || turn.marks.some((mark) => mark.confirmed); }
  isDisputed(turn) { return new Set((this.answers.get(turn.ref) || []).map((one) => one.device)).size > 1; }
}
