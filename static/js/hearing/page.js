// Small things of a page: elements, sentences with holes, an answer that is heard.
export function make(name, css = "", attributes = {}, ...children) {
  const element = document.createElement(name);
  if (css) element.className = css;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

export const fill = (sentence, holes) => sentence.replace(/\{(\w+)\}/g, (_hole, name) => holes[name] ?? "");

export function say(root, words) {
  root.querySelector("[data-said]").textContent = words;
}

const days = new Intl.DateTimeFormat(document.documentElement.lang || "id", { timeZone: "UTC", day: "numeric", month: "short", year: "numeric" });

export const day = (iso) => (iso ? days.format(new Date(`${iso}T00:00Z`)) : "");
