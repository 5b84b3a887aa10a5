// Entries as this page makes and reads them. What is kept in a browser can be damaged, or come from elsewhere.

/** @import { Entry } from "./session/types.js" */

/** @type {Entry} */
const BLANK = {
  what: "draft",
  lesson: "",
  question: "",
  at: "",
  id: "",
  revision: "",
  response: {},
  sure: "",
  score: null,
  tags: [],
  seconds: 0,
  level: "",
  reason: "",
  page: "",
  work: "",
  question_revision: "",
  writer: "",
  n: 0,
  after: "",
};
const WHAT = ["draft", "try", "hint", "show", "mark", "again", "adopt", "dispute"];

/** @param {Partial<Entry>} values @returns {Entry} */
export function makeEntry(values) {
  return { ...BLANK, ...values, at: stamp(), id: makeId() };
}

/**
 * The entry in a value, or null for anything else.
 * @param {any} value
 * @returns {Entry | null}
 */
export function readEntry(value) {
  if (typeof value !== "object" || value === null || !WHAT.includes(value.what)) return null;
  /** @type {Record<string, any>} */
  const entry = {};
  for (const [name, blank] of Object.entries(BLANK)) {
    const given = value[name] ?? blank;
    const isFit = blank === null ? given === null || Number.isFinite(given) : kindOf(given) === kindOf(blank);
    if (!isFit) return null;
    entry[name] = given;
  }
  return entry.id && entry.at && entry.question ? /** @type {Entry} */ (entry) : null;
}

/** @param {unknown} value */
function kindOf(value) {
  return Array.isArray(value) ? "array" : typeof value;
}

/** The time now, in the form of a log. */
export function stamp() {
  return new Date().toISOString().replace("Z", "000Z");
}

/** 32 random hexadecimal digits. A page that is no secure context has no `randomUUID`. */
export function makeId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
