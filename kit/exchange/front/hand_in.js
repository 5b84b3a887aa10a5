// What is handed in: the same text that the notebook writes, and the file that it goes to.

/** @import { Entry } from "./session/types.js" */
/** @import { HandedIn } from "./types.js" */

import { stamp } from "./entries.js";

const LONGEST_NAME = 100;

/** What of an entry is handed in, by what it is. Drafts are not. @type {Record<string, (keyof Entry)[]>} */
const SENT = {
  try: ["response", "sure", "seconds"],
  hint: [],
  show: [],
  mark: ["level"],
  dispute: ["reason", "page"],
};

/** @param {string} given */
export function cleanName(given) {
  return [...given.trim()]
    .slice(0, LONGEST_NAME)
    .join("")
    .trim()
    .replace(/\p{Cs}/gu, "?");
}

/**
 * The file of a hand-in: its name and its text.
 * @param {HandedIn} data
 * @param {string} name whatever the class goes by
 * @param {Entry[]} entries
 */
export function writeHandIn(data, name, entries) {
  const made = stamp();
  const lessons = lessonsIn(data, entries).map((lesson) => ({
    lesson,
    revision: data.revisions[lesson] ?? "",
    entries: entries.filter((entry) => entry.lesson === lesson && entry.what in SENT).map(sent),
  }));
  const { exercise, kit, work } = data;
  const value = { says_who: "hand-in", format: 2, kit, exercise, work, name, made, lessons };
  const time = made.replace(/[-:]|\.\d+/g, "");
  return {
    file: `${[exercise, name].map(safe).join("-")}-${time}.json`,
    text: `${JSON.stringify(value, null, 1)}\n`,
  };
}

/**
 * This page's lesson, and those of the same release that were answered in this browser.
 * @param {HandedIn} data
 * @param {Entry[]} entries
 */
function lessonsIn({ lesson, revisions }, entries) {
  const answered = new Set([lesson, ...entries.map((entry) => entry.lesson)]);
  return Object.keys(revisions).filter((name) => answered.has(name));
}

/** @param {Entry} entry */
function sent(entry) {
  const { what, question, at, id, revision } = entry;
  const more = SENT[what].map((name) => [name, entry[name]]);
  return { what, question, at, id, revision, ...Object.fromEntries(more) };
}

/** @param {string} text */
function safe(text) {
  const plain = text
    .normalize("NFKC")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
  return (
    [...plain]
      .slice(0, 40)
      .join("")
      .replace(/^-+|-+$/g, "") || "no-name"
  );
}
