// Before a card is put down: the form of the slot, with everything that stands against it.
import { written } from "./board-page.js";

export class Ask {
  constructor(page, hand, live) {
    this.page = page;
    this.hand = hand;
    this.live = live;
    this.box = page.root.querySelector("[data-ask]");
    this.place = this.box.querySelector("[data-ask-form]");
    this.what = this.box.querySelector("[data-ask-what]");
    this.isBusy = false;
    this.box.querySelector("[data-ask-close]").addEventListener("click", () => this.box.close());
    this.box.addEventListener("close", () => this.left());
    this.place.addEventListener("submit", (event) => this.send(event));
    this.place.addEventListener("click", (event) => {
      if (!event.target.closest("a.btn")) return;
      event.preventDefault();
      this.box.close();
    });
    page.root.addEventListener("submit", (event) => this.drop(event));
  }

  get isOpen() {
    return this.box.open;
  }

  async open() {
    const { page, hand } = this;
    if (!hand.card || this.isOpen || this.isBusy) return;
    this.isBusy = true;
    if (!hand.found) await hand.ask();
    this.isBusy = false;
    if (!hand.card) return;
    const { day, lane, minutes } = hand.at;
    if (hand.weight(hand.reasons(day, lane, minutes)) === "hard") {
      page.say(`${page.told("refused")}. ${hand.words()}`);
      hand.focus();
      return;
    }
    const query = new URLSearchParams({
      hari: day,
      mulai: written(minutes).replace(".", ":"),
      selesai: written(minutes + hand.length).replace(".", ":"),
    });
    const { room } = page.cell(day, lane).dataset;
    if (room) query.set("ruang", room);
    if (hand.card.kind) query.set("jenis", hand.card.kind);
    this.isBusy = true;
    const form = await this.read(fetch(`${hand.card.form}?${query}`));
    this.isBusy = false;
    if (!form || !hand.card) return;
    this.address = hand.card.form;
    this.disputes = hand.card.disputes;
    this.what.textContent = `${hand.name}: ${page.place(day, lane, minutes)}`;
    this.show(form);
    this.box.showModal();
    this.box.querySelector("h2").focus();
  }

  // The form of a page; of one that leads elsewhere there is none.
  async read(asked) {
    try {
      const answer = await asked;
      if (!answer.ok) throw new Error(String(answer.status));
      const told = new DOMParser().parseFromString(await answer.text(), "text/html");
      const form = told.querySelector("main form.panel");
      if (form) return document.importNode(form, true);
    } catch {
      // What did not come is told below.
    }
    this.page.say(this.page.told("failed"));
    this.what.textContent = this.page.told("failed");
    return null;
  }

  show(form) {
    form.action = this.address;
    this.place.replaceChildren(form);
    window.htmx?.process(form);
  }

  async send(event) {
    event.preventDefault();
    if (this.isBusy) return;
    this.isBusy = true;
    const body = new FormData(event.target, event.submitter);
    const sent = fetch(this.address, { method: "POST", body });
    let answer = null;
    try {
      answer = await sent;
    } catch {
      // Told by what reads the form.
    }
    this.isBusy = false;
    if (answer?.redirected && answer.url.endsWith(this.page.root.dataset.release)) {
      await this.saved(body);
      return;
    }
    const form = await this.read(answer ? Promise.resolve(answer) : sent);
    if (!form) return;
    this.show(form);
    (form.querySelector("#galat") ?? form.querySelector("#hasil") ?? form).focus();
  }

  async saved(body) {
    const { page, hand, live } = this;
    const { name } = hand;
    const day = body.get("hari");
    const [hour, minute] = String(body.get("mulai")).split(":").map(Number);
    const { lane } = hand.at;
    hand.lay();
    this.box.close();
    await live.refresh({ isOurs: true });
    const card = page.cardAt(this.disputes, day, hour * 60 + minute);
    (card?.querySelector("[data-pick]") ?? page.root.querySelector("#papan-h")).focus();
    const where = page.place(day, lane, hour * 60 + minute);
    page.say(page.told("saved", { name, where }));
  }

  left() {
    this.place.replaceChildren();
    if (!this.hand.card) return;
    this.hand.focus();
    this.page.say(this.hand.words());
  }

  // Dropping a draft from the panel, without leaving the board.
  async drop(event) {
    const form = event.target.closest("form[data-drop]");
    if (!form) return;
    event.preventDefault();
    const { page, live } = this;
    const body = new FormData(form);
    body.set("csrfmiddlewaretoken", page.token);
    try {
      const answer = await fetch(form.action, { method: "POST", body });
      if (!answer.url.endsWith(page.root.dataset.release)) {
        const told = new DOMParser().parseFromString(await answer.text(), "text/html");
        page.say(told.querySelector(".messages")?.textContent.trim() || page.told("failed"));
        return;
      }
    } catch {
      page.say(page.told("failed"));
      return;
    }
    live.select("");
    await live.refresh({ isOurs: true });
    const [lead] = form.dataset.drop.split(" ");
    const card = page.card(`q-${lead}`) ?? page.root.querySelector("[data-board] [data-pick]");
    (card?.querySelector("[data-pick]") ?? page.root.querySelector("#papan-h")).focus();
    page.say(page.told("dropped"));
  }
}
