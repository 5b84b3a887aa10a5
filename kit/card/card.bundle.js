// Made from front/ by make front.
var __defProp = Object.defineProperty;
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};

// elements.js
var elements_exports = {};
__export(elements_exports, {
  draw: () => draw,
  isWebAddress: () => isWebAddress,
  make: () => make,
  makeLink: () => makeLink,
  makeNote: () => makeNote,
  makeSign: () => makeSign,
  nameItem: () => nameItem,
  plain: () => plain,
  same: () => same,
  slice: () => slice,
  write: () => write
});
var PLAIN_TAGS = ["p", "em", "strong", "code", "ul", "ol", "li", "br", "blockquote"];
var TABLE_TAGS = ["thead", "tbody", "tr", "th", "td"];
var TAGS = /* @__PURE__ */ new Set([...PLAIN_TAGS, ...TABLE_TAGS]);
var SPACED = /* @__PURE__ */ new Set(["p", "li", "br", "blockquote", "th", "td"]);
var PICTURE = /^data:image\/(png|jpeg|gif|webp|svg\+xml)[;,]/;
function make(tag, traits = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(traits)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value !== void 0) element.setAttribute(name, String(value));
  }
  element.append(...children);
  return element;
}
function draw(nodes = []) {
  const page = document.createDocumentFragment();
  for (const node of nodes) page.append(typeof node === "string" ? node : drawTag(node));
  return page;
}
function drawTag({ tag, href, src = "", alt = "", in: inside }) {
  if (tag === "img") return PICTURE.test(src) ? make("img", { src, alt }) : alt;
  const children = draw(inside);
  if (tag === "a") return href && isWebAddress(href) ? makeLink(href, children) : children;
  if (tag === "table") return make("div", { class: "table", tabindex: 0 }, make("table", {}, children));
  return TAGS.has(tag) ? make(
    /** @type {"p"} */
    tag,
    {},
    children
  ) : children;
}
function makeLink(href, ...children) {
  return make("a", { href, target: "_blank", rel: "noopener" }, ...children);
}
function isWebAddress(href) {
  return /^https?:\/\//i.test(href ?? "");
}
function slice(text, start, end) {
  return [...text].slice(start, end).join("");
}
function plain(nodes = []) {
  const texts = nodes.map((node) => {
    if (typeof node === "string") return node;
    if (node.tag === "img") return node.alt ?? "";
    return plain(node.in) + (SPACED.has(node.tag) ? " " : "");
  });
  return texts.join("");
}
function nameItem(items, id) {
  return plain(items.find((item) => item.id === id)?.shown).trim() || id;
}
function makeNote(...children) {
  return make("div", { class: "note", dir: "auto" }, ...children);
}
function makeSign(sign) {
  return make("span", { class: "sign", "aria-hidden": "true" }, sign);
}
function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}
function write(line, text) {
  line.textContent = text ?? "";
  line.hidden = !text;
}

// controls.js
function makeButton(name, press, look = "") {
  const button = make("button", { type: "button", class: look }, name);
  const isOff = () => button.getAttribute("aria-disabled") === "true";
  button.addEventListener("click", () => isOff() || press());
  button.addEventListener("blur", () => {
    if (isOff()) button.hidden = true;
  });
  return button;
}
function offer(button, on) {
  const keep = !on && button.matches(":focus");
  button.setAttribute("aria-disabled", String(keep));
  button.hidden = !on && !keep;
}
function lockControls(element, locked) {
  const controls = "input, select, textarea, button:not(.finder), [role=listbox]";
  for (
    const control of
    /** @type {NodeListOf<HTMLElement>} */
    element.querySelectorAll(controls)
  ) {
    control.setAttribute("aria-disabled", String(locked || control.dataset.edge === "true"));
    if (control.matches("textarea, input[type=text]")) {
      control.readOnly = locked;
    }
  }
}

// confidence.js
var SURE = { guess: "guess", "fairly sure": "fairly_sure", certain: "certain" };
function drawSure(card, percents) {
  const name = card.newId();
  const radios = Object.keys(SURE).map((value) => make("input", { type: "radio", name, value }));
  const words = (value) => card.say(SURE[value], { percent: percents[value] });
  const labels = radios.map((radio) => make("label", {}, radio, make("span", {}, words(radio.value))));
  const legend = make("legend", {}, card.say("how_sure"));
  const element = make("fieldset", { class: "row-of-choices sure" }, legend, ...labels);
  let locked = false;
  let kept = "";
  const read = () => radios.find((radio) => radio.checked)?.value ?? "";
  const put = (value) => {
    kept = value;
    for (const radio of radios) radio.checked = radio.value === value;
  };
  const lock = (on) => {
    locked = on;
    kept = read();
    lockControls(element, on);
  };
  const inWords2 = (value) => value in SURE ? words(value) : "";
  element.addEventListener("change", () => locked ? put(kept) : card.changed());
  return { element, read, put, lock, inWords: inWords2 };
}

// kept.js
function findKept(what, { learner, work, lesson, id }, read, card) {
  const parts = [learner, work, lesson, id].map((part) => encodeURIComponent(part ?? ""));
  const shared = `says-who/${what}/${parts.join("/")}/`;
  const key = learner ? shared + card : "";
  const readAt = (name) => attempt(() => JSON.parse(localStorage.getItem(name) ?? "null"), null);
  return {
    /**
     * Keeps what is entered. Says whether the browser took it.
     * @param {T} entered
     */
    keep(entered) {
      return attempt(() => {
        if (!key) throw new Error("a log without an id");
        localStorage.setItem(key, JSON.stringify({ ...entered, at: (/* @__PURE__ */ new Date()).toISOString() }));
        return true;
      }, false);
    },
    forget() {
      attempt(() => localStorage.removeItem(key), void 0);
    },
    /** What other cards left here, from first to last. @returns {Left<T>[]} */
    others() {
      const names = attempt(() => Object.keys(localStorage), []);
      return names.filter((name) => key && name !== key && name.startsWith(shared)).map((name) => ({ name, value: readAt(name) })).sort((one, other) => String(one.value?.at) < String(other.value?.at) ? -1 : 1).flatMap(({ name, value }) => {
        const entered = read(value);
        const forget = () => attempt(() => localStorage.removeItem(name), void 0);
        return entered ? [{ entered, forget }] : [];
      });
    }
  };
}
function readEntered(value) {
  const { response, sure } = value ?? {};
  const isOne = response && typeof response === "object" && !Array.isArray(response);
  return isOne && typeof sure === "string" ? { response, sure } : null;
}
function attempt(act, otherwise) {
  try {
    return act();
  } catch {
    return otherwise;
  }
}

// keys.js
function hasCommandKey(event) {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
  return ctrlKey || metaKey || altKey || key === "Escape" || shiftKey && key === "Enter";
}
function isCheckKey({ key, ctrlKey, metaKey }) {
  return key === "Enter" && (ctrlKey || metaKey);
}
function keepKeysInside(root) {
  const isOurs = (event) => isCheckKey(event) || !hasCommandKey(event);
  root.addEventListener("keydown", (event) => {
    if (isOurs(event)) event.stopPropagation();
  });
  const guard = (event) => {
    const target = (
      /** @type {Element} */
      event.target
    );
    if (!root.contains(target)) return;
    target.toggleAttribute("data-lm-suppress-shortcuts", isOurs(event));
  };
  window.addEventListener("keydown", guard, true);
  return () => window.removeEventListener("keydown", guard, true);
}

// limits.js
var LONGEST_REASON = 2e3;
var LONGEST_PAGE = 500;

// dispute.js
var BLANK = { reason: "", page: "" };
var Dispute = class {
  /**
   * @param {Card} card
   * @param {(objection: Objection) => number} send passes it on, and says under which number
   */
  constructor(card, send) {
    this.card = card;
    this.pass = send;
    this.asked = 0;
    this.said = null;
    this.isFirst = true;
    this.answer = "";
    const id = card.newId();
    this.kept = findKept("dispute", card.question, readObjection, id);
    this.button = makeButton(card.say("dispute"), () => this.open(!this.isOpen), "quiet");
    this.button.setAttribute("aria-controls", id);
    const listen = { dir: "auto", oninput: () => this.changed() };
    this.reason = make("textarea", { rows: 2, maxlength: LONGEST_REASON, ...listen });
    this.page = make("input", { type: "text", maxlength: LONGEST_PAGE, ...listen });
    this.send = makeButton(card.say("dispute_send"), () => this.ask(this.written()));
    this.takeBack = makeButton(card.say("dispute_take_back"), () => this.ask(BLANK), "quiet");
    this.line = make("p", { class: "dispute-line", hidden: "" });
    this.how = make("p", { class: "how" });
    this.form = make(
      "div",
      { class: "dispute-form", id, role: "group", "aria-label": card.say("dispute") },
      this.how,
      make("label", {}, make("span", {}, card.say("dispute_reason")), this.reason),
      make("label", {}, make("span", {}, card.say("dispute_page")), this.page),
      make("div", { class: "dispute-buttons" }, this.send, this.takeBack)
    );
    this.element = make("div", { class: "dispute", hidden: "" }, this.button, this.line);
    this.element.addEventListener("keydown", (event) => this.pressed(event));
    this.open(false);
  }
  /** @returns {Objection} */
  written() {
    return { reason: this.reason.value, page: this.page.value };
  }
  /** Whether something else is written here than the log has. */
  get isChanged() {
    const { reason, page } = this.said ?? BLANK;
    return this.reason.value.trim() !== reason || this.page.value.trim() !== page;
  }
  get isOpen() {
    return this.form.parentElement !== null;
  }
  /**
   * The form is on the page only while it is open, since few use it and each card has one.
   * @param {boolean} isOpen
   */
  open(isOpen) {
    if (isOpen) this.element.append(this.form);
    else this.form.remove();
    this.button.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) this.reason.focus();
  }
  /**
   * An answer that is only saved can be disputed where it is told elsewhere, as a teacher does of graded work.
   * @param {Feedback | null} feedback
   */
  allow(feedback) {
    const isSaved = feedback?.verdict === "saved";
    this.element.hidden = !feedback || isSaved && !feedback.may_dispute;
    write(this.how, this.card.say(isSaved ? "dispute_how_graded" : "dispute_how"));
  }
  changed() {
    this.kept.keep(this.written());
    this.showLine("");
  }
  /** @param {Objection} objection */
  ask(objection) {
    if (objection === BLANK) this.put(BLANK);
    this.asked = this.pass(objection);
  }
  /**
   * Ctrl+Enter sends what is written, and so does Enter in a line. Escape closes the form.
   * @param {KeyboardEvent} event
   */
  pressed(event) {
    if (isCheckKey(event) || event.key === "Enter" && event.target === this.page) {
      if (!event.repeat) this.send.click();
    } else if (event.key === "Escape" && this.isOpen) {
      this.open(false);
      this.button.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
  /** @param {Objection} objection */
  put({ reason, page }) {
    this.reason.value = reason;
    this.page.value = page;
  }
  /**
   * Shows what the log has, and above it what is written and did not reach it yet. Says whether the state is the
   * reply to this form.
   * @param {State} state
   */
  show({ dispute, seq, notice, kept }) {
    const wasChanged = this.isChanged;
    const before = this.said?.at ?? "";
    this.said = dispute;
    if (this.isFirst || !wasChanged) this.put(dispute ?? BLANK);
    const unsent = this.isFirst ? this.kept.others().at(-1) : void 0;
    if (unsent) {
      this.put(unsent.entered);
      if (this.kept.keep(unsent.entered)) unsent.forget();
    }
    this.isFirst = false;
    if (!this.isChanged && kept) this.kept.forget();
    else if (!this.isChanged && dispute) this.kept.keep(this.written());
    this.takeBack.hidden = dispute === null;
    const isReply = this.asked > 0 && seq >= this.asked;
    if (isReply) {
      this.asked = 0;
      const isNews = before !== (dispute?.at ?? "");
      this.answer = notice || (isNews && !dispute ? this.card.say("dispute_taken_back") : "");
      if (isNews) {
        const hadFocus = this.form.contains(document.activeElement);
        this.open(false);
        if (hadFocus) this.button.focus();
      }
    }
    this.showLine(isReply ? this.answer : "");
    return isReply;
  }
  /** @param {string} answer */
  showLine(answer) {
    const isUnsent = this.isChanged && Boolean(this.reason.value.trim() || this.page.value.trim());
    const name = isUnsent ? "dispute_not_yet" : this.said ? "disputed" : "";
    write(this.line, answer || name && this.card.say(name));
  }
};
function readObjection(value) {
  const { reason, page } = value ?? {};
  return typeof reason === "string" && typeof page === "string" ? { reason, page } : null;
}

// face.js
function drawFace(card, parts, acts) {
  const { id, kind, language: lang, direction: dir, stem } = card.question;
  const buttons = {
    check: makeButton(nameCheck(card), acts.check, "main"),
    hint: makeButton(card.say("hint"), acts.hint),
    tryAgain: makeButton(card.say("try_again"), acts.tryAgain),
    show: makeButton(card.say("show_answer"), acts.show)
  };
  const face = {
    root: make("div", { class: "says-who", "data-question": id, "data-kind": kind, lang, dir }),
    warning: make("p", { class: "warning", hidden: "" }),
    older: make("p", { class: "warning", hidden: "" }),
    offer: make("div", { class: "offer", role: "group", "aria-label": card.say("offer"), hidden: "" }),
    inputs: make("div", { class: "inputs" }, parts.input),
    buttons,
    headline: make("p", { class: "headline", hidden: "" }),
    saved: make("span", { class: "saved" }),
    below: make("div", { class: "below" }),
    // the place that comes into view with a verdict
    notice: make("p", { class: "notice", hidden: "" }),
    status: make("p", { class: "status", hidden: "" }),
    hints: make("ol", { class: "hints", role: "list", hidden: "" }),
    panel: make("div", { class: "feedback", role: "group", "aria-label": card.say("feedback"), hidden: "" }),
    live: make("div", { class: "live", role: "status" })
  };
  const asked = make("div", { class: "stem", id: card.stemId, dir: "auto" }, draw(stem));
  const inside = [asked, parts.text, face.inputs, parts.sure].filter((part) => part !== null);
  const grouped = { role: "group", "aria-labelledby": card.stemId };
  const question = make("div", { class: "question", ...grouped }, ...inside);
  const { check, ...others } = buttons;
  const row = make("div", { class: "buttons" }, check, face.headline, ...Object.values(others), face.saved);
  const lines = [face.below, face.notice, face.status, face.hints, face.panel, face.live];
  face.root.append(face.warning, face.older, question, face.offer, row, ...lines);
  return face;
}
function nameCheck(card) {
  const { hide_feedback: isSilent, kind } = card.question;
  return card.say(isSilent ? "submit" : kind === "write" ? "compare" : "check");
}

// quotes.js
var quotes_exports = {};
__export(quotes_exports, {
  drawQuoting: () => drawQuoting,
  makeFinder: () => makeFinder,
  quoteSpan: () => quoteSpan
});
function makeFinder(card, quote, place2) {
  const name = card.say("find", { quote });
  const onclick = () => card.find(place2);
  return make("button", { type: "button", class: "finder", "aria-label": name, title: name, onclick });
}
function quoteSpan(card, { segment, start, end }) {
  const text = card.question.segments?.find(({ id }) => id === segment)?.text ?? "";
  return card.say("quote", { words: slice(text, start, end) });
}
function drawQuoting(card, nodes) {
  const page = draw(nodes);
  const texts = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
  const all = [];
  while (texts.nextNode()) {
    const text = (
      /** @type {Text} */
      texts.currentNode
    );
    if (!text.parentElement?.closest("a")) all.push(text);
  }
  for (const text of all) {
    text.replaceWith(...text.data.split(/(“[^”]+”)/).flatMap((part) => drawQuote(card, part)));
  }
  return page;
}
function drawQuote(card, part) {
  const words = /^“(.+?)[.,;:!?…]*”$/s.exec(part)?.[1];
  const place2 = words && findOnce(words, card.question.segments ?? []);
  return place2 ? [part, makeFinder(card, part, place2)] : [part];
}
function findOnce(words, segments) {
  const places = segments.flatMap(
    ({ id, text }) => findAll(words, text).map((start) => {
      const before = [...text.slice(0, start)].length;
      return { segment: id, start: before, end: before + [...words].length };
    })
  );
  return places.length === 1 ? places[0] : null;
}
function findAll(words, text) {
  const starts = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    if (standsAlone(text, at, at + words.length)) starts.push(at);
  }
  return starts;
}
function standsAlone(text, start, end) {
  return !/[\p{L}\p{N}]$/u.test(text.slice(0, start)) && !/^[\p{L}\p{N}]/u.test(text.slice(end));
}

// remarks.js
var remarks_exports = {};
__export(remarks_exports, {
  SIGNS: () => SIGNS,
  drawRemarks: () => drawRemarks,
  makeRow: () => makeRow,
  signRows: () => signRows
});
var MOST_RIGHT = 3;
var SIGNS = { hit: "✓", part: "◐", wrong: "✗", missed: "○", left: "✓", neutral: "–" };
var WEIGHTS = ["wrong", "missed", "part", "neutral", "hit", "left"];
function drawRemarks(card, marks) {
  const all = [...marks].sort((one, other) => WEIGHTS.indexOf(one.mark) - WEIGHTS.indexOf(other.mark));
  const isToMend = all.some(({ mark }) => mark === "wrong" || mark === "missed" || mark === "part");
  const right = all.filter(({ mark }) => mark === "hit");
  const read = isToMend ? all.filter(({ mark }) => mark !== "hit" && mark !== "left") : right.length <= MOST_RIGHT ? all.filter(({ mark }) => mark !== "left") : [];
  const rest = all.filter((mark) => !read.includes(mark));
  return { read: drawList(card, read), rest: foldRest(card, rest) };
}
function drawList(card, marks) {
  if (!marks.length) return [];
  const remarks = marks.map((mark) => make("li", {}, makeRemark(card, mark)));
  return [make("ul", { class: "remarks", role: "list" }, ...remarks)];
}
function foldRest(card, marks) {
  if (!marks.length) return [];
  const name = make("summary", {}, card.say("rest", { n: marks.length }));
  return [make("details", { class: "rest" }, name, ...drawList(card, marks))];
}
function makeRemark(card, mark) {
  const word = make("strong", { class: "mark-word" }, card.sayHere(`mark_${mark.mark}`));
  const subject = nameSubject(card, mark);
  return make(
    "div",
    { class: "remark", "data-mark": mark.mark },
    makeSign(SIGNS[mark.mark]),
    make(
      "div",
      { class: "remark-text" },
      make("p", { dir: "auto" }, ...subject, ...subject.length ? [" — "] : [], word),
      makeNote(drawQuoting(card, mark.note)),
      ...mark.answer ? [make("p", {}, card.sayHere("answer", { answer: mark.answer }))] : [],
      ...mark.misconception ? [
        make(
          "p",
          { class: "misconception" },
          card.say("misconception", { misconception: mark.misconception })
        )
      ] : []
    )
  );
}
function nameSubject(card, { item, segment, start = 0, end = 0, label }) {
  if (segment) {
    const quote = quoteSpan(card, { segment, start, end });
    const finder = makeFinder(card, quote, { segment, start, end });
    return [quote, finder, ...label ? [" ", make("em", {}, label)] : []];
  }
  const shown = card.question.items.find(({ id }) => id === item)?.shown;
  return shown ? [make("span", { class: "subject" }, draw(shown))] : [];
}
function makeRow(card, tag, look) {
  const sign = make("span", { class: "row-sign", id: card.newId() });
  return { element: make(tag, { class: `row ${look}` }, sign), sign };
}
function signRows(card, rows, marks) {
  for (const [id, { element, sign }] of rows) {
    const mark = marks.find(({ item }) => item === id)?.mark;
    element.dataset.mark = mark ?? "";
    const heard = mark && make("span", { class: "heard" }, card.sayHere(`mark_${mark}`));
    const seen = mark && mark !== "left" ? [makeSign(SIGNS[mark])] : [];
    sign.replaceChildren(...seen, ...heard ? [heard] : []);
  }
}

// feedback.js
var LONGEST_TOLD = 60;
var VERDICT_SIGNS = { right: "✓", partly: "◐", wrong: "✗", noted: "✎", saved: "✓" };
function drawFeedback(card, feedback, markSelf) {
  const { summary, solution, marks, because, model, rubric, evidence } = feedback;
  const remarks = drawRemarks(card, marks ?? []);
  const parts = summary ? [make("p", {}, summary)] : [];
  if (solution) parts.push(...drawSolution(card, solution));
  parts.push(...remarks.read);
  if (because?.length) parts.push(drawPart(card, "because", makeNote(drawQuoting(card, because))));
  if (model?.length) parts.push(drawPart(card, "model", makeNote(draw(model))));
  if (rubric?.length) parts.push(drawRubric(card, rubric, markSelf));
  parts.push(...remarks.rest);
  if (evidence?.length) {
    const sources = evidence.map((source) => drawSource(card, source));
    parts.push(drawPart(card, "evidence", make("div", { class: "evidence" }, ...sources)));
  }
  return parts;
}
function drawHeadline({ verdict, headline }) {
  return [makeSign(VERDICT_SIGNS[verdict]), headline];
}
function drawSolution(card, solution) {
  const lines = card.input.lines?.(solution) ?? [];
  if (!lines.length) return [];
  const tag = solution.sequence ? "ol" : "ul";
  const list = make(tag, { class: "solution" }, ...lines.map((line) => make("li", { dir: "auto" }, line)));
  return [drawPart(card, "solution", list)];
}
function drawPart(card, name, ...children) {
  return make("div", { class: "part" }, make("p", { class: "part-name" }, card.say(name)), ...children);
}
function drawRubric(card, rubric, markSelf) {
  const name = card.newId();
  const levels = rubric.map(({ level, shown }) => {
    const radio = make("input", { type: "radio", name, value: level, onchange: () => markSelf(level) });
    const words = make("span", { class: "shown", dir: "auto" }, make("strong", {}, level), " ", draw(shown));
    return make("label", {}, radio, words);
  });
  const legend = make("legend", { class: "part-name" }, card.say("mark_yourself"));
  return make("fieldset", { class: "part rubric" }, legend, ...levels);
}
function drawSource(card, { id, date, publisher, says, kind, url }) {
  const details = [
    make("p", { dir: "auto" }, says),
    make("p", { class: "how" }, [date, kind].filter(Boolean).join(" · ")),
    ...isWebAddress(url) ? [make("p", {}, makeLink(url, card.say("open_source", { id })))] : []
  ];
  return make("details", {}, make("summary", {}, make("b", {}, id), " ", publisher), ...details);
}
function tellFeedback(card, { headline, summary, marks = [] }) {
  return [headline, summary, ...marks.map((mark) => tellMark(card, mark))].filter(Boolean).join(" ");
}
function tellMark(card, mark) {
  const { items, segments } = card.question;
  const segment = segments?.find(({ id }) => id === mark.segment);
  const item = items.find(({ id }) => id === mark.item);
  const name = segment ? slice(segment.text, mark.start ?? 0, mark.end) : plain(item?.shown).trim();
  return card.say("told_mark", { item: shorten(name), mark: card.sayHere(`mark_${mark.mark}`) });
}
function shorten(text, longest = LONGEST_TOLD) {
  return [...text].length > longest ? `${slice(text, 0, longest)} …` : text;
}

// kinds/registry.js
var kinds = /* @__PURE__ */ new Map();
var tools = { ...elements_exports, ...quotes_exports, ...remarks_exports };
var added = /* @__PURE__ */ new Map();
function register(name, kind) {
  kinds.set(name, kind);
}
function findKind(name) {
  const kind = kinds.get(name);
  if (!kind) throw new RangeError(`no kind of question is called ${name}`);
  return kind;
}
async function addKinds(sources = {}) {
  for (const [name, source] of Object.entries(sources)) {
    if (!added.has(name)) added.set(name, addKind(name, source));
  }
  await Promise.all(added.values());
}
async function addKind(name, { script, styles }) {
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  try {
    const module = await import(address);
    register(name, module.default(tools));
  } finally {
    URL.revokeObjectURL(address);
  }
  if (styles) document.head.append(make("style", { "data-says-who-kind": name }, styles));
}

// offer.js
var LONGEST_OFFERED = 400;
function bringBack(card, unsent) {
  const { response, sure, saved } = card.shown;
  const known = [{ response, sure }];
  const isBlank = !saved && !sure && same(response, {}) && !card.session.isChanged;
  const left = unsent.filter(({ entered, forget }) => {
    const isNews = !card.locked && known.every((other) => !same(entered, other));
    if (isNews) known.push(entered);
    else forget();
    return isNews;
  });
  const own = isBlank ? left.pop() : void 0;
  if (own) {
    take(card, own);
    card.broughtBack = card.say("brought_back");
    write(card.face.notice, card.broughtBack);
    card.tell(card.broughtBack);
  }
  if (left.length > 0) offer2(card, left);
}
function take(card, { entered, forget }) {
  card.enter(entered);
  card.changed();
  card.session.saveDraft();
  if (card.session.isKept) forget();
}
function offer2(card, all) {
  const place2 = card.face.offer;
  const decide = (taken) => {
    place2.hidden = true;
    if (taken) take(card, taken);
    for (const left of all) if (left !== taken) left.forget();
    card.focusInputs();
  };
  const buttons = all.map(
    (left) => makeButton(card.say("offer_take", { entered: inWords(card, left.entered) }), () => decide(left))
  );
  const decline = makeButton(card.say("offer_decline"), () => decide(null));
  place2.replaceChildren(make("p", {}, card.say("offer")), ...buttons, decline);
  place2.hidden = false;
}
function inWords(card, { response, sure }) {
  const words = card.list(card.input.lines?.(response) ?? []) || card.say("nothing_entered");
  return shorten([words, card.sure?.inWords(sure)].filter(Boolean).join(" · "), LONGEST_OFFERED);
}

// passages.js
function drawPassages({ segments = [], text_language: lang }) {
  const passages = new Map(segments.map((segment) => [segment.id, makePassage(segment)]));
  const elements = [...passages.values()].map((passage) => passage.element);
  return {
    element: make("div", { class: "article passages", lang: lang || void 0 }, ...elements),
    /** @param {Span} place */
    point({ segment, start, end }) {
      const passage = passages.get(segment);
      if (!passage) throw new RangeError(`no passage ${segment}`);
      return passage.point(start, end);
    }
  };
}
function makePassage({ id, text }) {
  const name = make("span", { class: "segment-id", dir: "ltr" }, id);
  const element = make("p", { class: "segment", dir: "auto" }, name, text);
  return {
    element,
    /**
     * @param {number} start
     * @param {number} end
     */
    point(start, end) {
      const words = make("span", { class: "found", tabindex: -1 }, slice(text, start, end));
      element.replaceChildren(name, slice(text, 0, start), words, slice(text, end));
      return words;
    }
  };
}

// link.js
var GONE = ["restarting", "autorestarting", "terminating", "dead"];
function connect(model, onGone) {
  let isGone = false;
  const leave = () => {
    isGone = true;
    onGone();
  };
  const go = () => isGone || leave();
  const hear = (_, status) => {
    if (GONE.includes(status)) go();
  };
  const kernel = findKernel(model);
  model.on("comm_live_update", go);
  kernel?.statusChanged?.connect(hear);
  kernel?.disposed?.connect(go);
  return {
    get isGone() {
      return isGone;
    },
    /** @param {object} message */
    send(message) {
      try {
        if (!isGone) model.send(message);
      } catch {
        go();
      }
    },
    close() {
      model.off("comm_live_update", go);
      kernel?.statusChanged?.disconnect(hear);
      kernel?.disposed?.disconnect(go);
    }
  };
}
function findKernel(model) {
  try {
    return model.widget_manager?.kernel;
  } catch {
    return null;
  }
}

// others.js
function findOthers({ learner, work, lesson, id }, hear) {
  let channel = learner ? open(["says-who", learner, work, lesson, id].join("/")) : null;
  channel?.addEventListener("message", hear);
  return {
    tell() {
      channel?.postMessage("");
    },
    close() {
      channel?.close();
      channel = null;
    }
  };
}
function open(name) {
  try {
    return new BroadcastChannel(name);
  } catch {
    return null;
  }
}

// session.js
var DRAFT_AFTER = 800;
var WAIT_SHOWN_AFTER = 4e3;
var NOT_KEPT = { kernel_gone: "kernel_gone_not_kept", waiting: "waiting_not_kept" };
var Session = class {
  /**
   * @param {Model} model
   * @param {(isFinal: boolean) => Entered} entered what is in the inputs now; final where it is an answer
   * @param {() => void} onTrouble called when no reply comes, or none can come any more
   */
  constructor(model, entered, onTrouble) {
    this.entered = entered;
    this.onTrouble = onTrouble;
    this.kept = findKept("draft", model.get("question"), readEntered, Math.random().toString(36).slice(2));
    this.link = connect(model, () => this.end());
    this.others = findOthers(model.get("question"), () => this.look());
    this.seq = 0;
    this.lastChange = 0;
    this.asked = 0;
    this.sent = 0;
    this.answered = 0;
    this.isLate = false;
    this.isKept = true;
    this.draft = void 0;
    this.waiting = void 0;
    this.began = null;
  }
  /** True where an input was changed after the last Check, Show or Try again. */
  get isChanged() {
    return this.lastChange > this.asked;
  }
  /** True where the last reply knows all that was done and changed. */
  get isCurrent() {
    return this.answered >= this.asked && this.answered >= this.lastChange;
  }
  /** What keeps the card from its reply, as the name of a string, or nothing. */
  get trouble() {
    const name = this.link.isGone ? "kernel_gone" : this.isLate ? "waiting" : "";
    return name && !this.isKept ? NOT_KEPT[name] : name;
  }
  /** The student has come to the card, at which something may have been done elsewhere since. */
  begin() {
    this.began ??= performance.now();
    this.look();
  }
  /** Has Python look at what was written elsewhere. It says nothing where all is as the card shows it. */
  look() {
    this.link.send({ do: "look", seq: this.sent });
  }
  changed() {
    this.seq += 1;
    this.lastChange = this.seq;
    this.keep();
    clearTimeout(this.draft);
    if (this.link.isGone) return;
    this.draft = setTimeout(() => this.saveDraft(), DRAFT_AFTER);
  }
  keep() {
    this.isKept = this.kept.keep(this.entered(false));
  }
  check() {
    const isUnderWay = this.answered < this.asked && !this.isChanged && !this.trouble;
    if (isUnderWay) return;
    this.stopDraft();
    const entered = this.entered(true);
    this.isKept = this.kept.keep(entered);
    const seconds = this.began === null ? 0 : Math.round((performance.now() - this.began) / 100) / 10;
    this.asked = this.send("check", { ...entered, seconds });
  }
  show() {
    this.saveDraft();
    this.asked = this.send("show");
  }
  /** The inputs are empty, and stay so. */
  again() {
    this.stopDraft();
    this.asked = this.lastChange = this.send("again");
    this.kept.forget();
  }
  /**
   * @param {string} what
   * @param {object} [more]
   */
  ask(what, more) {
    this.saveDraft();
    return this.send(what, more);
  }
  /** What the browser kept of other cards of this question, and Python may never have had. */
  unsent() {
    return this.kept.others();
  }
  saveDraft() {
    if (!this.draft) return;
    this.stopDraft();
    this.send("draft", this.entered(false));
  }
  stopDraft() {
    clearTimeout(this.draft);
    this.draft = void 0;
  }
  /**
   * @param {string} what
   * @param {object} [more]
   */
  send(what, more = {}) {
    this.seq += 1;
    this.sent = this.seq;
    this.link.send({ do: what, seq: this.seq, ...more });
    if (this.link.isGone) this.onTrouble();
    else this.wait();
    return this.seq;
  }
  wait() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      this.isLate = true;
      this.onTrouble();
    }, WAIT_SHOWN_AFTER);
  }
  stopWaiting() {
    clearTimeout(this.waiting);
    this.isLate = false;
  }
  end() {
    this.stopWaiting();
    this.stopDraft();
    this.onTrouble();
  }
  /**
   * Takes a reply. Once the verdict is drawn, other cards hear of it, and the browser lets go of what Python's log
   * keeps. A disk may refuse it after that was said, so what the log does not keep the browser keeps again.
   * @param {State} state
   */
  receive({ seq, kept }) {
    if (seq > this.seq) this.asked = this.seq = this.sent = seq;
    const isNews = seq > this.answered;
    this.answered = seq;
    if (seq >= this.sent) this.stopWaiting();
    setTimeout(() => {
      if (isNews) this.others.tell();
      if (this.sent === 0 || seq < this.lastChange) return;
      if (kept) this.kept.forget();
      else this.keep();
    });
  }
  leave() {
    this.saveDraft();
    this.stopWaiting();
    this.link.close();
    this.others.close();
  }
};

// card.js
var TRIED = ["partly", "wrong", "right"];
var Card = class {
  /** @param {Model} model */
  constructor(model) {
    this.model = model;
    this.question = model.get("question");
    this.words = model.get("words");
    this.name = `says-who-${Math.random().toString(36).slice(2)}`;
    this.ids = 0;
    this.stemId = this.newId();
    this.locked = false;
    this.feedback = null;
    this.shown = model.get("state");
    this.broughtBack = "";
    this.isOnDispute = false;
    this.telling = void 0;
    this.session = new Session(
      model,
      (isFinal) => this.entered(isFinal),
      () => this.sayTrouble()
    );
    const { kind, segments, sure } = this.question;
    this.input = findKind(kind)(this);
    this.sure = sure ? drawSure(this, sure) : null;
    this.text = !this.input.point && segments?.length ? drawPassages(this.question) : null;
    this.face = drawFace(
      this,
      {
        text: this.text?.element ?? null,
        input: this.input.element,
        sure: this.sure?.element ?? null
      },
      {
        check: () => this.session.check(),
        hint: () => this.session.ask("hint"),
        tryAgain: () => this.tryAgain(),
        show: () => this.session.show()
      }
    );
    const { root } = this.face;
    this.dispute = new Dispute(this, (objection) => this.session.ask("dispute", objection));
    root.append(this.dispute.element);
    this.letKeysGo = keepKeysInside(root);
    root.addEventListener("keydown", (event) => this.pressed(event));
    const isInside = (other) => root.contains(
      /** @type {Node | null} */
      other
    );
    root.addEventListener("focusin", ({ relatedTarget }) => isInside(relatedTarget) || this.session.begin());
    root.addEventListener(
      "focusout",
      ({ relatedTarget }) => isInside(relatedTarget) || this.session.saveDraft()
    );
    this.unsent = this.session.unsent();
    this.show(model.get("state"));
    this.looked = this.unsent.length > 0 ? this.session.ask("look") : 0;
    if (this.session.link.isGone) this.bringBack();
  }
  newId() {
    this.ids += 1;
    return `${this.name}-${this.ids}`;
  }
  /**
   * @param {string} name
   * @param {Record<string, unknown>} [gaps]
   */
  say(name, gaps = {}) {
    return (this.words[name] ?? name).replace(/\{(\w+)\}/g, (gap, key) => String(gaps[key] ?? gap));
  }
  /**
   * Some kinds have a word of their own: an item in a list is not "right", it is in the right order.
   * @param {string} name
   * @param {Record<string, unknown>} [gaps]
   */
  sayHere(name, gaps) {
    const { kind, interval } = this.question;
    const own = `${name}_${interval ? "interval" : kind}`;
    return this.say(own in this.words ? own : name, gaps);
  }
  /** @param {string[]} parts */
  list(parts) {
    return new Intl.ListFormat(this.question.language, { type: "unit" }).format(parts);
  }
  // -- what the student does
  /** @param {boolean} isFinal */
  entered(isFinal) {
    const response = isFinal && this.input.answer?.() || this.input.read();
    return { response, sure: this.sure?.read() ?? "" };
  }
  changed() {
    if (this.locked) return this.input.put(this.shown.response);
    this.session.changed();
    this.broughtBack = "";
    write(this.face.notice, "");
    const wasShown = this.feedback !== null;
    this.showFeedback(null);
    this.showStatus();
    if (wasShown && !this.face.status.hidden) this.tell(this.face.status.textContent);
  }
  /**
   * Ctrl+Enter checks from anywhere. Enter leads on: to the next number, to how sure one is, and then checks.
   * @param {KeyboardEvent} event
   */
  pressed(event) {
    const { check } = this.face.buttons;
    const target = (
      /** @type {HTMLElement} */
      event.target
    );
    const isField = event.key === "Enter" && target.matches(".question input") && !hasCommandKey(event);
    if (!isCheckKey(event) && !isField) return;
    event.preventDefault();
    if (event.repeat || check.hidden) return;
    const next = isField && this.findNext(target);
    if (next) next.focus();
    else check.click();
  }
  /** @param {HTMLElement} field */
  findNext(field) {
    const blank = (
      /** @type {HTMLInputElement[]} */
      [
        ...this.face.inputs.querySelectorAll("input[type=text]")
      ].find(
        (other) => !other.value.trim() && field.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING
      )
    );
    const isSaid = this.sure?.read() !== "" || this.sure.element.contains(field);
    return blank ?? (isSaid ? null : this.sure?.element.querySelector("input"));
  }
  tryAgain() {
    this.enter({ response: {}, sure: "" });
    this.session.again();
    write(this.face.notice, "");
    this.showFeedback(null);
    this.showStatus();
    this.focusInputs();
  }
  /** @param {Entered} entered */
  enter({ response, sure }) {
    this.sure?.lock(false);
    this.sure?.put(sure);
    try {
      this.input.put(response);
    } catch {
      this.input.put({});
    }
  }
  focusInputs() {
    const { inputs } = this.face;
    const first = "[role=option][tabindex='0'], input, select, textarea, button[tabindex='0'], button";
    const start = inputs.querySelector("[data-start]") ?? inputs.querySelector(first);
    start?.focus();
  }
  /** @param {Span} place */
  find(place2) {
    for (const words2 of this.face.root.querySelectorAll(".found")) words2.classList.remove("found");
    const words = (this.text ?? this.input).point?.(place2);
    if (!words) return;
    this.face.root.dataset.finding = "";
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    words.scrollIntoView({ block: "center", behavior: isCalm ? "auto" : "smooth" });
    words.focus({ preventScroll: true });
    this.tell(this.say("found", { id: place2.segment }));
  }
  bringBack() {
    bringBack(this, this.unsent);
    this.unsent = [];
  }
  // -- what Python says
  receive() {
    const before = this.shown;
    this.question = this.model.get("question");
    this.face.buttons.check.textContent = nameCheck(this);
    this.show(this.model.get("state"));
    if (this.shown.seq >= this.looked) this.bringBack();
    if (before.turn === this.shown.turn) return;
    this.tell(this.news(before));
    if (this.feedback && !same(this.feedback, before.feedback)) this.bringVerdict();
  }
  /** Scrolls as little as brings the verdict into view, of a card that somebody is at. */
  bringVerdict() {
    const { root, below } = this.face;
    if (!root.contains(document.activeElement)) return;
    const laidOut = new IntersectionObserver(([found]) => {
      laidOut.disconnect();
      if (found.intersectionRatio < 1) below.scrollIntoView({ block: "nearest" });
    });
    laidOut.observe(below);
  }
  /** @param {State} state */
  show(state) {
    this.session.receive(state);
    if (state.seq >= this.session.lastChange) this.put(state);
    if (state.turn !== this.shown.turn) this.broughtBack = "";
    this.shown = state;
    this.lock(!state.may_try);
    this.showFeedback(this.session.isCurrent ? state.feedback : null);
    this.showHints(state.hints);
    const { root, warning, older, notice, saved } = this.face;
    write(warning, state.warning);
    write(older, state.older);
    root.toggleAttribute("data-older", state.older !== "");
    this.isOnDispute = this.dispute.show(state);
    write(notice, (this.isOnDispute ? "" : state.notice) || this.broughtBack);
    const time = state.saved && writeTime(state.saved, this.question.language);
    saved.textContent = time ? this.say("saved_at", { time }) : "";
    this.showStatus();
  }
  /**
   * Only what differs is put in, so that a caret or a half-entered number stays as it is.
   * @param {State} state
   */
  put({ response, sure }) {
    if (!same(response, this.input.read())) this.input.put(response);
    if (this.sure && this.sure.read() !== sure) this.sure.put(sure);
  }
  /** @param {boolean} locked */
  lock(locked) {
    this.locked = locked;
    this.face.inputs.classList.toggle("locked", locked);
    lockControls(this.face.inputs, locked);
  }
  /** @param {Feedback | null} feedback */
  showFeedback(feedback) {
    const { may_try: mayTry, may_show: mayShow, more_hints: moreHints, self_mark: selfMark } = this.shown;
    const { root, panel, headline, buttons } = this.face;
    if (!same(feedback, this.feedback)) {
      this.feedback = feedback;
      this.input.mark(feedback?.marks ?? []);
      const markSelf = (level) => this.session.ask("mark", { level });
      panel.replaceChildren(...feedback ? drawFeedback(this, feedback, markSelf) : []);
      headline.replaceChildren(...feedback ? drawHeadline(feedback) : []);
    }
    const verdict = feedback?.verdict ?? "";
    root.dataset.verdict = verdict;
    root.dataset.turn = String(this.shown.turn);
    headline.hidden = !feedback;
    this.dispute.allow(feedback);
    panel.hidden = panel.childElementCount === 0;
    for (const radio of panel.querySelectorAll("input")) radio.checked = radio.value === selfMark;
    this.sure?.lock(this.locked || feedback !== null && verdict !== "saved");
    offer(buttons.check, mayTry);
    offer(buttons.hint, moreHints);
    buttons.tryAgain.textContent = this.say(verdict === "right" ? "take_again" : "try_again");
    offer(buttons.tryAgain, mayTry && TRIED.includes(verdict));
    offer(buttons.show, mayShow);
  }
  /** @param {Markup[][]} all */
  showHints(all) {
    const { hints, buttons } = this.face;
    for (const hint of all.slice(hints.children.length)) hints.append(make("li", {}, makeNote(draw(hint))));
    hints.hidden = all.length === 0;
    buttons.hint.textContent = this.say(all.length ? "another_hint" : "hint");
  }
  showStatus() {
    const { trouble } = this.session;
    const stale = this.question.hide_feedback ? "not_submitted" : "not_checked";
    this.face.status.classList.toggle("trouble", trouble !== "");
    write(this.face.status, trouble ? this.say(trouble) : this.isStale() ? this.say(stale) : "");
  }
  /** Python says it of all that it knows; until it knows the last change, the card says it by itself. */
  isStale() {
    if (this.session.isCurrent) return this.shown.stale;
    return this.session.isChanged && this.shown.saved !== "";
  }
  sayTrouble() {
    this.bringBack();
    this.showStatus();
    this.tell(this.face.status.textContent);
  }
  /** @param {State} before */
  news(before) {
    const { notice, hints, self_mark: selfMark } = this.shown;
    const verdict = this.feedback && tellFeedback(this, this.feedback);
    if (this.isOnDispute) return this.dispute.line.textContent;
    if (notice) return [verdict, notice].filter(Boolean).join(" ");
    if (hints.length > before.hints.length) return plain(hints[hints.length - 1]);
    if (selfMark !== before.self_mark) return this.say("marked_yourself", { level: selfMark });
    return verdict ?? this.face.status.textContent;
  }
  /**
   * Emptied first: a live region that is given the words it already has stays silent.
   * @param {string | null} text
   */
  tell(text) {
    const { live } = this.face;
    clearTimeout(this.telling);
    live.textContent = "";
    this.telling = setTimeout(() => {
      live.textContent = text;
    }, 100);
  }
  leave() {
    this.session.leave();
    clearTimeout(this.telling);
    this.letKeysGo();
  }
};
var FORMATS = {};
function writeTime(iso, language) {
  const time = new Date(iso);
  const isToday = time.toDateString() === (/* @__PURE__ */ new Date()).toDateString();
  const style = isToday ? { timeStyle: "short" } : { timeStyle: "short", dateStyle: "medium" };
  FORMATS[`${language} ${isToday}`] ??= new Intl.DateTimeFormat(language, style);
  return FORMATS[`${language} ${isToday}`].format(time);
}

// kinds/choose.js
var chooseOne = (card) => drawOptions(card, "radio");
var chooseMany = (card) => drawOptions(card, "checkbox");
function drawOptions(card, type) {
  const rows = /* @__PURE__ */ new Map();
  const ticks = /* @__PURE__ */ new Map();
  const element = make("div", { class: "options" });
  const name = card.newId();
  for (const { id, shown } of card.question.items) {
    const row = makeRow(card, "div", "option");
    const described = row.sign.id;
    const tick = make("input", { type, name, "aria-describedby": described, onchange: () => card.changed() });
    const label = make("label", {}, tick, make("span", { class: "shown", dir: "auto" }, draw(shown)));
    row.element.append(label);
    rows.set(id, row);
    ticks.set(id, tick);
    element.append(row.element);
  }
  return {
    element,
    read() {
      const ticked = [...ticks].filter(([, tick]) => tick.checked).map(([id]) => id);
      return ticked.length ? { ticked } : {};
    },
    lines: ({ ticked = [] }) => ticked.map((id) => nameItem(card.question.items, id)),
    put({ ticked = [] }) {
      for (const [id, tick] of ticks) tick.checked = ticked.includes(id);
    },
    mark: (marks) => signRows(card, rows, marks)
  };
}

// kinds/pointer.js
var SIDEWAYS = 10;
function listenToPointer(text, words, { press, drag, release, tap }) {
  const findWord = (target) => {
    const element = target?.closest(".word");
    return words.find((word) => word.element === element);
  };
  const wordAt = (event) => findWord(
    /** @type {Element} */
    event.target
  );
  let isStroke = false;
  text.addEventListener("pointerdown", (event) => {
    isStroke = false;
    const first = wordAt(event);
    if (event.button !== 0 || !first) return;
    let last = first;
    const begin = () => {
      isStroke = true;
      press(first, event.shiftKey);
    };
    if (event.pointerType === "mouse") begin();
    const move = (moved) => {
      if (moved.pointerId !== event.pointerId) return;
      if (!isStroke && Math.abs(moved.clientX - event.clientX) < SIDEWAYS) return;
      if (!isStroke) begin();
      const reached = findWord(document.elementFromPoint(moved.clientX, moved.clientY));
      if (!reached || reached === last) return;
      last = reached;
      drag(reached);
    };
    const end = (ended) => {
      if (ended.pointerId !== event.pointerId) return;
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", end);
      window.removeEventListener("pointercancel", end);
      if (isStroke) release(last);
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", end);
    window.addEventListener("pointercancel", end);
  });
  text.addEventListener("mousedown", (event) => event.preventDefault());
  text.addEventListener("click", (event) => {
    const word = wordAt(event);
    if (word && !isStroke) tap(word);
    isStroke = false;
  });
}

// kinds/words.js
var PENS = 5;
var WEIGHTS2 = ["left", "neutral", "hit", "part", "missed", "wrong"];
function makeSegment(card, { id, text, words: ends }, pens) {
  const named = { role: "group", "aria-label": card.say("passage", { id }) };
  const element = make("div", { class: "segment", dir: "auto", ...named });
  element.append(make("span", { class: "segment-id", dir: "ltr", "aria-hidden": "true" }, id));
  const words = [];
  let done = 0;
  for (const [start, end] of ends) {
    const gap = makeStroke("gap", slice(text, done, start), pens);
    const word = makeStroke("word", slice(text, start, end), pens, { role: "option", tabindex: -1 });
    words.push({ segment: id, start, end, text: slice(text, start, end), labels: /* @__PURE__ */ new Set(), gap, ...word });
    element.append(gap.element, word.element);
    done = end;
  }
  element.append(slice(text, done));
  return { element, words };
}
function makeStroke(look, text, pens, traits = {}) {
  const element = make("span", { class: look, ...traits });
  const layers = [];
  let inner = element;
  for (const index of pens.keys()) {
    const layer = make("span", { class: "layer", "data-pen": index % PENS });
    inner.append(layer);
    layers.push(layer);
    inner = layer;
  }
  inner.append(text);
  return { element, layers };
}
function paintAll(card, words, pens) {
  for (const [place2, word] of words.entries()) {
    const previous = words[place2 - 1];
    const joined = previous?.segment === word.segment ? previous.labels : /* @__PURE__ */ new Set();
    paint(word, word.labels, pens);
    paint(word.gap, new Set([...word.labels].filter((label) => joined.has(label))), pens);
    word.element.setAttribute("aria-selected", String(word.labels.size > 0));
    if (pens[0] !== "") nameWord(card, word, pens);
  }
}
function paint({ element, layers }, labels, pens) {
  const used = pens.filter((pen) => labels.has(pen));
  element.dataset.marked = used.length > 1 ? "many" : used.length ? String(pens.indexOf(used[0]) % PENS) : "";
  for (const [index, layer] of layers.entries()) layer.classList.toggle("on", labels.has(pens[index]));
}
function nameWord(card, word, pens) {
  const labels = pens.filter((pen) => word.labels.has(pen)).join(", ");
  if (labels) word.element.setAttribute("aria-label", card.say("word_marked", { word: word.text, labels }));
  else word.element.removeAttribute("aria-label");
}
function markInPlace(words, marks) {
  for (const { element, gap } of words) {
    element.dataset.mark = gap.element.dataset.mark = "";
    element.querySelector(".sign")?.remove();
  }
  for (const mark of [...marks].sort(
    (one, other) => WEIGHTS2.indexOf(one.mark) - WEIGHTS2.indexOf(other.mark)
  )) {
    const span = words.filter((word) => lies(word, mark));
    for (const [place2, { element, gap }] of span.entries()) {
      element.dataset.mark = mark.mark;
      if (place2 > 0) gap.element.dataset.mark = mark.mark;
    }
    const last = span.at(-1)?.element;
    last?.querySelector(".sign")?.remove();
    last?.append(makeSign(SIGNS[mark.mark]));
  }
}
function lies(word, { segment, start = 0, end = 0 }) {
  return word.segment === segment && word.start < end && word.end > start;
}
function findRuns(words, label) {
  const runs = [];
  let run = (
    /** @type {Marked | null} */
    null
  );
  for (const { segment, start, end, labels } of words) {
    if (!labels.has(label)) run = null;
    else if (run?.segment === segment) run.end = end;
    else {
      run = { segment, start, end, label };
      runs.push(run);
    }
  }
  return runs;
}
function findGoal(words, here, key) {
  const at = words.indexOf(here);
  const segment = words.filter((word) => word.segment === here.segment);
  const back = getComputedStyle(here.element).direction === "rtl" ? "ArrowRight" : "ArrowLeft";
  if (key === back) return words[at - 1] ?? here;
  if (/Left|Right/.test(key)) return words[at + 1] ?? here;
  if (key === "Home") return segment[0];
  if (key === "End") return segment[segment.length - 1];
  if (key === "ArrowUp") return findLine(words.slice(0, at).reverse(), here) ?? here;
  if (key === "ArrowDown") return findLine(words.slice(at + 1), here) ?? here;
  return null;
}
function findLine(candidates, here) {
  const box = (word) => word.element.getClientRects()[0];
  const { top, left, height } = box(here);
  const other = candidates.filter((word) => Math.abs(box(word).top - top) > height / 2);
  if (!other.length) return null;
  const line = other.filter((word) => Math.abs(box(word).top - box(other[0]).top) < height / 2);
  const away = (word) => Math.abs(box(word).left - left);
  return line.reduce((best, word) => away(word) < away(best) ? word : best);
}

// kinds/highlight.js
function highlight(card) {
  const { labels, segments = [], text_language: lang } = card.question;
  const pens = labels.length ? labels : [""];
  const listbox = { role: "listbox", "aria-multiselectable": "true", "aria-labelledby": card.stemId };
  const text = make("div", { class: "article", lang: lang || void 0, ...listbox });
  const groups = segments.map((segment) => makeSegment(card, segment, pens));
  const words = groups.flatMap((group) => group.words);
  const penBox = labels.length ? makePenBox(card, labels) : null;
  let here = words[0];
  let stroke = null;
  function visit(word, focus = true) {
    here.element.tabIndex = -1;
    here = word;
    here.element.tabIndex = 0;
    if (focus) here.element.focus();
  }
  const pen = () => penBox?.pen() ?? "";
  function begin(word, on = !word.labels.has(pen())) {
    const before = words.map((each) => new Set(each.labels));
    stroke = { from: words.indexOf(word), on, pen: pen(), before };
  }
  function stretch(word) {
    if (!stroke) return;
    const to = words.indexOf(word);
    const [first, last] = [Math.min(stroke.from, to), Math.max(stroke.from, to)];
    for (const [place2, each] of words.entries()) {
      each.labels = new Set(stroke.before[place2]);
      if (place2 < first || place2 > last) continue;
      if (stroke.on) each.labels.add(stroke.pen);
      else each.labels.delete(stroke.pen);
    }
    paintAll(card, words, pens);
    card.changed();
  }
  function toggle(word) {
    if (card.locked) return;
    begin(word);
    stretch(word);
    stroke = null;
  }
  function onKey(event) {
    if (hasCommandKey(event)) return;
    const goal = findGoal(words, here, event.key);
    if (goal) {
      const marks = event.shiftKey && /Left|Right/.test(event.key) && !card.locked;
      if (!marks) stroke = null;
      else if (!stroke) begin(here, true);
      visit(goal);
      if (marks) stretch(goal);
    } else if (event.key === " " || event.key === "Enter") {
      if (!event.repeat) toggle(here);
    } else if (!penBox?.pick(event.key)) return;
    event.preventDefault();
  }
  text.append(...groups.map((group) => group.element));
  text.addEventListener("keydown", onKey);
  listenToPointer(text, words, {
    press(word, extend) {
      if (card.locked) return;
      if (extend) begin(here, true);
      else begin(word);
      stretch(word);
    },
    drag: stretch,
    release(word) {
      stroke = null;
      visit(word);
    },
    tap(word) {
      visit(word);
      toggle(word);
    }
  });
  if (words.length) visit(here, false);
  paintAll(card, words, pens);
  const how = make("p", { class: "how" }, card.say(labels.length ? "highlight_labels_how" : "highlight_how"));
  return {
    element: make("div", { class: "marking" }, ...penBox ? [penBox.element] : [], text, how),
    read() {
      const marked = pens.flatMap((pen2) => findRuns(words, pen2));
      return marked.length ? { marked } : {};
    },
    lines: ({ marked = [] }) => marked.map((run) => quoteSpan(card, run) + (run.label ? ` (${run.label})` : "")),
    put({ marked = [] }) {
      stroke = null;
      for (const word of words) {
        word.labels = new Set(marked.filter((run) => lies(word, run)).map((run) => run.label));
      }
      paintAll(card, words, pens);
    },
    point(place2) {
      const span = words.filter((word) => lies(word, place2));
      for (const [at, { element, gap }] of span.entries()) {
        element.classList.add("found");
        if (at > 0) gap.element.classList.add("found");
      }
      visit(span[0], false);
      return span[0].element;
    },
    mark: (marks) => markInPlace(words, marks)
  };
}
function makePenBox(card, labels) {
  const name = card.newId();
  const radios = labels.map(() => make("input", { type: "radio", name }));
  const choices = labels.map((label, index) => {
    const sample = make("span", { class: "layer on", "data-pen": index % 5 }, label);
    const key = make("kbd", { "aria-hidden": "true" }, `${index + 1}`);
    return make("label", { class: "pen" }, radios[index], sample, key);
  });
  radios[0].checked = true;
  return {
    element: make(
      "fieldset",
      { class: "row-of-choices" },
      make("legend", {}, card.say("mark_as")),
      ...choices
    ),
    pen: () => labels[radios.findIndex((radio) => radio.checked)],
    /** @param {string} key */
    pick(key) {
      const radio = /^[1-9]$/.test(key) && radios[Number(key) - 1];
      if (!radio) return false;
      radio.checked = true;
      card.tell(card.say("marking_as", { label: labels[radios.indexOf(radio)] }));
      return true;
    }
  };
}

// kinds/order.js
function order(card) {
  const rows = /* @__PURE__ */ new Map();
  const list = make("ol", { class: "sequence", role: "list" });
  let moved = false;
  let taken = /* @__PURE__ */ new Set();
  const steps = () => [...list.children].map((child) => find((step) => step.element === child));
  const sequence = () => steps().map((step) => step.id);
  const find = (is) => (
    /** @type {Step} */
    [...rows.values()].find(is)
  );
  function number() {
    const all = steps();
    for (const [at, step] of all.entries()) {
      step.place.textContent = String(at + 1);
      step.take.setAttribute("aria-pressed", String(taken.has(step)));
      setEdge(card, step.up, at === 0);
      setEdge(card, step.down, at === all.length - 1);
    }
  }
  function say(step) {
    const place2 = sequence().indexOf(step.id) + 1;
    card.tell(card.say("moved", { item: step.name, place: place2, count: rows.size }));
  }
  function bring(step, to) {
    const focused = (
      /** @type {HTMLElement | null} */
      list.querySelector(":focus")
    );
    const others = steps().filter((each) => each !== step);
    list.insertBefore(step.element, others[to]?.element ?? null);
    if (focused !== document.activeElement) focused?.focus({ preventScroll: true });
    moved = true;
    number();
    card.changed();
    say(step);
  }
  function move(step, by) {
    const to = steps().indexOf(step) + by;
    if (to < 0 || to >= rows.size || card.locked) return;
    taken = /* @__PURE__ */ new Set();
    bring(step, to);
  }
  function take2(step) {
    if (card.locked) return;
    if (taken.delete(step)) return bring(step, rows.size - 1);
    taken.add(step);
    const to = taken.size - 1;
    if (taken.size === rows.size - 1) taken = new Set(rows.values());
    bring(step, to);
  }
  function onKey(event) {
    if (hasCommandKey(event)) return;
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    const step = find(({ element }) => element.contains(
      /** @type {Node} */
      event.target
    ));
    const pressed = /^[1-9]$/.test(event.key) && steps()[Number(event.key) - 1];
    if (pressed) take2(pressed);
    else if (by && step && (event.shiftKey || event.target !== step.take)) move(step, by);
    else if (by && step) steps()[steps().indexOf(step) + by]?.take.focus();
    else return;
    event.preventDefault();
  }
  for (const item of card.question.items) rows.set(item.id, makeStep(card, item, take2, move));
  list.append(...[...rows.values()].map((step) => step.element));
  list.addEventListener("keydown", onKey);
  list.addEventListener("focusin", ({ target }) => {
    const step = find(({ element }) => element.contains(
      /** @type {Node} */
      target
    ));
    for (const each of rows.values()) each.take.tabIndex = each === step ? 0 : -1;
  });
  steps()[0].take.tabIndex = 0;
  number();
  return {
    element: make("div", {}, list, make("p", { class: "how" }, card.say("order_how"))),
    read: () => moved ? { sequence: sequence() } : {},
    answer: () => ({ sequence: sequence() }),
    lines: ({ sequence: given = [] }) => given.map((id) => nameItem(card.question.items, id)),
    put({ sequence: given = [] }) {
      moved = given.length > 0;
      const wanted = moved ? given.filter((id) => rows.has(id)) : [...rows.keys()];
      if (!same(wanted, sequence())) {
        list.append(...wanted.map((id) => find((step) => step.id === id).element));
        taken = new Set(moved ? rows.values() : []);
      }
      if (!moved) taken = /* @__PURE__ */ new Set();
      number();
    },
    mark: (marks) => signRows(card, rows, marks)
  };
}
function makeStep(card, { id, shown }, take2, move) {
  const row = makeRow(card, "li", "step");
  const name = plain(shown).trim();
  const button = (label, sign, by) => {
    const onclick = () => move(step, by);
    const traits = { type: "button", class: "move", tabindex: -1, "aria-label": label, onclick };
    return make("button", traits, makeSign(sign));
  };
  const place2 = make("span", { class: "number", id: card.newId() });
  const described = { "aria-describedby": `${place2.id} ${row.sign.id}` };
  const taking = make(
    "button",
    { type: "button", class: "take", tabindex: -1, ...described, onclick: () => take2(step) },
    make("span", { class: "shown", dir: "auto" }, draw(shown))
  );
  const up = button(card.say("move_up", { item: name }), "↑", -1);
  const down = button(card.say("move_down", { item: name }), "↓", 1);
  const step = { ...row, id, name, place: place2, take: taking, up, down };
  row.element.append(place2, taking, up, down);
  return step;
}
function setEdge(card, button, isEdge) {
  button.dataset.edge = String(isEdge);
  button.setAttribute("aria-disabled", String(isEdge || card.locked));
}

// kinds/chips.js
var KEYS = 9;
var STEPS = (
  /** @type {Record<string, number>} */
  {
    ArrowLeft: -1,
    ArrowUp: -1,
    ArrowRight: 1,
    ArrowDown: 1
  }
);
function drawChips(card, targets, take2) {
  const asked = make("p", { class: "at-hand", dir: "auto", id: card.newId() });
  const chips = targets.map(({ id, shown }, at) => {
    const key = at < KEYS ? [make("kbd", { "aria-hidden": "true" }, String(at + 1))] : [];
    const traits = { type: "button", class: "chip", tabindex: at ? -1 : 0, onclick: () => take2(id) };
    return make("button", traits, ...key, make("span", { dir: "auto" }, draw(shown)));
  });
  if (chips[0]) chips[0].dataset.start = "";
  const element = make(
    "div",
    { class: "chips", role: "group", "aria-labelledby": asked.id },
    asked,
    ...chips
  );
  element.addEventListener("focusin", ({ target }) => {
    for (const chip of chips) chip.tabIndex = chip === target ? 0 : -1;
  });
  element.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!step || hasCommandKey(event)) return;
    event.preventDefault();
    const at = chips.indexOf(
      /** @type {HTMLButtonElement} */
      event.target
    );
    chips[(at + step + chips.length) % chips.length]?.focus();
  });
  return {
    element,
    /**
     * Says which item is at hand, and where it is now.
     * @param {string} item
     * @param {string} target
     */
    show(item, target) {
      asked.textContent = card.say("place_of", { item });
      for (const [at, chip] of chips.entries()) {
        chip.setAttribute("aria-pressed", String(targets[at].id === target));
      }
    }
  };
}

// kinds/places.js
var LONG = 26;
function place(card) {
  const { items, targets } = card.question;
  const isLong = targets.some(({ shown }) => plain(shown).length > LONG);
  const rows = new Map(items.map(({ id, shown }) => [id, makePlacing(card, id, shown)]));
  const all = [...rows.values()];
  const chips = drawChips(card, targets, (target) => placeHere(target));
  let here = all[0];
  function visit(row) {
    here = row;
    for (const each of all) each.element.classList.toggle("here", each === row);
    chips.show(nameItem(items, row.id), row.menu.value);
  }
  function placeHere(target) {
    if (card.locked || !here) return;
    const placed = here;
    placed.menu.value = target;
    const from = all.indexOf(placed) + 1;
    const next = [...all.slice(from), ...all.slice(0, from)].find(({ menu }) => !menu.value);
    visit(next ?? placed);
    if (next) next.element.scrollIntoView({ block: "nearest" });
    card.changed();
    const said = { item: nameItem(items, placed.id), target: nameItem(targets, target) };
    card.tell(
      next ? card.say("placed_next", { ...said, next: nameItem(items, next.id) }) : card.say("placed", said)
    );
  }
  const element = make(
    "div",
    { class: isLong ? "places long" : "places" },
    ...all.map((row) => row.element),
    chips.element
  );
  for (const row of all) {
    row.element.addEventListener("focusin", () => visit(row));
    row.element.addEventListener("click", ({ target }) => target !== row.menu && visit(row));
    row.menu.addEventListener("change", () => {
      visit(row);
      card.changed();
    });
  }
  element.addEventListener("keydown", (event) => {
    if (hasCommandKey(event) || event.target instanceof HTMLSelectElement) return;
    const target = /^[1-9]$/.test(event.key) && targets[Number(event.key) - 1];
    if (!target) return;
    event.preventDefault();
    placeHere(target.id);
  });
  if (here) visit(here);
  return {
    element,
    read() {
      const placed = all.filter(({ menu }) => menu.value).map(({ id, menu }) => [id, menu.value]);
      return placed.length ? { placed: Object.fromEntries(placed) } : {};
    },
    lines({ placed = {} }) {
      const pairs = Object.entries(placed);
      return pairs.map(([id, target]) => `${nameItem(items, id)}: ${nameItem(targets, target)}`);
    },
    put({ placed = {} }) {
      for (const { id, menu } of all) menu.value = placed[id] ?? "";
      const first = all.find(({ menu }) => !menu.value) ?? all[0];
      if (first) visit(first);
    },
    mark: (marks) => signRows(card, rows, marks)
  };
}
function makePlacing(card, id, shown) {
  const row = makeRow(card, "div", "place");
  const menu = makeMenu(card, row.sign.id);
  row.element.append(make("label", { class: "shown", dir: "auto", for: menu.id }, draw(shown)), menu);
  return { ...row, id, menu };
}
function makeMenu(card, describedBy) {
  const targets = card.question.targets.map(({ id, shown }) => make("option", { value: id }, plain(shown)));
  const blank = make("option", { value: "" }, card.say("choose_one"));
  return make("select", { id: card.newId(), "aria-describedby": describedBy }, blank, ...targets);
}

// kinds/rate.js
function rate(card) {
  const { interval } = card.question;
  if (!interval)
    return drawRatings(card, "rated", card.say("chance_how"), makeChance, (chance) => `${chance} %`);
  const how = card.say("interval_how", { interval });
  return drawRatings(
    card,
    "ranges",
    how,
    makeInterval,
    (range) => range.map((bound) => bound || "?").join(" – ")
  );
}
function drawRatings(card, field, how, makeRating, say) {
  const { items } = card.question;
  const rows = new Map(items.map((item) => [item.id, makeRating(card, item)]));
  const elements = [...rows.values()].map((row) => row.element);
  const first = elements[0]?.querySelector("input[type=text]");
  first?.setAttribute("data-start", "");
  const values = (response) => (
    /** @type {Record<string, V>} */
    response[field] ?? {}
  );
  return {
    element: make("div", { class: "ratings" }, make("p", { class: "how" }, how), ...elements),
    read() {
      const rated = [...rows].map(([id, row]) => [id, row.read()]).filter(([, value]) => value !== null);
      return rated.length ? { [field]: Object.fromEntries(rated) } : {};
    },
    lines(response) {
      const given = Object.entries(values(response));
      return given.map(([id, value]) => `${nameItem(items, id)}: ${say(value)}`);
    },
    put(response) {
      for (const [id, row] of rows) row.put(values(response)[id] ?? null);
    },
    mark: (marks) => signRows(card, rows, marks)
  };
}
function makeStatement(card, { id, shown }, tag) {
  const row = makeRow(card, "div", "rating");
  const statement = make(tag, { class: "shown", dir: "auto", id: card.newId() }, draw(shown));
  const name = card.say("clear_item", { item: nameItem(card.question.items, id) });
  const traits = { type: "button", class: "quiet", hidden: "", "aria-label": name };
  const clear = make("button", traits, card.say("clear"));
  const blank = make("span", { class: "blank" }, card.say("no_answer_yet"));
  return { ...row, statement, clear, blank };
}
function makeField(card, named) {
  const traits = { inputmode: "decimal", autocomplete: "off", dir: "ltr", ...named };
  return make("input", { type: "text", id: card.newId(), ...traits });
}
function makeChance(card, item) {
  const row = makeStatement(card, item, "label");
  const named = { "aria-labelledby": row.statement.id, "aria-describedby": row.sign.id };
  const slider = make("input", { type: "range", id: card.newId(), step: 5, min: 0, max: 100, ...named });
  const field = makeField(card, named);
  row.statement.htmlFor = slider.id;
  let chance = null;
  const put = (value) => {
    chance = value;
    slider.value = String(readPercent(value) ?? 50);
    if (readTyped(field) !== value) field.value = String(value ?? "");
    row.element.classList.toggle("untouched", value === null);
    row.blank.hidden = value !== null;
    row.clear.hidden = value === null;
    if (value === null) slider.setAttribute("aria-valuetext", card.say("no_answer_yet"));
    else slider.removeAttribute("aria-valuetext");
  };
  const enter = (value) => {
    const isNew = value !== chance && !card.locked;
    put(isNew ? value : chance);
    if (isNew) card.changed();
  };
  slider.addEventListener("input", () => enter(Number(slider.value)));
  for (const press of ["click", "pointerup"]) {
    slider.addEventListener(press, () => enter(chance ?? Number(slider.value)));
  }
  slider.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    enter(chance ?? Number(slider.value));
  });
  field.addEventListener("input", () => enter(readTyped(field)));
  row.clear.addEventListener("click", () => {
    enter(null);
    field.focus();
  });
  const scale = make("div", { class: "scale" }, slider, field, "%", row.blank, row.clear);
  row.element.append(row.statement, scale);
  put(null);
  return { ...row, read: () => chance, put };
}
function readTyped({ value }) {
  const text = value.trim();
  if (text === "") return null;
  return /^\d{1,3}$/.test(text) ? Number(text) : text;
}
function readPercent(value) {
  const number = Number(String(value ?? "").replace(",", ".") || "?");
  return number >= 0 && number <= 100 ? number : null;
}
function makeInterval(card, item) {
  const row = makeStatement(card, item, "span");
  const described = { "aria-describedby": row.sign.id };
  const low = makeField(card, described);
  const high = makeField(card, described);
  const isBlank = () => low.value.trim() === "" && high.value.trim() === "";
  const showBlank = () => {
    row.blank.hidden = !isBlank();
    row.clear.hidden = isBlank();
  };
  const put = (range) => {
    for (const [at, field] of [low, high].entries()) {
      const text = String(range?.[at] ?? "");
      if (field.value.trim() !== text) field.value = text;
    }
    showBlank();
  };
  const entered = () => {
    showBlank();
    card.changed();
  };
  low.addEventListener("input", entered);
  high.addEventListener("input", entered);
  row.clear.addEventListener("click", () => {
    if (card.locked) return;
    put(null);
    card.changed();
    low.focus();
  });
  const named = (name, field) => make("label", {}, card.say(name), " ", field);
  const bounds = make("div", { class: "scale", role: "group", "aria-labelledby": row.statement.id });
  bounds.append(named("low", low), named("high", high), row.blank, row.clear);
  row.element.append(row.statement, bounds);
  return { ...row, read: () => isBlank() ? null : [low.value.trim(), high.value.trim()], put };
}

// kinds/write.js
function writeText(card) {
  const count = make("p", { class: "how", id: card.newId() });
  const named = { "aria-labelledby": card.stemId, "aria-describedby": count.id };
  const area = make("textarea", { rows: 4, dir: "auto", ...named });
  function fit() {
    const limit = card.question.limit ?? 0;
    const n = area.value.split(/\s+/).filter(Boolean).length;
    const isOver = limit > 0 && n > limit;
    count.classList.toggle("over", isOver);
    const name = isOver ? "words_over" : limit ? "words_used" : "words_so_far";
    count.textContent = card.say(name, { n, limit, over: n - limit });
    area.style.blockSize = "auto";
    if (area.scrollHeight) area.style.blockSize = `${area.scrollHeight + 2}px`;
  }
  area.addEventListener("input", () => {
    fit();
    card.changed();
  });
  let width = 0;
  new ResizeObserver(() => {
    if (area.clientWidth === width) return;
    width = area.clientWidth;
    fit();
  }).observe(area);
  return {
    element: make("div", { class: "text" }, area, count),
    read: () => area.value.trim() ? { text: area.value } : {},
    lines: ({ text = "" }) => text ? [text] : [],
    put({ text = "" }) {
      if (area.value !== text) area.value = text;
      fit();
    },
    mark() {
    }
  };
}

// kinds/index.js
register("choose", chooseOne);
register("choose-many", chooseMany);
register("highlight", highlight);
register("sort", place);
register("match", place);
register("order", order);
register("rate", rate);
register("write", writeText);

// index.js
function initialize({ model: front }) {
  async function render({ model, el }) {
    await addKinds(front.get("kinds"));
    let card = new Card(model);
    const receive = () => card.receive();
    const redraw = () => {
      const asked = model.get("question");
      if (same(asked, { ...card.question, hide_feedback: asked.hide_feedback })) return;
      card.leave();
      const before = card.face.root;
      card = new Card(model);
      before.replaceWith(card.face.root);
    };
    model.on("change:state", receive);
    model.on("change:question", redraw);
    el.append(card.face.root);
    return () => {
      model.off("change:state", receive);
      model.off("change:question", redraw);
      card.leave();
    };
  }
  return { render };
}
var index_default = { initialize };
export {
  index_default as default
};
