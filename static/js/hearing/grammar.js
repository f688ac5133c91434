// What a line means. The same grammar as domain/capture/keys.py, by the same table of keys; a test
// holds both against the same lines.
const TURN = /^([1-9][0-9]?)?(?:([a-z])(l?[0-9]{1,3})?)?(?=\s|$)\s*/;
const MARK = /^\+([a-z])(?=\s|$)\s*/;
const FATE = /^\?([a-z])(l?[0-9]{1,3})?(?=\s|$)\s*/;
const SPEAKER = /^0([a-z]{1,2})?(?=\s|$)\s*/;
const ISO_DAY = /^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?=[\s:]|$)[\s:]*/;
const SHORT_DAY = /^([0-9]{1,2})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{4}))?(?=[\s:]|$)[\s:]*/;
const LONG_DAY = /^([0-9]{1,2})\s+([A-Za-z]+)(?:\s+([0-9]{4}))?(?=[\s:]|$)[\s:]*/;

const keyed = (form, told = {}) => ({ form, who: null, key: "", target: "", due_on: null, words: "", ...told });
const find = (rows, key) => rows.find((row) => row.key === key);

export function read(line, table, today) {
  const text = line.trim();
  if (!text) return keyed("empty");
  if (text.startsWith(table.verbatim)) return keyed("turn", { words: text.slice(1).trim() });
  if (text.startsWith("#")) return keyed("section", { words: text.slice(1).trim() });
  if (text.startsWith("+")) return mark(text, table, today);
  if (/^\?\p{L}/u.test(text)) return judged(text, table, today);
  const found = SPEAKER.exec(text);
  if (found) {
    const key = found[1] || "";
    return keyed(find(table.role, key) ? "speaker" : "unknown", { key, words: text.slice(found[0].length) });
  }
  return turn(text, table);
}

function turn(text, table) {
  const found = TURN.exec(text);
  if (!found || (found[2] && !find(table.kind, found[2]))) return keyed("turn", { words: text });
  return keyed("turn", {
    who: found[1] ? Number(found[1]) : null,
    key: found[2] || "",
    target: found[3] || "",
    words: text.slice(found[0].length),
  });
}

function mark(text, table, today) {
  const found = MARK.exec(text);
  const known = found && find(table.mark, found[1]);
  if (!known) return keyed("unknown", { words: text });
  const told = due(known, text.slice(found[0].length), table, today);
  return keyed(known.code === "confirm" ? "confirm" : "mark", { key: known.key, ...told });
}

function judged(text, table, today) {
  const found = FATE.exec(text);
  const known = found && find(table.fate, found[1]);
  if (!known) return keyed("unknown", { words: text });
  const told = due(known, text.slice(found[0].length), table, today);
  return keyed("fate", { key: known.key, target: found[2] || "", ...told });
}

function due(known, words, table, today) {
  if (!known.has_due) return { words };
  let found = ISO_DAY.exec(words), day = null;
  if (found) day = dayOf(+found[1], +found[2], +found[3]);
  else if ((found = SHORT_DAY.exec(words))) day = next(+found[1], +found[2], found[3], today);
  else if ((found = LONG_DAY.exec(words))) {
    day = next(+found[1], table.months[found[2].toLowerCase()] || 0, found[3], today);
  }
  return day ? { due_on: day, words: words.slice(found[0].length) } : { words };
}

function next(day, month, year, today) {
  if (year) return dayOf(+year, month, day);
  const here = dayOf(+today.slice(0, 4), month, day);
  return here === null || here < today ? dayOf(+today.slice(0, 4) + 1, month, day) : here;
}

function dayOf(year, month, day) {
  const made = new Date(Date.UTC(year, month - 1, day));
  const isDay = month >= 1 && month <= 12 && made.getUTCMonth() === month - 1 && made.getUTCDate() === day;
  return isDay ? made.toISOString().slice(0, 10) : null;
}
