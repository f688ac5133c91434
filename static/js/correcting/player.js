// The sound of a hearing by the clock of the hearing, whichever recording holds it.
const SPEEDS = [0.5, 0.6, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2];
const BACK_AFTER_PAUSE = 1000; // milliseconds that are heard again after typing
const STILL = 1200; // milliseconds without a key after which the sound goes on

export class Player {
  constructor(root) {
    this.root = root;
    this.audio = root.querySelector("audio");
    this.sounds = JSON.parse(root.dataset.sounds);
    this.current = 0;
    this.audio.preservesPitch = true;
    for (const part of root.querySelectorAll("[data-needs-script]")) part.hidden = false;
    root.addEventListener("click", (event) => this[event.target.closest("[data-act]")?.dataset.act]?.());
    this.audio.addEventListener("timeupdate", () => this.tell());
    this.speed = 1;
    this.root.dataset.state = "paused";
    this.audio.addEventListener("play", () => this.stand("playing"));
    this.audio.addEventListener("pause", () => this.stand("paused"));
    this.tell();
  }

  // Milliseconds of the clock of the hearing.
  get now() {
    return this.audio.currentTime * 1000 + this.sounds[this.current].offset;
  }

  async seek(ms, isPlaying = true) {
    const found = this.sounds.findIndex(({ offset, length }) => ms - offset >= 0 && ms - offset <= length);
    if (found < 0) {
      this.say(this.root.dataset.none);
      return;
    }
    if (found !== this.current) await this.take(found);
    this.audio.currentTime = (ms - this.sounds[found].offset) / 1000;
    this.say("");
    if (isPlaying) await this.audio.play().catch(() => {});
  }

  take(number) {
    this.current = number;
    this.audio.src = this.sounds[number].src;
    this.audio.setAttribute("aria-label", this.sounds[number].name);
    return new Promise((done) => this.audio.addEventListener("loadedmetadata", done, { once: true }));
  }

  toggle() {
    clearTimeout(this.timer);
    this.isWaiting = false;
    if (this.audio.paused) this.audio.play().catch(() => {});
    else this.audio.pause();
  }

  back() {
    this.audio.currentTime = Math.max(0, this.audio.currentTime - 15);
  }

  forward() {
    this.audio.currentTime = Math.min(this.audio.duration || 0, this.audio.currentTime + 15);
  }

  stand(state) {
    this.root.dataset.state = state;
    this.audio.playbackRate = this.speed;
  }

  slower() {
    this.pace(-1);
  }

  faster() {
    this.pace(1);
  }

  pace(step) {
    const place = SPEEDS.indexOf(this.speed) + step;
    this.speed = SPEEDS[Math.min(Math.max(place, 0), SPEEDS.length - 1)];
    this.audio.playbackRate = this.speed;
    this.root.querySelector("[data-speed]").textContent = `${this.speed}×`;
  }

  // While somebody types the sound waits, and then goes on a little before where it was.
  typed() {
    if (!this.root.querySelector("[data-autopause]").checked) return;
    if (!this.audio.paused) {
      this.audio.pause();
      this.isWaiting = true;
    }
    if (!this.isWaiting) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.isWaiting = false;
      this.audio.currentTime = Math.max(0, this.audio.currentTime - BACK_AFTER_PAUSE / 1000);
      this.audio.play().catch(() => {});
    }, STILL);
  }

  tell() {
    const seconds = Math.floor(this.now / 1000);
    const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
    const clock = parts.map((part) => String(Math.max(part, 0)).padStart(2, "0")).join(":");
    this.root.querySelector("[data-clock]").textContent = clock;
    this.root.dispatchEvent(new CustomEvent("heard", { detail: this.now }));
  }

  say(words) {
    this.root.querySelector("[data-said]").textContent = words;
  }
}
