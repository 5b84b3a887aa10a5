// The kinds of question, by name. Those of this folder register in index.js; see contract.d.ts.

/** @import { Kind, Tools } from "./contract.js" */

import * as elements from "../elements.js";
import * as quotes from "../quotes.js";
import * as remarks from "../remarks.js";

/** @type {Map<string, Kind>} */
const kinds = new Map();

/** @type {Tools} */
const tools = { ...elements, ...quotes, ...remarks };

/** @type {Map<string, Promise<void>>} */
const added = new Map();

/**
 * @param {string} name
 * @param {Kind} kind
 */
export function register(name, kind) {
  kinds.set(name, kind);
}

/**
 * @param {string} name
 * @returns {Kind}
 */
export function findKind(name) {
  const kind = kinds.get(name);
  if (!kind) throw new RangeError(`no kind of question is called ${name}`);
  return kind;
}

/**
 * Adds the kinds of other packages, each of them once. Their text comes from installed Python packages by way
 * of the kernel, as this module does.
 * @param {Record<string, { script: string, styles: string }>} [sources]
 */
export async function addKinds(sources = {}) {
  for (const [name, source] of Object.entries(sources)) {
    if (!added.has(name)) added.set(name, addKind(name, source));
  }
  await Promise.all(added.values());
}

/**
 * @param {string} name
 * @param {{ script: string, styles: string }} source
 */
async function addKind(name, { script, styles }) {
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  try {
    const module = await import(address);
    register(name, module.default(tools));
  } finally {
    URL.revokeObjectURL(address);
  }
  if (styles) document.head.append(elements.make("style", { "data-says-who-kind": name }, styles));
}
