// A notebook as a lesson: its cells in pieces, its pieces in steps. A step ends with one question.

import { knowNothing, readCell } from "./calls.js";

/** @typedef {{ id?: string, cell_type: string, source: string | string[], metadata?: { tags?: string[] } }} Cell */
/** @typedef {{ role: string, source: string, code: string, name: string, cell: string }} Piece */
/** @typedef {{ before: Piece[], question: Piece | null, after: Piece[], heading: string }} Step */

const NOTEBOOK_ONLY = "notebook-view"; // the tag of a cell that tells how to run a notebook

/** The id of the cell that the end of a link names, or "". @param {string} hash */
export function cellOf(hash) {
  return decodeURIComponent(/^#?cell-id=(.+)$/.exec(hash)?.[1] ?? "");
}

/**
 * @param {Cell[]} cells
 * @returns {{ steps: Step[], setup: Piece[], lesson: string, title: string }}
 */
export function readLesson(cells) {
  const pieces = readPieces(cells);
  const setup = pieces.all.filter(({ role }) => role === "setup");
  const shown = pieces.all.filter(({ role }) => role !== "setup" && role !== "progress");
  const steps = cutSteps(shown);
  const title = steps.map(({ heading }) => heading).find(Boolean) ?? "";
  return { steps, setup, lesson: pieces.lesson, title };
}

/**
 * The language that a lesson asks for, or nothing where it leaves that open.
 * @param {Cell[]} cells
 */
export function languageOf(cells) {
  const opened = readPieces(cells).all.find(({ role, name }) => role === "setup" && name === "lesson");
  return /\blanguage="([\w.-]+)"/.exec(opened?.code ?? "")?.[1] ?? "";
}

/** @param {Cell[]} cells */
function readPieces(cells) {
  const known = knowNothing();
  /** @type {Piece[]} */
  const all = [];
  let lesson = "";
  for (const { id: cell = "", cell_type: type, source: given, metadata } of cells) {
    const source = Array.isArray(given) ? given.join("") : given;
    if (!source.trim() || metadata?.tags?.includes(NOTEBOOK_ONLY)) continue;
    if (type === "markdown") all.push({ role: "prose", source, code: "", name: "", cell });
    if (type !== "code") continue;
    const call = readCell(source, known);
    if (call) lesson ||= call.lesson;
    all.push(
      call
        ? { role: call.role, source, code: call.code, name: call.name, cell }
        : { role: "foreign", source, code: "", name: "", cell },
    );
  }
  return { all, lesson };
}

/** @param {Piece[]} pieces */
function cutSteps(pieces) {
  /** @type {Step[]} */
  const steps = [];
  let step = newStep();
  for (const [at, piece] of pieces.entries()) {
    if (step.question && (piece.role === "question" || !belongsAfter(pieces, at))) {
      steps.push(step);
      step = newStep();
    }
    if (piece.role === "question") step.question = piece;
    else if (step.question) step.after.push(piece);
    else step.before.push(piece);
  }
  if (step.question || step.before.length) steps.push(step);
  for (const each of steps) each.heading = headingOf(each.before);
  return steps;
}

/** @returns {Step} */
function newStep() {
  return { before: [], question: null, after: [], heading: "" };
}

/**
 * Whether what follows a question looks back at it: it does if a heading or the end comes before the next question.
 * @param {Piece[]} pieces
 * @param {number} at
 */
function belongsAfter(pieces, at) {
  for (const { role, source } of pieces.slice(at)) {
    if (role === "question") return false;
    if (role === "prose" && isHeading(source)) return source !== pieces[at].source;
  }
  return true;
}

/** @param {string} source */
function isHeading(source) {
  return /^#{1,6}\s/.test(source.trimStart());
}

/** @param {Piece[]} pieces */
function headingOf(pieces) {
  for (const { role, source } of pieces) {
    const heading = role === "prose" && /^#{1,6}\s+(.+)$/m.exec(source)?.[1];
    if (heading) return heading.replace(/[*_`]|\s#+$/g, "").trim();
  }
  return "";
}
