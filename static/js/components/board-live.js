// What others do is seen: the parts of the board are drawn anew, and nothing in the hand is lost.
const EVERY = 4000; // milliseconds
const MASKED = /name="csrfmiddlewaretoken" value="[^"]*"/g; // a new mask is no news

const plain = (html) => html.replace(MASKED, "");

export class Live {
  constructor(page, hand) {
    this.page = page;
    this.hand = hand;
    this.etag = page.root.dataset.etag;
    this.query = new URLSearchParams(location.search);
    this.drawn = new Map(this.parts().map((part) => [part.dataset.part, plain(part.innerHTML)]));
    this.before = Promise.resolve();
    page.root.addEventListener("click", (event) => this.chosen(event));
    const tick = async () => {
      if (!document.hidden) await this.refresh();
      setTimeout(tick, EVERY);
    };
    setTimeout(tick, EVERY);
  }

  parts() {
    return [...this.page.root.querySelectorAll("[data-part]")];
  }

  get change() {
    return Number(this.page.root.querySelector("[data-change]").dataset.change);
  }

  // Asks for the parts, one question after the other; true when they were drawn anew.
  // `isOurs`: nobody has to be told.
  refresh({ isOurs = false } = {}) {
    this.before = this.before.catch(() => false).then(() => this.ask(isOurs));
    return this.before;
  }

  async ask(isOurs) {
    let html = "";
    try {
      const answer = await fetch(`${this.page.root.dataset.live}?${this.query}`, {
        cache: "no-store",
        headers: { "If-None-Match": this.etag },
      });
      if (answer.status !== 200 || answer.redirected) return false;
      html = await answer.text();
      this.etag = answer.headers.get("ETag") ?? "";
    } catch {
      return false; // asked again in a moment
    }
    const before = this.change;
    const hadFocus = this.draw(new DOMParser().parseFromString(html, "text/html"));
    this.page.dress();
    if (hadFocus) this.focus(hadFocus);
    const head = this.page.root.querySelector("[data-change]");
    if (!isOurs && this.change > before) {
      const by = head.dataset.changeBy || this.page.told("somebody");
      this.page.say(this.page.told("changed", { by }));
    }
    return true;
  }

  // Replaces what is different; what had the focus there, so that it can have it again.
  draw(told) {
    let focused = null;
    for (const part of this.parts()) {
      const fresh = told.querySelector(`[data-part="${part.dataset.part}"]`);
      if (!fresh) continue;
      if (fresh.dataset.change) {
        part.dataset.change = fresh.dataset.change;
        part.dataset.changeBy = fresh.dataset.changeBy;
      }
      const html = plain(fresh.innerHTML);
      if (html === this.drawn.get(part.dataset.part)) continue;
      this.drawn.set(part.dataset.part, html);
      const active = document.activeElement;
      if (part.contains(active) && active !== part) {
        focused = { part, trail: trail(active) };
      }
      part.replaceChildren(...document.importNode(fresh, true).childNodes);
    }
    return focused;
  }

  focus({ part, trail: selectors }) {
    const found = selectors.map((one) => this.page.root.querySelector(one)).find(Boolean);
    const next = found ?? part.querySelector("[tabindex='-1']");
    next?.focus({ preventScroll: true });
  }

  // The week before or after, with the card in the hand.
  async turn(which) {
    const link = this.page.root.querySelector(`[data-week="${which}"]`);
    this.query = new URLSearchParams(new URL(link.href).search);
    this.etag = "";
    if (!(await this.refresh({ isOurs: true }))) return;
    history.replaceState(null, "", `?${this.query}`);
    const week = this.page.root.querySelector("#papan-minggu").textContent.trim();
    this.page.say(this.page.told("week", { week }));
  }

  // A day or a hearing whose panel is wanted: "hari=2024-03-13", "sidang=…", or nothing.
  select(asked) {
    this.query.delete("hari");
    this.query.delete("sidang");
    this.query.set("minggu", this.page.board.dataset.monday);
    for (const [name, value] of new URLSearchParams(asked)) this.query.set(name, value);
    this.etag = "";
    history.replaceState(null, "", `?${this.query}`);
  }

  async chosen(event) {
    const link = event.target.closest("[data-select]");
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.select(link.dataset.select);
    await this.refresh({ isOurs: true });
    this.page.root.querySelector("#panel-h").focus();
  }
}

// Ways back to an element after its part was drawn anew, the surest first.
function trail(element) {
  const found = [];
  const card = element.closest("[data-key]");
  if (card) {
    const inner = element.matches("[data-pick]") ? "[data-pick]" : "a";
    found.push(`[data-key="${CSS.escape(card.dataset.key)}"] ${inner}`);
  }
  if (element.id) found.push(`#${CSS.escape(element.id)}`);
  for (const name of ["select", "week"]) {
    const value = element.dataset[name];
    if (value) found.push(`[data-${name}="${CSS.escape(value)}"]`);
  }
  const address = element.getAttribute("href");
  if (address) found.push(`a[href="${CSS.escape(address)}"]`);
  return found;
}
