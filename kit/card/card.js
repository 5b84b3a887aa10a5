// Draws one question as a card and tells Python what the student does: Python decides, this file only draws.
// It is one file because a notebook loads a widget's front-end as one module, and no build step joins several.

const DRAFT_AFTER = 800; // milliseconds without a change before work in progress is kept
const WAIT_SHOWN_AFTER = 4000; // milliseconds without a reply before the card says that it still waits
const LONGEST_TOLD = 60; // characters of an item that are said aloud
const TAGS = new Set(["p", "em", "strong", "code", "ul", "ol", "li", "br", "a", "blockquote"]);
const SPACED = new Set(["p", "li", "br", "blockquote"]);
const SIGNS = { hit: "✓", wrong: "✗", missed: "○", left: "✓", neutral: "–" };
const VERDICT_SIGNS = { right: "✓", partly: "◐", wrong: "✗", noted: "✎", saved: "✓" };
const SURE = { guess: "guess", "fairly sure": "fairly_sure", certain: "certain" };

// ---- Text and elements

// Text from articles, authors and students goes in as text nodes only, so that it can never become markup.
function make(tag, traits = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(traits)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

function draw(nodes = []) {
  const page = document.createDocumentFragment();
  for (const node of nodes) page.append(typeof node === "string" ? node : drawTag(node));
  return page;
}

function drawTag({ tag, href, in: inside }) {
  const children = draw(inside);
  if (!TAGS.has(tag)) return children;
  if (tag !== "a") return make(tag, {}, children);
  return isWebAddress(href) ? makeLink(href, children) : children;
}

function makeLink(href, ...children) {
  return make("a", { href, target: "_blank", rel: "noopener" }, ...children);
}

// Python counts characters as code points, JavaScript's own slice would cut an emoji in two.
function slice(text, start, end) {
  return [...text].slice(start, end).join("");
}

function isWebAddress(href) {
  return /^https?:\/\//i.test(href ?? "");
}

function plain(nodes = []) {
  const texts = nodes.map((node) => {
    if (typeof node === "string") return node;
    return plain(node.in) + (SPACED.has(node.tag) ? " " : "");
  });
  return texts.join("");
}

// Authors' text may run the other way than the card.
function makeNote(text) {
  return make("div", { class: "note", dir: "auto" }, text);
}

function makeSign(sign) {
  return make("span", { class: "sign", "aria-hidden": "true" }, sign);
}

function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

// ---- Remarks: what feedback says beside one item

function makeRemark(card, mark, subject = []) {
  return make(
    "div",
    { class: "remark", "data-mark": mark.mark },
    makeSign(SIGNS[mark.mark]),
    make(
      "div",
      { class: "remark-text" },
      make("p", {}, ...subject, make("strong", { class: "mark-word" }, card.sayHere(`mark_${mark.mark}`))),
      makeNote(drawQuoting(card, mark.note)),
      ...(mark.answer ? [make("p", {}, card.sayHere("answer", { answer: mark.answer }))] : []),
      ...(mark.slip ? [make("p", { class: "slip" }, card.say("slip", { slip: mark.slip }))] : []),
    ),
  );
}

function makeRow(card, tag, kind) {
  const row = make(tag, { class: kind });
  row.remarks = make("div", { class: "remarks", id: card.newId() });
  return row;
}

function remarkOnRows(card, rows, marks) {
  for (const [id, row] of rows) {
    const mine = marks.filter((mark) => mark.item === id);
    row.dataset.mark = mine[0]?.mark ?? "";
    row.remarks.replaceChildren(...mine.map((mark) => makeRemark(card, mark)));
  }
}

// ---- Quoted words, and the way to them in the text

// A remark about words is worth little where the words are out of sight: one press leads to them.
function makeFinder(card, quote, place) {
  const name = card.say("find", { quote });
  const traits = { type: "button", class: "finder", "aria-label": name, title: name, onclick: () => card.find(place) };
  return make("button", traits);
}

function drawQuoting(card, nodes) {
  const page = draw(nodes);
  const texts = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
  const all = [];
  while (texts.nextNode()) if (!texts.currentNode.parentElement?.closest("a")) all.push(texts.currentNode);
  for (const text of all) text.replaceWith(...text.data.split(/(“[^”]+”)/).flatMap((part) => drawQuote(card, part)));
  return page;
}

function drawQuote(card, part) {
  const words = /^“(.+?)[.,;:!?…]*”$/s.exec(part)?.[1];
  const place = words && findOnce(words, card.question.segments ?? []);
  return place ? [part, makeFinder(card, part, place)] : part;
}

// Words that occur twice lead nowhere, as does a part of a word.
function findOnce(words, segments) {
  const places = segments.flatMap(({ id, text }) =>
    findAll(words, text).map((start) => {
      const before = [...text.slice(0, start)].length;
      return { segment: id, start: before, end: before + [...words].length };
    }),
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

// ---- choose, choose-many: tick options

function drawOptions(card, type) {
  const rows = new Map();
  const ticks = new Map();
  const element = make("div", { class: "options" });
  const name = card.newId();
  for (const { id, shown } of card.question.items) {
    const row = makeRow(card, "div", "option");
    const describedBy = row.remarks.id;
    const tick = make("input", { type, name, "aria-describedby": describedBy, onchange: () => card.changed() });
    row.append(make("label", {}, tick, make("span", { class: "shown", dir: "auto" }, draw(shown))), row.remarks);
    rows.set(id, row);
    ticks.set(id, tick);
    element.append(row);
  }
  return {
    element,
    read() {
      const ticked = [...ticks.keys()].filter((id) => ticks.get(id).checked);
      return ticked.length ? { ticked } : {};
    },
    put({ ticked = [] }) {
      for (const [id, tick] of ticks) tick.checked = ticked.includes(id);
    },
    mark: (marks) => remarkOnRows(card, rows, marks),
  };
}

// ---- sort, match: give every item its place

function drawPlaces(card) {
  const rows = new Map();
  const places = new Map();
  const isLong = card.question.targets.some(({ shown }) => plain(shown).length > 26);
  const element = make("div", { class: isLong ? "places long" : "places" });
  for (const { id, shown } of card.question.items) {
    const row = makeRow(card, "div", "place");
    const place = makePlace(card, row.remarks.id);
    row.append(make("label", { class: "shown", dir: "auto", for: place.id }, draw(shown)), place, row.remarks);
    rows.set(id, row);
    places.set(id, place);
    element.append(row);
  }
  return {
    element,
    read() {
      const placed = [...places].filter(([, place]) => place.value).map(([id, place]) => [id, place.value]);
      return placed.length ? { placed: Object.fromEntries(placed) } : {};
    },
    put({ placed = {} }) {
      for (const [id, place] of places) place.value = placed[id] ?? "";
    },
    mark: (marks) => remarkOnRows(card, rows, marks),
  };
}

function makePlace(card, describedBy) {
  const targets = card.question.targets.map(({ id, shown }) => make("option", { value: id }, plain(shown)));
  const blank = make("option", { value: "" }, card.say("choose_one"));
  const traits = { id: card.newId(), "aria-describedby": describedBy, onchange: () => card.changed() };
  return make("select", traits, blank, ...targets);
}

// ---- order: move items up and down

function drawOrder(card) {
  const rows = new Map();
  const element = make("ol", { class: "sequence", role: "list" });
  let moved = false;

  const shownSequence = () => [...element.children].map((row) => row.itemId);

  function number() {
    const last = element.children.length - 1;
    for (const [place, row] of [...element.children].entries()) {
      row.place.textContent = place + 1;
      setEdge(card, row.up, place === 0);
      setEdge(card, row.down, place === last);
    }
  }

  function move(row, step) {
    const neighbour = step < 0 ? row.previousElementSibling : row.nextElementSibling;
    if (!neighbour || card.locked) return;
    // The neighbour travels, not the row: a focused button that leaves the page for a moment loses its focus.
    if (step < 0) row.after(neighbour);
    else row.before(neighbour);
    moved = true;
    number();
    card.changed();
    const place = shownSequence().indexOf(row.itemId) + 1;
    card.tell(card.say("moved", { item: row.name, place, count: rows.size }));
  }

  for (const item of card.question.items) rows.set(item.id, makeStep(card, item, move));
  element.append(...rows.values());
  number();

  return {
    element,
    read: () => (moved ? { sequence: shownSequence() } : {}),
    put({ sequence = [] }) {
      moved = sequence.length > 0;
      const wanted = moved ? sequence.filter((id) => rows.has(id)) : [...rows.keys()];
      if (!same(wanted, shownSequence())) element.append(...wanted.map((id) => rows.get(id)));
      number();
    },
    mark: (marks) => remarkOnRows(card, rows, marks),
  };
}

function makeStep(card, { id, shown }, move) {
  const row = makeRow(card, "li", "step");
  const button = (name, sign, step) =>
    make(
      "button",
      {
        type: "button",
        class: "move",
        "aria-label": card.say(name, { item: row.name }),
        "aria-describedby": row.remarks.id,
        onclick: () => move(row, step),
      },
      makeSign(sign),
    );
  row.itemId = id;
  row.name = plain(shown).trim();
  row.place = make("span", { class: "number" });
  row.up = button("move_up", "↑", -1);
  row.down = button("move_down", "↓", 1);
  row.append(row.place, make("span", { class: "shown", dir: "auto" }, draw(shown)), row.up, row.down, row.remarks);
  row.addEventListener("keydown", (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step || hasCommandKey(event)) return;
    event.preventDefault();
    move(row, step);
  });
  return row;
}

function setEdge(card, button, isEdge) {
  button.dataset.edge = isEdge;
  button.setAttribute("aria-disabled", isEdge || card.locked);
}

// ---- rate: a chance, or a low and a high number

function drawRatings(card) {
  const { items, interval } = card.question;
  const makeRating = interval ? makeInterval : makeChance;
  const field = interval ? "ranges" : "rated";
  const rows = new Map(items.map((item) => [item.id, makeRating(card, item)]));
  const how = interval ? card.say("interval_how", { interval }) : card.say("chance_how");
  return {
    element: make("div", { class: "ratings" }, make("p", { class: "how" }, how), ...rows.values()),
    read() {
      const rated = [...rows].map(([id, row]) => [id, row.read()]).filter(([, value]) => value !== null);
      return rated.length ? { [field]: Object.fromEntries(rated) } : {};
    },
    put(response) {
      for (const [id, row] of rows) row.put(response[field]?.[id] ?? null);
    },
    mark: (marks) => remarkOnRows(card, rows, marks),
  };
}

function makeRating(card, { shown }) {
  const row = makeRow(card, "div", "rating");
  row.statement = make("span", { class: "shown", dir: "auto", id: card.newId() }, draw(shown));
  row.clear = make("button", { type: "button", class: "quiet", hidden: "" }, card.say("clear"));
  row.clear.setAttribute("aria-label", card.say("clear_item", { item: plain(shown).trim() }));
  row.blank = make("span", { class: "blank" }, card.say("no_answer_yet"));
  return row;
}

// A slider has to stand somewhere: until it is touched it stands pale at 50 and counts as no answer.
function makeChance(card, item) {
  const row = makeRating(card, item);
  const named = { "aria-labelledby": row.statement.id, "aria-describedby": row.remarks.id, min: 0, max: 100 };
  const slider = make("input", { type: "range", step: 5, ...named });
  const number = make("input", { type: "number", step: 1, inputmode: "numeric", ...named });
  let chance = null;

  row.read = () => chance;
  row.put = (value) => {
    chance = value;
    slider.value = value ?? 50;
    if (number.value === "" || Number(number.value) !== value) number.value = value ?? "";
    row.classList.toggle("untouched", value === null);
    row.blank.hidden = value !== null;
    row.clear.hidden = value === null;
    if (value === null) slider.setAttribute("aria-valuetext", card.say("no_answer_yet"));
    else slider.removeAttribute("aria-valuetext");
  };
  const enter = (value) => {
    const isNew = value !== chance && !card.locked;
    row.put(isNew ? value : chance);
    if (isNew) card.changed();
  };
  slider.addEventListener("input", () => enter(Number(slider.value)));
  // A click, tap or Space where the pale thumb already stands changes nothing, yet means "50".
  for (const press of ["click", "pointerup"]) {
    slider.addEventListener(press, () => enter(chance ?? Number(slider.value)));
  }
  slider.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    enter(chance ?? Number(slider.value));
  });
  number.addEventListener("input", () => enter(readPercent(number)));
  number.addEventListener("change", () => (number.value = chance ?? ""));
  row.clear.addEventListener("click", () => {
    enter(null);
    number.focus();
  });
  const scale = make("div", { class: "scale" }, slider, number, "%", row.blank, row.clear);
  row.append(row.statement, scale, row.remarks);
  row.put(null);
  return row;
}

function readPercent(number) {
  return number.value === "" ? null : Math.min(100, Math.max(0, Number(number.value)));
}

function makeInterval(card, item) {
  const row = makeRating(card, item);
  const bound = { type: "number", step: "any", inputmode: "decimal", "aria-describedby": row.remarks.id };
  const low = make("input", bound);
  const high = make("input", bound);

  const showBlank = () => {
    const touched = low.value !== "" || high.value !== "";
    row.blank.hidden = touched;
    row.clear.hidden = !touched;
  };
  row.read = () => (low.value === "" || high.value === "" ? null : [Number(low.value), Number(high.value)]);
  row.put = (range) => {
    low.value = range?.[0] ?? "";
    high.value = range?.[1] ?? "";
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
    row.put(null);
    card.changed();
    low.focus();
  });
  const named = (name, input) => make("label", {}, card.say(name), " ", input);
  const bounds = make("div", { class: "scale", role: "group", "aria-labelledby": row.statement.id });
  bounds.append(named("low", low), named("high", high), row.blank, row.clear);
  row.append(row.statement, bounds, row.remarks);
  return row;
}

// ---- write: a short text

function drawText(card) {
  const count = make("p", { class: "how", id: card.newId() });
  const area = make("textarea", { rows: 4, dir: "auto", "aria-labelledby": card.stemId, "aria-describedby": count.id });
  const remarks = make("div", { class: "remarks" });

  function fit() {
    const { limit } = card.question;
    const n = area.value.split(/\s+/).filter(Boolean).length;
    const over = limit && n > limit;
    count.classList.toggle("over", Boolean(over));
    const name = over ? "words_over" : limit ? "words_used" : "words_so_far";
    count.textContent = card.say(name, { n, limit, over: n - limit });
    area.style.blockSize = "auto";
    if (area.scrollHeight) area.style.blockSize = `${area.scrollHeight + 2}px`;
  }

  area.addEventListener("input", () => {
    fit();
    card.changed();
  });
  // A restored text has a height only once the card is on the page, and another when the page gets narrower.
  let width = 0;
  new ResizeObserver(() => {
    if (area.clientWidth === width) return;
    width = area.clientWidth;
    fit();
  }).observe(area);
  return {
    element: make("div", { class: "text" }, area, count, remarks),
    read: () => (area.value.trim() ? { text: area.value } : {}),
    put({ text = "" }) {
      if (area.value !== text) area.value = text;
      fit();
    },
    mark: (marks) => remarks.replaceChildren(...marks.map((mark) => makeRemark(card, mark))),
  };
}

// ---- highlight: mark words of the article

function drawArticle(card) {
  const { labels, segments } = card.question;
  const pens = labels.length ? labels : [""]; // what a mark can mean
  const listbox = { role: "listbox", "aria-multiselectable": "true", "aria-labelledby": card.stemId };
  const text = make("div", { class: "article", lang: card.question.text_language || undefined, ...listbox });
  const groups = segments.map((segment) => makeSegment(card, segment, pens));
  const words = groups.flatMap((group) => group.words);
  const penBox = labels.length ? makePenBox(card, labels) : null;
  const remarks = make("div", { class: "remarks" });
  let here = words[0];
  let stroke = null; // the run being marked: where it began, whether it marks or unmarks, what was marked before

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
    const to = words.indexOf(word);
    const [first, last] = [Math.min(stroke.from, to), Math.max(stroke.from, to)];
    for (const [place, each] of words.entries()) {
      each.labels = new Set(stroke.before[place]);
      if (place < first || place > last) continue;
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
    drag: (word) => stroke && stretch(word),
    release(word) {
      stroke = null;
      if (word) visit(word);
    },
    tap(word) {
      visit(word);
      toggle(word);
    },
  });
  if (words.length) visit(here, false);

  const how = make("p", { class: "how" }, card.say(labels.length ? "highlight_labels_how" : "highlight_how"));
  return {
    element: make("div", { class: "marking" }, ...(penBox ? [penBox.element] : []), text, how, remarks),
    read() {
      const marked = pens.flatMap((pen) => findRuns(words, pen));
      return marked.length ? { marked } : {};
    },
    put({ marked = [] }) {
      stroke = null;
      for (const word of words) {
        word.labels = new Set(marked.filter((run) => lies(word, run)).map((run) => run.label));
      }
      paintAll(card, words, pens);
    },
    point(place) {
      const span = words.filter((word) => lies(word, place));
      for (const [at, { element, gap }] of span.entries()) {
        element.classList.add("found");
        if (at > 0) gap.element.classList.add("found");
      }
      visit(span[0], false);
      return span[0].element;
    },
    mark(marks) {
      markInPlace(words, marks);
      remarks.replaceChildren(...marks.map((mark) => makeRemark(card, mark, nameSpan(card, mark))));
    },
  };
}

function makeSegment(card, { id, text, words: ends }, pens) {
  const named = { role: "group", "aria-label": card.say("passage", { id }) };
  const element = make("div", { class: "segment", dir: "auto", ...named });
  element.append(make("span", { class: "segment-id", dir: "ltr", "aria-hidden": "true" }, id));
  const words = [];
  let done = 0;
  for (const [start, end] of ends) {
    const gap = makeStroke("gap", slice(text, done, start), pens);
    const word = makeStroke("word", slice(text, start, end), pens, { role: "option", tabindex: -1 });
    words.push({ segment: id, start, end, text: slice(text, start, end), labels: new Set(), gap, ...word });
    element.append(gap.element, word.element);
    done = end;
  }
  element.append(slice(text, done));
  return { element, words };
}

// One layer per label, each inside the other: nested underlines are drawn one below the other.
function makeStroke(kind, text, pens, traits = {}) {
  const element = make("span", { class: kind, ...traits });
  const layers = [];
  for (const index of pens.keys()) {
    const layer = make("span", { class: "layer", "data-pen": index % 5 });
    (layers.at(-1) ?? element).append(layer);
    layers.push(layer);
  }
  layers.at(-1).append(text);
  return { element, layers };
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
    element: make("fieldset", { class: "row-of-choices" }, make("legend", {}, card.say("mark_as")), ...choices),
    pen: () => labels[radios.findIndex((radio) => radio.checked)],
    pick(key) {
      const radio = /^[1-9]$/.test(key) && radios[key - 1];
      if (radio) {
        radio.checked = true;
        card.tell(card.say("marking_as", { label: labels[key - 1] }));
      }
      return Boolean(radio);
    },
  };
}

// Only a mouse drags marks: a finger that drags must scroll the page.
function listenToPointer(text, words, { press, drag, release, tap }) {
  const wordAt = (event) => words.find((word) => word.element === event.target.closest(".word"));
  let pointer = "";
  text.addEventListener("pointerdown", (event) => {
    pointer = event.pointerType;
    const word = wordAt(event);
    if (pointer !== "mouse" || event.button !== 0 || !word) return;
    press(word, event.shiftKey);
    let last = word;
    const over = (moved) => {
      const reached = wordAt(moved);
      if (!reached) return;
      last = reached;
      drag(reached);
    };
    text.addEventListener("pointerover", over);
    window.addEventListener(
      "pointerup",
      () => {
        text.removeEventListener("pointerover", over);
        release(last);
      },
      { once: true },
    );
  });
  // A drag marks words, so it must not select text as well.
  text.addEventListener("mousedown", (event) => event.preventDefault());
  text.addEventListener("click", (event) => {
    const word = wordAt(event);
    if (word && pointer !== "mouse") tap(word);
    pointer = "";
  });
}

function findGoal(words, here, key) {
  const at = words.indexOf(here);
  const segment = words.filter((word) => word.segment === here.segment);
  const back = getComputedStyle(here.element).direction === "rtl" ? "ArrowRight" : "ArrowLeft";
  if (key === back) return words[at - 1] ?? here;
  if (/Left|Right/.test(key)) return words[at + 1] ?? here;
  if (key === "Home") return segment[0];
  if (key === "End") return segment.at(-1);
  if (key === "ArrowUp") return findLine(words.slice(0, at).reverse(), here) ?? here;
  if (key === "ArrowDown") return findLine(words.slice(at + 1), here) ?? here;
  return null;
}

// Up and down follow what the eye sees: the nearest line, and on it the nearest word.
function findLine(candidates, here) {
  const box = (word) => word.element.getClientRects()[0];
  const { top, left, height } = box(here);
  const other = candidates.filter((word) => Math.abs(box(word).top - top) > height / 2);
  if (!other.length) return null;
  const line = other.filter((word) => Math.abs(box(word).top - box(other[0]).top) < height / 2);
  const away = (word) => Math.abs(box(word).left - left);
  return line.reduce((best, word) => (away(word) < away(best) ? word : best));
}

function lies(word, { segment, start, end }) {
  return word.segment === segment && word.start < end && word.end > start;
}

function findRuns(words, label) {
  const runs = [];
  let run = null;
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

function paintAll(card, words, pens) {
  for (const [place, word] of words.entries()) {
    const previous = words[place - 1];
    const joined = previous?.segment === word.segment ? previous.labels : new Set();
    paint(word, word.labels, pens);
    paint(word.gap, new Set([...word.labels].filter((label) => joined.has(label))), pens);
    word.element.setAttribute("aria-selected", word.labels.size > 0);
    if (pens[0] !== "") nameWord(card, word, pens);
  }
}

function paint({ element, layers }, labels, pens) {
  const used = pens.filter((pen) => labels.has(pen));
  element.dataset.marked = used.length > 1 ? "many" : used.length ? pens.indexOf(used[0]) % 5 : "";
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
  // Where spans overlap, the word shows the mark a student can learn most from.
  const weight = ["neutral", "hit", "missed", "wrong"];
  for (const mark of [...marks].sort((one, other) => weight.indexOf(one.mark) - weight.indexOf(other.mark))) {
    const span = words.filter((word) => lies(word, mark));
    for (const [place, { element, gap }] of span.entries()) {
      element.dataset.mark = mark.mark;
      if (place > 0) gap.element.dataset.mark = mark.mark;
    }
    const last = span.at(-1)?.element;
    last?.querySelector(".sign")?.remove();
    last?.append(makeSign(SIGNS[mark.mark]));
  }
}

function nameSpan(card, { segment, start, end, label }) {
  const { text } = card.question.segments.find((each) => each.id === segment);
  const quote = card.say("quote", { words: slice(text, start, end) });
  const finder = makeFinder(card, quote, { segment, start, end });
  return [quote, finder, ...(label ? [" ", make("em", {}, label)] : []), " — "];
}

// ---- The kinds

// Each draws its inputs and returns the same verbs: read() the response, put() a response, mark() the items.
const KINDS = {
  choose: (card) => drawOptions(card, "radio"),
  "choose-many": (card) => drawOptions(card, "checkbox"),
  highlight: drawArticle,
  sort: drawPlaces,
  match: drawPlaces,
  order: drawOrder,
  rate: drawRatings,
  write: drawText,
};

// ---- Around the inputs

function drawPassages({ question: { segments, text_language: lang } }) {
  const passages = new Map(segments.map((segment) => [segment.id, makePassage(segment)]));
  const element = make("div", { class: "article", lang: lang || undefined }, ...passages.values());
  return { element, point: ({ segment, start, end }) => passages.get(segment).point(start, end) };
}

function makePassage({ id, text }) {
  const name = make("span", { class: "segment-id", dir: "ltr" }, id);
  const passage = make("p", { class: "segment", dir: "auto" }, name, text);
  passage.point = (start, end) => {
    const words = make("span", { class: "found", tabindex: -1 }, slice(text, start, end));
    passage.replaceChildren(name, slice(text, 0, start), words, slice(text, end));
    return words;
  };
  return passage;
}

function drawSure(card) {
  const name = card.newId();
  const radios = Object.entries(SURE).map(([value]) => make("input", { type: "radio", name, value }));
  const labels = radios.map((radio) => make("label", {}, radio, make("span", {}, card.say(SURE[radio.value], { percent: card.question.sure[radio.value] }))));
  const legend = make("legend", {}, card.say("how_sure"));
  const element = make("fieldset", { class: "row-of-choices sure" }, legend, ...labels);
  let kept = "";
  const sure = {
    element,
    locked: false,
    read: () => radios.find((radio) => radio.checked)?.value ?? "",
    put(value) {
      kept = value;
      for (const radio of radios) radio.checked = radio.value === value;
    },
    // Confidence counts only if it was given before the feedback, so afterwards it springs back.
    lock(locked) {
      sure.locked = locked;
      kept = sure.read();
      lockControls(element, locked);
    },
  };
  element.addEventListener("change", () => (sure.locked ? sure.put(kept) : card.changed()));
  return sure;
}

function makeButton(card, name, press, look = "") {
  const button = make("button", { type: "button", class: look }, card.say(name));
  const isOff = () => button.getAttribute("aria-disabled") === "true";
  button.addEventListener("click", () => isOff() || press());
  button.addEventListener("blur", () => isOff() && (button.hidden = true));
  return button;
}

// A focused button is never hidden or disabled under the student's hand: it goes when the focus has left it.
function offer(button, on) {
  const keep = !on && button.matches(":focus");
  button.setAttribute("aria-disabled", keep);
  button.hidden = !on && !keep;
}

// Locked inputs stay in the tab order, to be read; what is changed in them springs back (see Card.changed).
function lockControls(element, locked) {
  for (const control of element.querySelectorAll("input, select, textarea, button:not(.finder), [role=listbox]")) {
    control.setAttribute("aria-disabled", locked || control.dataset.edge === "true");
    if (control.matches("textarea, input[type=number]")) control.readOnly = locked;
  }
}

function hasCommandKey(event) {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
  return ctrlKey || metaKey || altKey || key === "Escape" || (shiftKey && key === "Enter");
}

// Jupyter takes plain letters and arrows for commands: without this, "d d" in a card deletes the cell.
// JupyterLab listens to keys on their way up, after the card. Notebook 7 listens on their way down, before it,
// and passes over a target that has this attribute.
function keepKeysInside(root) {
  root.addEventListener("keydown", (event) => hasCommandKey(event) || event.stopPropagation());
  const guard = (event) => {
    if (!root.contains(event.target)) return;
    event.target.toggleAttribute("data-lm-suppress-shortcuts", !hasCommandKey(event));
  };
  window.addEventListener("keydown", guard, true);
  return () => window.removeEventListener("keydown", guard, true);
}

function writeTime(iso, language) {
  const time = new Date(iso);
  const isToday = time.toDateString() === new Date().toDateString();
  const style = isToday ? { timeStyle: "short" } : { timeStyle: "short", dateStyle: "medium" };
  return new Intl.DateTimeFormat(language, style).format(time);
}

// ---- The feedback panel

function drawFeedback(card, feedback, markSelf) {
  const { verdict, headline, summary, because, model, rubric, evidence } = feedback;
  const parts = [make("p", { class: "headline" }, makeSign(VERDICT_SIGNS[verdict]), headline)];
  if (summary) parts.push(make("p", {}, summary));
  if (because?.length) parts.push(drawPart(card, "because", makeNote(drawQuoting(card, because))));
  if (model?.length) parts.push(drawPart(card, "model", makeNote(draw(model))));
  if (rubric?.length) parts.push(drawRubric(card, rubric, markSelf));
  if (evidence?.length) {
    const sources = evidence.map((source) => drawSource(card, source));
    parts.push(drawPart(card, "evidence", make("div", { class: "evidence" }, ...sources)));
  }
  return parts;
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
    ...(isWebAddress(url) ? [make("p", {}, makeLink(url, card.say("open_source", { id })))] : []),
  ];
  return make("details", {}, make("summary", {}, make("b", {}, id), " ", publisher), ...details);
}

// A listener gets the verdict and the mark of each item; the notes wait beside the items, to be read there.
function tellFeedback(card, { headline, summary, marks = [] }) {
  return [headline, summary, ...marks.map((mark) => tellMark(card, mark))].filter(Boolean).join(" ");
}

function tellMark(card, mark) {
  const { items, segments } = card.question;
  const segment = segments?.find(({ id }) => id === mark.segment);
  const item = items?.find(({ id }) => id === mark.item);
  const name = segment ? slice(segment.text, mark.start, mark.end) : plain(item?.shown).trim();
  return card.say("told_mark", { item: shorten(name), mark: card.sayHere(`mark_${mark.mark}`) });
}

function shorten(text) {
  return [...text].length > LONGEST_TOLD ? `${slice(text, 0, LONGEST_TOLD)} …` : text;
}

// ---- The card

class Card {
  constructor(model) {
    this.model = model;
    this.question = model.get("question");
    this.words = model.get("words");
    // Random, since two views of one card, or two copies of this module, must not share names of radios.
    this.name = `says-who-${Math.random().toString(36).slice(2)}`;
    this.ids = 0;
    this.stemId = this.newId();
    this.seq = 0; // counts messages sent and inputs changed
    this.lastChange = 0; // the seq of the last change of an input
    this.asked = 0; // the seq of the last Check or Show
    this.awaited = 0; // the seq of the last message that wants a reply
    this.locked = false;
    this.feedback = null; // as shown
    this.began = null;
    this.input = KINDS[this.question.kind](this);
    this.sure = this.question.sure ? drawSure(this) : null;
    this.root = this.draw();
    this.receive();
  }

  newId() {
    this.ids += 1;
    return `${this.name}-${this.ids}`;
  }

  say(name, gaps = {}) {
    return (this.words[name] ?? name).replace(/\{(\w+)\}/g, (gap, key) => gaps[key] ?? gap);
  }

  // Some kinds have a word of their own: an item in a list is not "right", it is in the right order.
  sayHere(name, gaps) {
    const { kind, interval } = this.question;
    const own = `${name}_${interval ? "interval" : kind}`;
    return this.say(own in this.words ? own : name, gaps);
  }

  // -- drawn once

  draw() {
    this.warning = make("p", { class: "warning", hidden: "" });
    this.hints = make("ol", { class: "hints", role: "list", hidden: "" });
    this.notice = make("p", { class: "notice", hidden: "" });
    this.status = make("p", { class: "status", hidden: "" });
    this.panel = make("div", { class: "feedback", role: "group", "aria-label": this.say("feedback"), hidden: "" });
    this.live = make("div", { class: "live", role: "status" });
    const { id, kind, language: lang, direction: dir } = this.question;
    const root = make("div", { class: "says-who", "data-question": id, "data-kind": kind, lang, dir });
    root.append(this.warning, this.drawQuestion(), this.drawButtons(), this.notice, this.status);
    root.append(this.hints, this.panel, this.live);
    this.letKeysGo = keepKeysInside(root);
    root.addEventListener("focusin", () => (this.began ??= performance.now()));
    root.addEventListener("focusout", (event) => root.contains(event.relatedTarget) || this.saveDraft());
    return root;
  }

  drawQuestion() {
    const { kind, stem, segments } = this.question;
    const legend = make("legend", { class: "stem", id: this.stemId, dir: "auto" }, draw(stem));
    const question = make("fieldset", { class: "question" }, legend);
    this.text = this.input;
    if (kind !== "highlight" && segments?.length) {
      this.text = drawPassages(this);
      question.append(this.text.element);
    }
    this.inputs = make("div", { class: "inputs" }, this.input.element);
    question.append(this.inputs);
    if (this.sure) question.append(this.sure.element);
    return question;
  }

  drawButtons() {
    const { graded, kind } = this.question;
    const check = graded ? "submit" : kind === "write" ? "compare" : "check";
    this.buttons = {
      check: makeButton(this, check, () => this.check(), "main"),
      hint: makeButton(this, "hint", () => this.ask("hint")),
      tryAgain: makeButton(this, "try_again", () => this.tryAgain()),
      show: makeButton(this, "show_answer", () => this.show()),
    };
    this.saved = make("span", { class: "saved" });
    return make("div", { class: "buttons" }, ...Object.values(this.buttons), this.saved);
  }

  // -- what the student does

  changed() {
    if (this.locked) return this.input.put(this.model.get("state").response);
    this.seq += 1;
    this.lastChange = this.seq;
    clearTimeout(this.draft);
    this.draft = setTimeout(() => this.saveDraft(), DRAFT_AFTER);
    write(this.notice, "");
    const wasShown = this.feedback !== null;
    this.showFeedback(null);
    this.showStatus();
    if (wasShown && !this.status.hidden) this.tell(this.status.textContent);
  }

  check() {
    if (this.waiting && this.lastChange < this.asked) return; // an impatient second press is not a second try
    clearTimeout(this.draft);
    this.draft = null;
    const seconds = this.began === null ? 0 : Math.round((performance.now() - this.began) / 100) / 10;
    this.asked = this.send("check", { response: this.input.read(), sure: this.sure?.read() ?? "", seconds });
    this.await();
  }

  show() {
    this.asked = this.ask("show");
  }

  ask(what, more = {}) {
    this.saveDraft();
    const seq = this.send(what, more);
    this.await();
    return seq;
  }

  tryAgain() {
    this.input.put({});
    this.sure?.lock(false);
    this.sure?.put("");
    this.changed();
    this.inputs.querySelector("[role=option][tabindex='0'], input, select, textarea, button").focus();
  }

  saveDraft() {
    if (!this.draft) return;
    clearTimeout(this.draft);
    this.draft = null;
    this.send("draft", { response: this.input.read(), sure: this.sure?.read() ?? "" });
  }

  send(what, more) {
    this.seq += 1;
    this.model.send({ do: what, seq: this.seq, ...more });
    return this.seq;
  }

  await() {
    clearTimeout(this.waiting);
    this.late = false;
    this.awaited = this.seq;
    this.waiting = setTimeout(() => {
      this.waiting = null;
      this.late = true;
      this.showStatus();
      this.tell(this.status.textContent);
    }, WAIT_SHOWN_AFTER);
  }

  find(place) {
    for (const words of this.root.querySelectorAll(".found")) words.classList.remove("found");
    const words = this.text.point(place);
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    words.scrollIntoView({ block: "center", behavior: isCalm ? "auto" : "smooth" });
    words.focus({ preventScroll: true });
    this.tell(this.say("found", { id: place.segment }));
  }

  // -- what Python says

  receive() {
    const state = this.model.get("state");
    const seq = state.seq ?? 0;
    if (seq > this.seq) this.asked = this.seq = seq; // another view of this card asked
    if (seq >= this.awaited) this.stopWaiting();
    if (seq >= this.lastChange) this.put(state);
    const before = this.shown;
    this.shown = state;
    const isCurrent = this.lastChange <= this.asked && seq >= this.asked;
    this.lock(!state.may_try);
    this.showFeedback(isCurrent ? state.feedback : null);
    this.showHints(state.hints ?? []);
    write(this.warning, state.warning);
    write(this.notice, state.notice);
    this.saved.textContent = state.saved ? this.say("saved_at", { time: writeTime(state.saved, this.question.language) }) : "";
    this.showStatus();
    if (before && before.turn !== state.turn) this.tell(this.news(before));
  }

  // Only what differs is put in, so that a caret or a half-entered number stays as it is.
  put({ response = {}, sure = "" }) {
    if (!same(response, this.input.read())) this.input.put(response);
    if (this.sure && this.sure.read() !== sure) this.sure.put(sure);
  }

  lock(locked) {
    this.locked = locked;
    this.inputs.classList.toggle("locked", locked);
    lockControls(this.inputs, locked);
  }

  showFeedback(feedback) {
    const { may_try: mayTry, may_show: mayShow, more_hints: moreHints, self_mark: selfMark } = this.shown;
    if (!same(feedback, this.feedback)) {
      this.feedback = feedback;
      this.input.mark(feedback?.marks ?? []);
      const markSelf = (level) => this.ask("mark", { level });
      this.panel.replaceChildren(...(feedback ? drawFeedback(this, feedback, markSelf) : []));
    }
    const verdict = feedback?.verdict ?? "";
    this.root.dataset.verdict = verdict;
    this.panel.hidden = !feedback;
    for (const radio of this.panel.querySelectorAll(".rubric input")) radio.checked = radio.value === selfMark;
    this.sure?.lock(this.locked || (feedback !== null && verdict !== "saved"));
    offer(this.buttons.check, mayTry);
    offer(this.buttons.hint, moreHints);
    this.buttons.tryAgain.textContent = this.say(verdict === "right" ? "take_again" : "try_again");
    offer(this.buttons.tryAgain, mayTry && ["partly", "wrong", "right"].includes(verdict));
    offer(this.buttons.show, mayShow);
  }

  showHints(hints) {
    for (const hint of hints.slice(this.hints.children.length)) this.hints.append(make("li", {}, makeNote(draw(hint))));
    this.hints.hidden = hints.length === 0;
    this.buttons.hint.textContent = this.say(hints.length ? "another_hint" : "hint");
  }

  showStatus() {
    const isStale = this.shown.feedback && !this.feedback && this.lastChange > this.asked;
    const stale = this.question.graded ? "not_submitted" : "not_checked";
    write(this.status, this.late ? this.say("waiting") : isStale ? this.say(stale) : "");
  }

  stopWaiting() {
    clearTimeout(this.waiting);
    this.waiting = null;
    this.late = false;
  }

  news(before) {
    const { notice, hints = [], self_mark: selfMark } = this.shown;
    if (notice) return notice;
    if (hints.length > (before.hints ?? []).length) return plain(hints.at(-1));
    if (selfMark !== before.self_mark) return this.say("marked_yourself", { level: selfMark });
    return this.feedback ? tellFeedback(this, this.feedback) : this.status.textContent;
  }

  // Emptied first: a live region that is given the words it already has stays silent.
  tell(text) {
    clearTimeout(this.telling);
    this.live.textContent = "";
    this.telling = setTimeout(() => (this.live.textContent = text), 100);
  }

  leave() {
    this.saveDraft();
    this.stopWaiting();
    clearTimeout(this.telling);
    this.letKeysGo();
  }
}

function write(line, text) {
  line.textContent = text ?? "";
  line.hidden = !text;
}

function render({ model, el }) {
  const card = new Card(model);
  const receive = () => card.receive();
  model.on("change:state", receive);
  el.append(card.root);
  return () => {
    model.off("change:state", receive);
    card.leave();
  };
}

// One widget has this module and lends it to every card: see Front in card.py.
export default { initialize: () => ({ render }) };
