// The order in which a learner did things, whatever the clocks of their machines said. The same rules as in
// kit/learner/order.py.

/** @import { Entry } from "./types.js" */

/**
 * Entries, each with an id of its own, from first to last: a writer's own follow each other by their number, none
 * comes before the one that it was written after, and what is left open is decided by the clock, then by the id.
 * @param {Iterable<Entry>} entries
 * @returns {Entry[]}
 */
export function inOrder(entries) {
  const byClock = [...entries].sort(earlier);
  const known = new Set(byClock.map(({ id }) => id));
  /** @type {Map<string, Entry[]>} */
  const writers = new Map();
  for (const entry of [...byClock].sort((one, other) => one.n - other.n)) {
    const writer = entry.writer || `nobody ${entry.id}`;
    writers.set(writer, [...(writers.get(writer) ?? []), entry]);
  }
  /** @type {Set<string>} */
  const placed = new Set();
  const ordered = [];
  const waits = (/** @type {Entry} */ { after }) => known.has(after) && !placed.has(after);
  while (writers.size > 0) {
    const next = [...writers.values()].map(([entry]) => entry).sort(earlier);
    const free = next.find((entry) => !waits(entry));
    // Entries that no kernel wrote can wait for each other in a circle.
    if (!free) known.delete(next[0].after);
    const entry = free ?? next[0];
    const writer = entry.writer || `nobody ${entry.id}`;
    const left = /** @type {Entry[]} */ (writers.get(writer)).slice(1);
    if (left.length > 0) writers.set(writer, left);
    else writers.delete(writer);
    placed.add(entry.id);
    ordered.push(entry);
  }
  return ordered;
}

/**
 * @param {Entry} one
 * @param {Entry} other
 */
function earlier(one, other) {
  const [a, b] = [one, other].map(({ at, id }) => [at.replace(/Z$/, ""), id]);
  const place = a[0] === b[0] ? 1 : 0;
  return a[place] < b[place] ? -1 : Number(a[place] > b[place]);
}
