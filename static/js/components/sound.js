// The sound of a hearing beside its transcript: played from any line, the turn being said marked.
let players;

// Plays from where a line or a link says; the media fragment is what works without this script.
export function listen(place) {
  const player = document.getElementById(`suara-${place.dataset.sound ?? place.dataset.play}`);
  if (!player) return;
  for (const other of players) if (other !== player) other.pause();
  const at = Number(place.dataset.at);
  const start = () => {
    player.currentTime = at;
    player.play();
  };
  if (player.readyState > 0) start();
  else {
    player.addEventListener("loadedmetadata", start, { once: true });
    player.load();
  }
}

export function sounds() {
  const part = document.querySelector("[data-sounds]");
  const sheet = document.querySelector("[data-folios]");
  if (!part || !sheet) return;
  players = [...part.querySelectorAll("audio")];
  const follow = part.querySelector("[data-follow]");
  follow.closest("label").hidden = false;

  const mark = (passage) => {
    const before = sheet.querySelector(".passage[data-now]");
    if (before === passage) return;
    before?.removeAttribute("data-now");
    passage?.setAttribute("data-now", "");
    if (passage && follow.checked) passage.scrollIntoView({ block: "nearest" });
  };
  for (const player of players) {
    const code = player.id.slice("suara-".length);
    const lines = [...sheet.querySelectorAll(`.ln[data-sound="${code}"]`)];
    const times = lines.map((line) => Number(line.dataset.at));
    player.addEventListener("timeupdate", () => {
      if (player.paused) return;
      const at = times.findLastIndex((time) => time <= player.currentTime + 0.05);
      mark(at < 0 ? null : lines[at].closest(".passage"));
    });
    player.addEventListener("ended", () => mark(null));
  }
  sheet.addEventListener("click", (event) => {
    const link = event.target.closest("[data-play]");
    if (!link) return;
    event.preventDefault();
    listen(link);
  });
}
