/** What a session is about. Python's own words for it are in kit/exchange/page_data.py. */

import type { Entered, Feedback, Markup, Question, State } from "../../../card/front/types.js";

/** A response, or what was entered, by its parts. */
// biome-ignore lint/suspicious/noExplicitAny: each kind has parts of its own, and each is read strictly
export type Data = Record<string, any>;

/** Why what was entered is no answer: the name of a sentence, and its values. */
export interface Refusal {
  name: string;
  values: Record<string, unknown>;
}

/** A question with all that a session needs to know of it. No key is among it. */
export interface Asked {
  question: Question;
  /** The parts of a response that its kind takes. */
  takes: string[];
  /** The revision of the question alone, and of its lesson. */
  revision: string;
  lesson_revision: string;
  /** How many tries there are; 0 for as many as it takes. */
  tries: number;
  /** True for a test: nothing is told before its results are. */
  later: boolean;
  hints: Markup[][];
  /** What is said of so many statements left blank; empty where blanks are not counted. */
  left_blank: string[];
  /** The levels that a learner may give the own text; empty where there is no key. */
  levels: string[];
  has_key: boolean;
  /** What is said all the time, or "". */
  warning: string;
}

/** One thing a learner did with one question: a line of a log, format 2. */
export interface Entry {
  what: "draft" | "try" | "hint" | "show" | "mark" | "again" | "adopt" | "dispute";
  lesson: string;
  question: string;
  at: string;
  id: string;
  revision: string;
  response: Data;
  sure: string;
  score: number | null;
  tags: string[];
  seconds: number;
  level: string;
  reason: string;
  page: string;
  work: string;
  question_revision: string;
  writer: string;
  n: number;
  after: string;
}

/** What a grader says of a response: once as it is told before the answer may be seen, and once after. */
export interface Graded {
  score: number | null;
  tags: string[];
  feedback: Feedback;
  revealed: Feedback;
}

/** Grades a response to a question, at so many tries. */
export type Grader = (question: string, response: Data, tries: number) => Promise<Graded>;

export interface Submitted {
  response: Data;
  sure: string;
  at: string;
  graded: Graded | null;
  older: boolean;
}

export interface Draft {
  entered: Data;
  sure: string;
}

export interface Attempt {
  submitted: Submitted | null;
  draft: Draft | null;
  triedAgain: boolean;
  tries: number;
  revealed: boolean;
  mayShow: boolean;
  mayTry: boolean;
  hints: Markup[][];
  moreHints: boolean;
  /** Its answer was told: here, or, where there is no key, by the teacher. */
  mayDispute: boolean;
  level: string;
  dispute: State["dispute"];
}

export interface Message extends Partial<Entered> {
  do: string;
  seq?: number;
  seconds?: number;
  level?: string;
  reason?: string;
  page?: string;
}

/** Where entries go. `append` resolves once the entry is kept, or is known not to be. */
export interface Log {
  readonly learner: string;
  readonly isKept: boolean;
  append(entry: Partial<Entry>): Promise<Entry>;
}

/** Says a sentence of the kit by its name, with its values. */
export type Say = (name: string, values?: Record<string, unknown>) => string;

export type Told = Omit<State, "turn" | "seq">;
