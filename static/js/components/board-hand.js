// The card that was picked up: where it would go, and what the one checker says of each slot.
import { written } from "./board-page.js";

const HEAVIEST = ["hard", "soft", "note"];

export class Hand {
  constructor(page) {
    this.page = page;
    this.box = page.root.querySelector("[data-picked]");
    this.card = null; // what its element says; the element itself may be on another week
    this.found = null;
    this.asked = 0;
    this.panel = null; // what the panel showed before
    page.dressings.push(() => this.again());
  }

  get element() {
    return this.card && this.page.card(this.card.key);
  }

  get button() {
    return this.element?.querySelector("[data-pick]");
  }

  // Where the focus is while a card is in the hand.
  focus() {
    (this.button ?? this.page.root.querySelector("#papan-h")).focus();
  }

  // Takes a card; resolves when what stands against its slots is known.
  async pick(element, at = null) {
    this.lay();
    this.card = { ...element.dataset };
    this.name = this.card.name;
    this.length = Number(this.card.length);
    const cell = element.closest("[data-cell]");
    this.at = at ?? {
      day: cell?.dataset.day ?? this.page.days[0],
      lane: cell?.dataset.lane ?? this.page.lanes[0],
      minutes: cell ? Number(this.card.from) : this.page.first + 60,
    };
    this.mark();
    const isOnBoard = Boolean(cell) || at !== null;
    if (!(await this.ask())) return;
    if (!isOnBoard) this.at = this.firstFree();
    this.draw();
    this.page.say(this.page.told("picked", { name: this.name, where: this.words() }));
  }

  // Asks what stands against every slot of the week that is shown.
  async ask() {
    const { page } = this;
    const turn = ++this.asked;
    const query = new URLSearchParams(this.card.slots);
    query.set("minggu", page.board.dataset.monday);
    query.set("lama", this.length);
    query.set("dari", page.first);
    query.set("sampai", page.last);
    let found = null;
    let told = "failed";
    try {
      const answer = await fetch(`${page.root.dataset.slots}?${query}`);
      if (answer.ok) found = await answer.json();
      else if (answer.status === 404) told = "gone";
    } catch {
      // A line that is down is told below.
    }
    if (turn !== this.asked || !this.card) return false;
    if (!found) {
      const { name } = this;
      this.focus();
      this.lay();
      page.say(page.told(told, { name }));
      return false;
    }
    this.found = found;
    this.length = found.length;
    return true;
  }

  reasons(day, lane, minutes) {
    const room = this.page.cell(day, lane)?.dataset.room ?? "";
    const places = this.found?.slots[`${day}|${room}|${minutes}`] ?? [];
    return places.map((place) => this.found.reasons[place]);
  }

  weight(reasons) {
    return HEAVIEST.find((weight) => reasons.some((one) => one.weight === weight)) ?? "";
  }

  firstFree() {
    const { page } = this;
    let best = { day: page.days[0], lane: page.lanes[0], minutes: page.first + 60 };
    let least = 2;
    for (const day of page.days) {
      for (let minutes = page.first + 60; minutes + this.length <= page.last; minutes += page.step) {
        for (const lane of page.lanes) {
          const weight = { hard: 2, soft: 1 }[this.weight(this.reasons(day, lane, minutes))] ?? 0;
          if (weight < least) [best, least] = [{ day, lane, minutes }, weight];
        }
      }
    }
    return best;
  }

  words() {
    const { day, lane, minutes } = this.at;
    const reasons = this.reasons(day, lane, minutes);
    const place = this.page.place(day, lane, minutes);
    if (!reasons.length) return `${place}, ${this.page.told("free")}`;
    const weight = this.weight(reasons);
    const why = reasons.filter((one) => one.weight === weight).map((one) => one.text);
    return `${place}, ${this.page.told(weight)}: ${why.join(" ")}`;
  }

  move({ days = 0, steps = 0, lanes = 0 }) {
    const { page } = this;
    const day = page.days.indexOf(this.at.day) + days;
    const lane = page.lanes.indexOf(this.at.lane) + lanes;
    const minutes = this.at.minutes + steps * page.step;
    this.to({
      day: page.days[Math.min(Math.max(day, 0), page.days.length - 1)],
      lane: page.lanes[(lane + page.lanes.length) % page.lanes.length],
      minutes: Math.min(Math.max(minutes, page.first), page.last - page.step),
    });
    page.root.querySelector("[data-ghost]")?.scrollIntoView({ block: "nearest" });
  }

  to(at) {
    const isSame = ["day", "lane", "minutes"].every((name) => at[name] === this.at[name]);
    this.at = at;
    this.draw();
    if (!isSame) this.page.say(this.words());
  }

  async stretch(steps) {
    this.length = Math.max(this.length + steps * this.page.step, this.page.step);
    if (await this.ask()) {
      this.draw();
      this.page.say(`${this.found.length_label}. ${this.words()}`);
    }
  }

  // After the week was drawn anew: the same card, in the same place, judged afresh.
  async again() {
    this.panel = null;
    if (!this.card) return;
    if (!this.page.days.includes(this.at.day)) this.at.day = this.page.days[0];
    if (!this.page.lanes.includes(this.at.lane)) [this.at.lane] = this.page.lanes;
    this.mark();
    if (await this.ask()) this.draw();
  }

  lay() {
    this.asked += 1;
    this.clear();
    this.button?.setAttribute("aria-pressed", "false");
    if (this.element) delete this.element.dataset.inHand;
    this.card = null;
    this.found = null;
    this.box.hidden = true;
    delete this.page.root.dataset.holding;
    for (const one of this.page.root.querySelectorAll("[data-service]")) {
      one.textContent = one.dataset.usual;
    }
    const panel = this.page.root.querySelector("[data-service-panel]");
    if (this.panel !== null) panel.innerHTML = this.panel;
    this.panel = null;
  }

  mark() {
    this.button?.setAttribute("aria-pressed", "true");
    if (this.element) this.element.dataset.inHand = "";
    this.page.root.dataset.holding = "";
  }

  clear() {
    for (const one of this.page.root.querySelectorAll("[data-ghost], [data-band]")) one.remove();
  }

  draw() {
    const { page, at } = this;
    this.clear();
    for (const cell of page.cells) this.bands(cell);
    const ghost = document.createElement("p");
    const reasons = this.reasons(at.day, at.lane, at.minutes);
    ghost.className = "slot";
    ghost.dataset.ghost = this.weight(reasons) || "free";
    ghost.textContent = `${written(at.minutes)}–${written(at.minutes + this.length)} ${this.name}`;
    page.put(ghost, at.minutes, this.length);
    page.cell(at.day, at.lane)?.append(ghost);
    this.tell(reasons);
  }

  // Slots that are refused are hatched, doubtful ones washed; neighbours with one reason are one.
  bands(cell) {
    const { page } = this;
    let run = null;
    for (let minutes = page.first; minutes < page.last; minutes += page.step) {
      const reasons = this.reasons(cell.dataset.day, cell.dataset.lane, minutes);
      const weight = this.weight(reasons);
      const text = reasons.find((one) => one.weight === weight)?.text ?? "";
      if (run && (run.weight !== weight || run.text !== text)) run = this.band(cell, run);
      if (weight && weight !== "note") {
        run ??= { weight, text, from: minutes, length: 0 };
        run.length += page.step;
      }
    }
    if (run) this.band(cell, run);
  }

  band(cell, run) {
    const band = document.createElement("p");
    band.className = "board__band";
    band.dataset.band = run.weight;
    band.title = run.text;
    band.setAttribute("aria-hidden", "true");
    const told = document.createElement("span");
    told.textContent = run.text;
    band.append(told);
    this.page.put(band, run.from, run.length);
    cell.append(band);
    return null;
  }

  tell(reasons) {
    const { page, at, box, found } = this;
    box.hidden = false;
    box.querySelector("[data-picked-name]").textContent = this.name;
    const place = page.place(at.day, at.lane, at.minutes);
    box.querySelector("[data-picked-where]").textContent =
      `${place}–${written(at.minutes + this.length)}`;
    box.querySelector("[data-picked-length]").textContent = found?.length_label ?? "";
    const why = box.querySelector("[data-picked-why]");
    why.dataset.weight = this.weight(reasons);
    why.textContent = reasons.length
      ? reasons.map((one) => `${page.told(one.weight)}: ${one.text}`).join(" ")
      : page.told("free");
    if (!found) return;
    for (const one of page.root.querySelectorAll("[data-service]")) {
      one.textContent = found.service[one.dataset.service] || "–";
    }
    const panel = page.root.querySelector("[data-service-panel]");
    this.panel ??= panel.innerHTML;
    panel.innerHTML = found.panels[at.day] ?? "";
  }
}
