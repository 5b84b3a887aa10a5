/** What a page holds, as kit/exchange/page.py writes it. */

import type { Asked, Entry } from "./session/types.js";

export interface LessonData {
  format: number;
  lesson: string;
  exercise: string;
  title: string;
  /** The id of the release: what is answered in it is kept apart from all else. */
  work: string;
  /** The version of the kit that made the page. */
  kit: string;
  /** Each lesson of the release with its revision. */
  revisions: Record<string, string>;
  language: string;
  questions: Asked[];
  /** What cards say, what sessions say, what the page says. */
  words: { card: Record<string, string>; session: Record<string, string>; page: Record<string, string> };
}

/** Somebody whose answers are kept in this browser. */
export interface Person {
  id: string;
  answers: number;
  last: string;
}

/** An entry as this browser keeps it. */
export interface Kept extends Entry {
  learner: string;
}
