// Where answers are kept: in this browser, one record an entry, so that two pages never lose each other's.

/** @import { Kept, Person } from "./types.js" */

import { readEntry } from "./entries.js";

const NAME = "says-who";
const VERSION = 1;

/**
 * The entries that this browser keeps, or null where it keeps none: in a private window, or by its settings.
 * @returns {Promise<Store | null>}
 */
export async function openStore() {
  try {
    const opening = indexedDB.open(NAME, VERSION);
    opening.onupgradeneeded = () => {
      const entries = opening.result.createObjectStore("entries", { keyPath: "id" });
      entries.createIndex("work", "work");
    };
    const database = await result(opening);
    database.onversionchange = () => database.close();
    const store = new Store(database);
    await store.all(""); // a browser can open what it does not let be read
    return store;
  } catch {
    return null;
  }
}

export class Store {
  /** @param {IDBDatabase} database */
  constructor(database) {
    this.database = database;
  }

  /**
   * Keeps an entry. Resolves once it is on the disk as far as the browser says, and rejects where it is not.
   * @param {Kept} entry
   */
  async put(entry) {
    const transaction = this.database.transaction("entries", "readwrite", { durability: "strict" });
    transaction.objectStore("entries").put(entry);
    await done(transaction);
  }

  /**
   * Keeps those entries that are not here, all of them or none. Whose the others are stays as it is.
   * @param {Kept[]} entries
   * @returns {Promise<number>} how many were not here
   */
  async add(entries) {
    const transaction = this.database.transaction("entries", "readwrite", { durability: "strict" });
    const kept = transaction.objectStore("entries");
    let count = 0;
    for (const entry of entries) {
      const looking = kept.getKey(entry.id);
      looking.onsuccess = () => {
        if (looking.result !== undefined) return;
        kept.put(entry);
        count += 1;
      };
    }
    await done(transaction);
    return count;
  }

  /**
   * All entries of a release, and how many records are none.
   * @param {string} work
   * @returns {Promise<{ entries: Kept[], damaged: number }>}
   */
  async all(work) {
    const index = this.database.transaction("entries").objectStore("entries").index("work");
    /** @type {any[]} */
    const records = await result(index.getAll(work));
    const entries = records.flatMap((record) => {
      const entry = readEntry(record);
      return entry && typeof record.learner === "string" ? [{ ...entry, learner: record.learner }] : [];
    });
    return { entries, damaged: records.length - entries.length };
  }

  /**
   * All entries of some releases, as `all`.
   * @param {string[]} works
   */
  async allOf(works) {
    const found = await Promise.all(works.map((work) => this.all(work)));
    return {
      entries: found.flatMap(({ entries }) => entries),
      damaged: found.reduce((sum, { damaged }) => sum + damaged, 0),
    };
  }

  /**
   * Removes all that somebody did in a release.
   * @param {string} work
   * @param {string} learner
   */
  async remove(work, learner) {
    const transaction = this.database.transaction("entries", "readwrite", { durability: "strict" });
    const cursor = transaction.objectStore("entries").index("work").openCursor(work);
    cursor.onsuccess = () => {
      const found = cursor.result;
      if (!found) return;
      if (found.value.learner === learner) found.delete();
      found.continue();
    };
    await done(transaction);
  }
}

/**
 * Those whose answers are here, the last of them first.
 * @param {Kept[]} entries
 * @returns {Person[]}
 */
export function peopleIn(entries) {
  /** @type {Map<string, Person>} */
  const people = new Map();
  for (const { learner, what, at } of entries) {
    const { answers, last } = people.get(learner) ?? { answers: 0, last: "" };
    const isAnswer = what === "try";
    people.set(learner, { id: learner, answers: answers + Number(isAnswer), last: [at, last].sort()[1] });
  }
  return [...people.values()].sort((one, other) => (one.last < other.last ? 1 : -1));
}

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
function result(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    if ("onblocked" in request) request.onblocked = () => reject(new Error("blocked"));
  });
}

/**
 * @param {IDBTransaction} transaction
 * @returns {Promise<void>}
 */
function done(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = transaction.onerror = () => reject(transaction.error ?? new Error("not kept"));
  });
}
