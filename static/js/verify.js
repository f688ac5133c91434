// The fingerprint of a file, computed here and compared with a list that was taken along: the file
// stays on this machine. Without WebCrypto (a page without TLS) the form is sent as it stands.
import { keepPage } from "./hearing/offline.js";

const SHELF = "periksa:daftar";
const TAIL = 256 * 1024; // bytes at the end of a PDF, where it says which one it is
// The identifier of a PDF, as digits or as bytes: what it says that it is, if not what it is.
const CARRIED = /\/ID\s*\[\s*(?:<([0-9A-Fa-f]{32})>|\(((?:\\[^]|[^\\)]){16})\))/;

const place = document.querySelector("[data-verify]");
if (place && globalThis.crypto?.subtle) open(place);

function open(place) {
  const input = place.querySelector("#berkas");
  place.querySelector("[data-here]").hidden = false;
  input.addEventListener("change", () => input.files[0] && check(input.files[0]));
  catchDrops(place.querySelector("[data-drop]"), input);
  keepPage({ worker: place.dataset.worker, page: place.dataset.page });
  list();
}

function catchDrops(zone, input) {
  const over = (is) => zone.toggleAttribute("data-over", is);
  zone.addEventListener("dragover", (event) => (event.preventDefault(), over(true)));
  zone.addEventListener("dragleave", () => over(false));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change"));
  });
}

async function check(file) {
  const content = await file.arrayBuffer();
  const sha256 = hex(await crypto.subtle.digest("SHA-256", content));
  const known = await list();
  const told = known.papers[sha256];
  if (told) show("ok", { ...told, sha256 }, known);
  else show(...claimed(content, sha256, known), known);
}

const hex = (bytes) => [...new Uint8Array(bytes)].map((one) => one.toString(16).padStart(2, "0")).join("");

// A file that says that it is a paper of ours without being it.
function claimed(content, sha256, known) {
  const end = new Uint8Array(content.slice(-TAIL));
  const carried = CARRIED.exec(Array.from(end, (one) => String.fromCharCode(one)).join(""));
  if (!carried) return ["none", { sha256 }];
  const bytes = carried[2]?.replace(/\\([^])/g, "$1");
  const digits = carried[1]?.toLowerCase() ?? hex(Uint8Array.from(bytes, (one) => one.charCodeAt(0)));
  const own = known.claims[digits];
  return own ? ["bad", { ...own, sha256 }] : ["none", { sha256 }];
}

// The list as it is now; with the line down as it was when it was taken.
async function list() {
  const address = place.dataset.list;
  const shelf = await caches.open(SHELF);
  let answer = await fetch(address).catch(() => null);
  if (answer?.ok) await shelf.put(address, answer.clone());
  else answer = await shelf.match(address, { ignoreVary: true });
  if (!answer) return { papers: {}, claims: {}, is_whole: false, as_of: "–" };
  const moment = new Date(answer.headers.get("date"));
  const as_of = moment.toLocaleString(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });
  return { ...(await answer.json()), as_of };
}

function show(kind, told, known) {
  const blank = document.querySelector(`template[data-blank="${kind}"]`).content.cloneNode(true);
  const slot = (name) => blank.querySelector(`[data-slot="${name}"]`);
  for (const name of ["title", "form", "signature", "sha256"]) if (slot(name)) slot(name).textContent = told[name] || "";
  if (slot("title")) slot("title").href = told.address;
  slot("as_of").textContent = known.as_of;
  slot("partial").hidden = known.is_whole;
  if (slot("ask")) slot("ask").href = place.dataset.ask.replace("/0/", `/${told.sha256}/`);
  const result = document.querySelector("[data-result]");
  result.replaceChildren(blank);
  result.querySelector(".verd").focus();
}
