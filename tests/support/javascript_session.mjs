// A session in JavaScript, driven by JSON lines: one order a line comes in, and for each of them one reply goes out.
// Where an answer is to be graded, a line asks for it, and the next line that comes in is the grade.

import { createInterface } from "node:readline";
import { readEntered } from "../../kit/exchange/front/session/entered.js";
import { inOrder } from "../../kit/exchange/front/session/order.js";
import { Session } from "../../kit/exchange/front/session/session.js";
import { isBlank } from "../../kit/exchange/front/session/entered.js";

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const tell = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);
const next = async () => JSON.parse((await lines.next()).value ?? "null");

let session;
let again; // makes another session, as on another page
let state;
let entries = [];
let logged = [];
let words = {};

const say = (name, values = {}) => {
  if (!(name in words)) throw new RangeError(`no sentence is called ${name}`);
  return words[name].replace(/\{(\w+)\}/g, (gap, key) => String(values[key] ?? gap));
};

const log = {
  learner: "somebody",
  isKept: true,
  async append(entry) {
    const written = { ...BLANK, ...entry, writer: "w", n: logged.length + 1 };
    written.id = `id-${written.n}`;
    written.at = `2026-01-01T00:00:00.${String(written.n).padStart(6, "0")}Z`;
    logged.push(written);
    return written;
  },
};

const BLANK = {
  what: "draft", lesson: "", question: "", at: "", id: "", revision: "", response: {}, sure: "", score: null,
  tags: [], seconds: 0, level: "", reason: "", page: "", work: "", question_revision: "", writer: "", n: 0, after: "",
};

const grader = async (question, response, tries) => {
  tell({ grade: { question, response, tries } });
  return next();
};

const ORDERS = {
  async open({ asked, blank, words: said, comma, anew }) {
    words = said;
    if (anew) logged = [];
    entries = structuredClone(logged);
    const place = { say, grader, comma, show: (shown) => (state = shown) };
    session = new Session(asked, entries, log, blank, place);
    again = () => new Session(asked, structuredClone(logged), log, blank, { ...place, show: () => {} });
    await session.refresh();
    return { state, logged };
  },
  async hear({ message }) {
    await session.hear(message);
    return { state, logged };
  },
  async elsewhere({ message }) {
    await again().hear(message);
    entries.splice(0, Infinity, ...logged);
    await session.refresh();
    return { state, logged };
  },
  async told({ blank }) {
    entries.push(await log.append({ ...blank, what: "show" }));
    await session.refresh();
    return { state, logged };
  },
  async read({ entered, asked, comma }) {
    const read = readEntered(entered, asked, comma);
    return "response" in read ? { ...read, blank: isBlank(read.response) } : read;
  },
  async order({ entries: unordered }) {
    return inOrder(unordered).map(({ id }) => id);
  },
};

for (let order = await next(); order; order = await next()) {
  const { do: what, ...values } = order;
  tell({ reply: await ORDERS[what](values) });
}
