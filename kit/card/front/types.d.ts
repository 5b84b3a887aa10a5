/** What Python and the card say to each other. Python's side is in ../session.py and ../widget.py. */

/** Text as a small tree: a string, or a tag and what is in it. */
export type Markup = string | Element;
export interface Element {
  tag: string;
  href?: string;
  src?: string;
  alt?: string;
  in?: Markup[];
}

/** Something to tick, place, order or rate, or a place for it. */
export interface Shown {
  id: string;
  shown: Markup[];
}

/** A sentence of the article. `words` are the start and end of each, in code points. */
export interface Segment {
  id: string;
  text: string;
  words: [number, number][];
}

/** A stretch of a segment, in code points. */
export interface Span {
  segment: string;
  start: number;
  end: number;
}

/** A question as a student sees it: nothing of its key is in it. */
export interface Question {
  id: string;
  lesson: string;
  /** The id of the release, or of the course's own copy, that the lesson belongs to. */
  work: string;
  /** The random id of the log: whose answers these are. */
  learner: string;
  kind: string;
  stem: Markup[];
  items: Shown[];
  targets: Shown[];
  labels: string[];
  segments?: Segment[];
  /** Each degree of confidence with its percentage, or null where none is asked. */
  sure: Record<string, number> | null;
  limit: number | null;
  interval: number | null;
  /** True where nothing is told of what is right. */
  hide_feedback: boolean;
  language: string;
  direction: string;
  text_language: string;
}

export interface Marked extends Span {
  label: string;
}

/** What is entered, as it was typed. Each kind uses one field; an empty object is a blank. */
export interface Response {
  ticked?: string[];
  placed?: Record<string, string>;
  sequence?: string[];
  rated?: Record<string, number | string>;
  ranges?: Record<string, [string | number, string | number]>;
  text?: string;
  marked?: Marked[];
}

export interface Entered {
  response: Response;
  sure: string;
}

export type MarkName = "hit" | "part" | "wrong" | "missed" | "left" | "neutral";

/** What feedback says of one item, or of one stretch of the article. */
export interface Mark extends Partial<Marked> {
  item?: string;
  mark: MarkName;
  note: Markup[];
  misconception: string;
  answer: string;
}

export interface Evidence {
  id: string;
  date: string;
  publisher: string;
  says: string;
  kind: string;
  url: string;
}

export interface Feedback {
  verdict: "right" | "partly" | "wrong" | "noted" | "saved";
  headline: string;
  summary: string;
  /** Of what is only saved: true where the answer is told elsewhere, so that it can be disputed here. */
  may_dispute?: boolean;
  /** The response that would have been right, once it may be seen and was not given. */
  solution?: Response | null;
  marks?: Mark[];
  because?: Markup[];
  model?: Markup[];
  rubric?: { level: string; shown: Markup[] }[];
  evidence?: Evidence[];
}

/** Why an answer is disputed, and where that can be seen. */
export interface Objection {
  reason: string;
  page: string;
}
export interface Disputed extends Objection {
  at: string;
}

/** What the card shows, as Python says it in reply to message `seq`. `turn` grows when it is news. */
export interface State {
  turn: number;
  seq: number;
  response: Response;
  sure: string;
  /** When the answer that counts was given; it stays while that answer is stale. */
  saved: string;
  /** True where what is entered is no longer what was submitted. */
  stale: boolean;
  /** True where the log has on disk all that was sent to Python so far. */
  kept: boolean;
  /** Said where the question has changed since it was answered. */
  older: string;
  feedback: Feedback | null;
  self_mark: string;
  /** What the student says against the answer or its explanation, and since when. */
  dispute: Disputed | null;
  notice: string;
  warning: string;
  hints: Markup[][];
  more_hints: boolean;
  may_show: boolean;
  may_try: boolean;
}

/** The part of an anywidget's model that a card uses. */
export interface Model {
  get(name: "question"): Question;
  get(name: "words"): Record<string, string>;
  get(name: "state"): State;
  send(message: object): void;
  on(event: string, hear: () => void): void;
  off(event: string, hear: () => void): void;
  widget_manager?: { kernel?: Kernel | null };
}

interface Signal<T> {
  connect(hear: (sender: unknown, args: T) => void): void;
  disconnect(hear: (sender: unknown, args: T) => void): void;
}

/** The part of Jupyter's kernel connection that a card listens to. */
export interface Kernel {
  statusChanged?: Signal<string>;
  disposed?: Signal<unknown>;
}
