// What the lesson view says, in the language of the lesson. `kit words` writes the strings.

import all from "./words.json" with { type: "json" };

/** @typedef {keyof typeof all.en} Name */

const WORDS = /** @type {Record<string, Partial<Record<Name, string>>>} */ (all);
let language = "en";

/**
 * The first of these languages that there is; English where there is none.
 * @param {...string} wanted such as fr or fr-CA
 */
export function speak(...wanted) {
  const codes = wanted.filter(Boolean).map((code) => code.toLowerCase().replaceAll("_", "-"));
  const names = codes.flatMap((code) => [code.split(/[.@]/)[0], code.split(/[-.@]/)[0]]);
  language = names.find((name) => name in WORDS) ?? "en";
  return language;
}

/**
 * @param {Name} name
 * @param {Record<string, unknown>} [gaps]
 */
export function say(name, gaps = {}) {
  const words = WORDS[language][name] || all.en[name];
  return words.replace(/\{(\w+)\}/g, (gap, key) => String(gaps[key] ?? gap));
}
