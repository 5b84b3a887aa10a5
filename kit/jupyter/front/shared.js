// The modules of JupyterLab that this borrows: a page has one copy of each, and lends it.

/** @typedef {Record<string, Record<string, { get(): Promise<() => any>, loaded?: unknown }>>} Scope */

/** @type {Scope} */
let scope = {};

/** @param {Scope} given */
export function borrowFrom(given) {
  scope = given;
}

/**
 * @param {string} name
 * @returns {Promise<any>} the module, whose types are its own affair
 */
export async function borrow(name) {
  const versions = Object.values(scope[name] ?? {});
  const version = versions.find(({ loaded }) => loaded) ?? versions[versions.length - 1];
  if (!version) throw new Error(`${name} is not here`);
  return (await version.get())();
}
