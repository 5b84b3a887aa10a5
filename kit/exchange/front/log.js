// What somebody did in these releases, as a log: written by this page, and read with what other pages wrote.

/** @import { Entry } from "./session/types.js" */
/** @import { Store } from "./store.js" */

import { makeEntry, makeId } from "./entries.js";
import { inOrder } from "./session/order.js";

export class PageLog {
  /**
   * @param {Store | null} store null where this browser keeps nothing
   * @param {string[]} works the releases that the page is about; an entry that names none is of the first
   * @param {string} learner
   */
  constructor(store, works, learner) {
    this.store = store;
    this.works = works;
    this.learner = learner;
    this.writer = makeId();
    this.n = 0;
    this.isKept = store !== null;
    this.read = ""; // the newest entry of another page that this one has read
    this.noted = ""; // the one of them that an entry of this page names
    /** @type {Map<string, Entry>} */
    this.own = new Map(); // what this page wrote, whether it is kept or not
    /** @type {Entry[]} */
    this.waiting = []; // what could not be kept
    /** @type {() => void} */
    this.onOthers = () => {};
    this.channel = makeChannel(() => this.onOthers());
  }

  /**
   * Keeps an entry before it says so. Once the browser takes entries again, it gets those that waited too.
   * @param {Partial<Entry>} values
   * @returns {Promise<Entry>}
   */
  async append(values) {
    this.n += 1;
    const after = this.read === this.noted ? "" : this.read;
    this.noted = this.read;
    const work = values.work || this.works[0];
    const entry = { ...makeEntry(values), work, writer: this.writer, n: this.n, after };
    this.own.set(entry.id, entry);
    this.waiting.push(entry);
    try {
      if (!this.store) throw new Error("nothing is kept here");
      while (this.waiting.length > 0) {
        await this.store.put({ ...this.waiting[0], learner: this.learner });
        this.waiting.shift();
      }
      this.isKept = true;
      this.channel?.postMessage(this.learner);
    } catch {
      this.isKept = false;
    }
    return entry;
  }

  /**
   * All entries of this person in these releases, from first to last.
   * @returns {Promise<Entry[]>}
   */
  async entries() {
    /** @type {Map<string, Entry>} */
    const entries = new Map(this.own);
    try {
      const found = await this.store?.allOf(this.works);
      for (const { learner, ...entry } of found?.entries ?? []) {
        if (learner === this.learner) entries.set(entry.id, entry);
      }
    } catch {
      this.isKept = false;
    }
    const ordered = inOrder(entries.values());
    this.read = ordered.findLast(({ writer }) => writer !== this.writer)?.id ?? this.read;
    return ordered;
  }

  /**
   * Takes in entries as they were made elsewhere. Says how many were not in this browser.
   * @param {Entry[]} entries
   * @returns {Promise<number | null>} null where this browser does not keep them
   */
  async takeIn(entries) {
    try {
      if (!this.store) return null;
      const count = await this.store.add(entries.map((entry) => ({ ...entry, learner: this.learner })));
      this.channel?.postMessage(this.learner);
      return count;
    } catch {
      return null;
    }
  }

  /** Removes all of it from this browser. */
  async remove() {
    for (const work of this.works) await this.store?.remove(work, this.learner);
    this.own.clear();
    this.waiting = [];
    this.channel?.postMessage(this.learner);
  }
}

/**
 * @param {() => void} hear called when another page has kept something
 * @returns {BroadcastChannel | null}
 */
function makeChannel(hear) {
  try {
    const channel = new BroadcastChannel("says-who");
    channel.onmessage = hear;
    return channel;
  } catch {
    return null;
  }
}
