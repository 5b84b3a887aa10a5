/**
 * What a kind of question is on a card.
 *
 * A kind is one function that draws the inputs of a question and returns what the card needs of them.
 * It lives in one module with its styles beside it, and is registered once, by its name, in `registry.js`.
 * A kind from another package is one module as well: its default export is given the `Tools` and returns
 * the function; Python hands its text to the card (`front_end` of the kind in Python).
 *
 * The rules that all kinds keep:
 * - Text becomes text nodes, never markup: `make` and `draw` do nothing else.
 * - Every control works by keyboard, has a name of its own, and says `card.changed()` at each change.
 * - A locked card (`card.locked`) stays readable. What is changed in it springs back: `card.changed()`
 *   sees to that, and a kind that changes by itself asks first.
 * - What `read` gives, `put` takes, and `put({})` empties the inputs. It comes from the log or from the
 *   browser, so items that the question no longer has are passed over.
 * - What is typed is given as it was typed, half a number too: Python reads it, and says what it cannot read.
 */
import type * as elements from "../elements.js";
import type * as quotes from "../quotes.js";
import type * as remarks from "../remarks.js";
import type { Mark, Question, Response, Span } from "../types.js";

export type Kind = (card: Card) => Input;

/** The inputs of one question. */
export interface Input {
  /** What stands on the card. */
  element: HTMLElement;
  /** What is entered, as it is sent to Python; an empty object where nothing is. */
  read(): Response;
  /** What is sent as an answer, where that may be more than what was touched: an order as it was dealt. */
  answer?(): Response;
  /** A response in words, a line for each part of it in its order; none for a blank. */
  lines?(response: Response): string[];
  /** Shows a response, whatever was entered before. */
  put(response: Response): void;
  /** Shows at each item how it went; an empty list takes that away. What there is to say of each stands below. */
  mark(marks: Mark[]): void;
  /** Shows where words of the article are and returns their element. Only a kind that shows the article. */
  point?(place: Span): HTMLElement;
}

/** What a kind may ask of its card. */
export interface Card {
  question: Question;
  /** The id of the element that holds the question's text, to name a control by. */
  stemId: string;
  /** True where nothing may be changed any more. */
  locked: boolean;
  /** An id that no other element of the page has. */
  newId(): string;
  /** A string in the student's language, its gaps filled. */
  say(name: string, gaps?: Record<string, unknown>): string;
  /** The same, in this kind's own words where it has some: `mark_hit_order` goes before `mark_hit`. */
  sayHere(name: string, gaps?: Record<string, unknown>): string;
  /** Said by a kind at each change of what is entered. */
  changed(): void;
  /** Says something to those who listen to the page. */
  tell(text: string): void;
  /** Leads to words of the article. */
  find(place: Span): void;
  /** The inputs that this kind draws. */
  input: Input;
  /** Several things in one line, as the language lists them. */
  list(parts: string[]): string;
}

/** What a kind from another package is given, since it cannot import these modules. */
export type Tools = typeof elements & typeof quotes & typeof remarks;
