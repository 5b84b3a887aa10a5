// A copy of answers as a file: the same lines that "kit progress export" writes, so that notebooks take it in too.

/** @import { Entry } from "./session/types.js" */

import { readEntry, stamp } from "./entries.js";

const FORMAT = 2;
const ID = /^[0-9a-f]{32}$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;

/**
 * @param {Entry[]} entries
 * @param {string} kit
 */
export function writeCopy(entries, kit) {
  const made = stamp();
  const header = { says_who: "progress", format: FORMAT, kit, made, entries: entries.length };
  const lines = [header, ...entries.map(asLine)].map((line) => `${JSON.stringify(line)}\n`);
  return { file: `says-who-${made.replace(/[-:]|\.\d+/g, "")}.jsonl`, text: lines.join("") };
}

/** An entry as a line of a log, without what is empty. @param {Entry} entry */
function asLine(entry) {
  const parts = Object.entries(entry).filter(([name, value]) => !isEmpty(value) && !(name === "n" && !value));
  return { format: FORMAT, ...Object.fromEntries(parts) };
}

/** @param {unknown} value */
function isEmpty(value) {
  return value === "" || value === null || (typeof value === "object" && Object.keys(value).length === 0);
}

/**
 * All entries of a copy, or why it is none. A file is taken in as a whole or not at all.
 * @param {string} text
 * @returns {{ entries: Entry[] } | { problem: string, values: Record<string, unknown> }}
 */
export function readCopy(text) {
  const [first, ...lines] = text.replace(/\n$/, "").split("\n");
  const header = readLine(first);
  if (header?.says_who !== "progress") return { problem: "site_no_copy", values: {} };
  if (header.format !== FORMAT) return { problem: "site_other_format", values: {} };
  /** @type {Entry[]} */
  const entries = [];
  for (const [at, line] of lines.entries()) {
    const { format, ...values } = readLine(line) ?? {};
    const entry = format === FORMAT ? readEntry(values) : null;
    if (!entry || !ID.test(entry.id) || !TIME.test(entry.at))
      return { problem: "site_bad_line", values: { line: at + 2 } };
    entries.push(entry);
  }
  if (entries.length !== header.entries) return { problem: "site_cut_off", values: {} };
  return { entries };
}

/** @param {string} line @returns {Record<string, any> | null} */
function readLine(line) {
  try {
    const value = JSON.parse(line);
    return value && typeof value === "object" && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
