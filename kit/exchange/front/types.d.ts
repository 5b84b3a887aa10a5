/** What a page holds, as kit/exchange/page.py writes it. */

import type { Asked, Entry } from "./session/types.js";

export interface LessonData extends HandedIn {
  format: number;
  title: string;
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

/** What a hand-in is of. */
export interface HandedIn {
  /** The lesson that is handed in even where nothing was answered in it, or "". */
  lesson: string;
  exercise: string;
  /** The id of the release: what is answered in it is kept apart from all else. */
  work: string;
  /** The version of the kit that made the page. */
  kit: string;
  /** Each lesson of the release with its revision. */
  revisions: Record<string, string>;
}

/** What a page of a site holds, as kit/exchange/site.py writes it. */
export interface SiteData extends LessonData {
  page: "lesson" | "report" | "review" | "copies" | "index";
  /** Addresses, from the page's own. */
  files: { worker: string; pyodide: string; course: string };
  exercises: { name: string; title: string }[];
  /** Each exercise with the id of its release. */
  works: Record<string, string>;
  /** The lessons of the site in order; only where the page is about all of them. */
  lessons: LessonListed[];
  /** Each exercise with the revisions of its lessons; only where they are handed in. */
  handed: Record<string, Record<string, string>>;
}

export interface LessonListed {
  name: string;
  title: string;
  page: string;
  revision: string;
  /** The ids of its questions, each with its revision. */
  questions: [string, string][];
}
