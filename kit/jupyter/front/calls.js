// Reads a cell as calls of the kit, and as nothing else. What is run is written anew from what was read,
// so that no text of a notebook ever reaches Python by itself.

import calls from "./calls.json" with { type: "json" };

/** @typedef {{ role: string, code: string, name: string, lesson: string }} Call */
/** @typedef {{ functions: Set<string>, lessons: Set<string> }} Known */
/** @typedef {{ kind: string, text: string }} Token */

const LONGEST = 4000; // characters of a cell that are read at all

// A string is plain: no escape, no prefix, no control character. A number is decimal.
const TOKEN =
  /(?<space>[ \t]+)|(?<comment>#[^\r\n]*)|(?<line>\r?\n)|(?<name>[A-Za-z_][A-Za-z0-9_]*)|(?<string>"[^"\\\p{Cc}]*"|'[^'\\\p{Cc}]*')|(?<number>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?![\w.]))|(?<sign>[(),.=])/uy;

const FUNCTIONS = new Map(Object.entries(calls.functions));
const METHODS = new Map(Object.entries(calls.methods));
const KEYWORDS = new Map(Object.entries(calls.keywords));

/** What no cell has bound yet. @returns {Known} */
export function knowNothing() {
  return { functions: new Set(), lessons: new Set() };
}

/**
 * The calls that a cell makes, or null where it holds anything else. What it binds goes into `known`.
 * @param {string} source
 * @param {Known} known
 * @returns {Call | null}
 */
export function readCell(source, known) {
  const tokens = source.length <= LONGEST ? split(source) : null;
  if (!tokens) return null;
  const now = { functions: new Set(known.functions), lessons: new Set(known.lessons) };
  const reader = new Reader(tokens, now);
  const statements = reader.statements();
  if (!statements) return null;
  known.functions = now.functions;
  known.lessons = now.lessons;
  const last = statements[statements.length - 1];
  return last ? { ...last, code: statements.map(({ code }) => code).join("\n") } : null;
}

/**
 * @param {string} source
 * @returns {Token[] | null}
 */
function split(source) {
  /** @type {Token[]} */
  const tokens = [];
  let depth = 0;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const start = TOKEN.lastIndex;
    const groups = TOKEN.exec(source)?.groups;
    const kind = groups && Object.keys(groups).find((name) => groups[name] !== undefined);
    if (!kind) return null;
    const text = groups[kind];
    // A space at the start of a line is an indent, and an indent means something else.
    if (kind === "space" && depth === 0 && (start === 0 || source[start - 1] === "\n")) return null;
    if (text === "(") depth += 1;
    if (text === ")") depth -= 1;
    if (kind === "line" && depth > 0) continue;
    if (kind !== "space" && kind !== "comment") tokens.push({ kind, text });
  }
  tokens.push({ kind: "line", text: "\n" });
  return tokens;
}

class Reader {
  /**
   * @param {Token[]} tokens
   * @param {Known} known
   */
  constructor(tokens, known) {
    this.tokens = tokens;
    this.known = known;
    this.at = 0;
  }

  /** @returns {Call[] | null} */
  statements() {
    const all = [];
    while (this.at < this.tokens.length) {
      if (this.take("line")) continue;
      const statement = this.statement();
      if (!statement || !this.take("line")) return null;
      all.push(statement);
    }
    return all;
  }

  /**
   * @param {string} kind
   * @param {string} [text]
   * @returns {string | null}
   */
  take(kind, text) {
    const token = this.tokens[this.at];
    if (token?.kind !== kind || (text !== undefined && token.text !== text)) return null;
    this.at += 1;
    return token.text;
  }

  /** @returns {Call | null} */
  statement() {
    const name = this.take("name");
    if (name === "from") return this.imported();
    if (!name) return null;
    if (this.take("sign", "=")) return this.assigned(name);
    return this.call(name);
  }

  /** @returns {Call | null} */
  imported() {
    if (!this.take("name", "kit") || !this.take("name", "import")) return null;
    const names = [];
    do {
      const name = this.take("name");
      if (!name || !FUNCTIONS.has(name) || this.known.lessons.has(name)) return null;
      names.push(name);
    } while (this.take("sign", ","));
    for (const name of names) this.known.functions.add(name);
    return { role: "setup", code: `from kit import ${names.join(", ")}`, name: "", lesson: "" };
  }

  /**
   * @param {string} name
   * @returns {Call | null}
   */
  assigned(name) {
    if (FUNCTIONS.has(name) || !this.take("name", "lesson")) return null;
    const opened = this.function("lesson");
    if (!opened) return null;
    this.known.lessons.add(name);
    return { role: "setup", code: `${name} = ${opened}`, name: "lesson", lesson: name };
  }

  /**
   * @param {string} name
   * @returns {Call | null}
   */
  call(name) {
    if (this.known.lessons.has(name)) return this.method(name, name);
    const role = FUNCTIONS.get(name);
    const code = role && this.function(name);
    if (!code) return null;
    return role === "lesson" ? this.method(code, "") : { role, code, name, lesson: "" };
  }

  /** @param {string} name */
  function(name) {
    if (!this.known.functions.has(name)) return null;
    const given = this.given(KEYWORDS.get(name));
    return given === null ? null : `${name}${given}`;
  }

  /**
   * @param {string} subject
   * @param {string} lesson
   * @returns {Call | null}
   */
  method(subject, lesson) {
    const name = this.take("sign", ".") && this.take("name");
    const role = name ? METHODS.get(name) : undefined;
    const given = role && this.given();
    return name && role && given ? { role, code: `${subject}.${name}${given}`, name, lesson } : null;
  }

  /**
   * What stands in the brackets of a call: literals only.
   * @param {string[]} [keywords] the only names that may be given, where not all may
   */
  given(keywords) {
    if (!this.take("sign", "(")) return null;
    const all = [];
    while (!this.take("sign", ")")) {
      const name = this.nameGiven();
      const value = this.literal();
      if (value === null || (name && keywords && !keywords.includes(name))) return null;
      all.push(name ? `${name}=${value}` : value);
      if (!this.take("sign", ",") && this.tokens[this.at]?.text !== ")") return null;
    }
    return `(${all.join(", ")})`;
  }

  nameGiven() {
    const next = this.tokens[this.at + 1];
    if (next?.kind !== "sign" || next.text !== "=") return "";
    const name = this.take("name");
    if (name) this.at += 1;
    return name ?? "";
  }

  literal() {
    const string = this.take("string");
    if (string) return writeString(string.slice(1, -1));
    return this.take("number") ?? this.take("name", "True") ?? this.take("name", "False");
  }
}

/**
 * A string as Python reads it, in plain ASCII.
 * @param {string} text
 */
export function writeString(text) {
  const signs = [...text].map((sign) => {
    const code = /** @type {number} */ (sign.codePointAt(0));
    const isPlain = code >= 32 && code < 127 && sign !== '"' && sign !== "\\";
    return isPlain ? sign : `\\U${code.toString(16).padStart(8, "0")}`;
  });
  return `"${signs.join("")}"`;
}
