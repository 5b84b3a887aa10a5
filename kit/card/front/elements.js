// Elements and text. Text from articles, authors and students goes in as text nodes only, so that it can
// never become markup.

/** @import { Element as Tag, Markup, Shown } from "./types.js" */

/** @typedef {string | number | boolean | undefined | ((event: any) => void)} Trait */

const PLAIN_TAGS = ["p", "em", "strong", "code", "ul", "ol", "li", "br", "blockquote"];
const TABLE_TAGS = ["thead", "tbody", "tr", "th", "td"];
const TAGS = new Set([...PLAIN_TAGS, ...TABLE_TAGS]);
const SPACED = new Set(["p", "li", "br", "blockquote", "th", "td"]);
// A picture comes with the question: nothing is fetched for it, and what it holds cannot run.
const PICTURE = /^data:image\/(png|jpeg|gif|webp|svg\+xml)[;,]/;

/**
 * An element. A trait that begins with "on" is a listener, one that is undefined is left out.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, Trait>} [traits]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, traits = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(traits)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children);
  return element;
}

/**
 * A text with its markup.
 * @param {Markup[]} [nodes]
 */
export function draw(nodes = []) {
  const page = document.createDocumentFragment();
  for (const node of nodes) page.append(typeof node === "string" ? node : drawTag(node));
  return page;
}

/** @param {Tag} node */
function drawTag({ tag, href, src = "", alt = "", in: inside }) {
  if (tag === "img") return PICTURE.test(src) ? make("img", { src, alt }) : alt;
  const children = draw(inside);
  if (tag === "a") return href && isWebAddress(href) ? makeLink(href, children) : children;
  if (tag === "table") return make("div", { class: "table", tabindex: 0 }, make("table", {}, children));
  return TAGS.has(tag) ? make(/** @type {"p"} */ (tag), {}, children) : children;
}

/**
 * A link that opens beside the notebook.
 * @param {string} href
 * @param {...(Node | string)} children
 */
export function makeLink(href, ...children) {
  return make("a", { href, target: "_blank", rel: "noopener" }, ...children);
}

/** @param {string} [href] */
export function isWebAddress(href) {
  return /^https?:\/\//i.test(href ?? "");
}

/**
 * A part of a text. Python counts characters as code points, JavaScript's own slice would cut an emoji in two.
 * @param {string} text
 * @param {number} start
 * @param {number} [end]
 */
export function slice(text, start, end) {
  return [...text].slice(start, end).join("");
}

/**
 * A text without its markup.
 * @param {Markup[]} [nodes]
 * @returns {string}
 */
export function plain(nodes = []) {
  const texts = nodes.map((node) => {
    if (typeof node === "string") return node;
    if (node.tag === "img") return node.alt ?? "";
    return plain(node.in) + (SPACED.has(node.tag) ? " " : "");
  });
  return texts.join("");
}

/**
 * The text of an item or a place, in one line.
 * @param {Shown[]} items
 * @param {string} id
 */
export function nameItem(items, id) {
  return plain(items.find((item) => item.id === id)?.shown).trim() || id;
}

/**
 * A text of the author, which may run the other way than the card.
 * @param {...(Node | string)} children
 */
export function makeNote(...children) {
  return make("div", { class: "note", dir: "auto" }, ...children);
}

/** @param {string} sign */
export function makeSign(sign) {
  return make("span", { class: "sign", "aria-hidden": "true" }, sign);
}

/**
 * Whether two plain values say the same.
 * @param {unknown} one
 * @param {unknown} other
 */
export function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

/**
 * A line that is there only while it says something.
 * @param {HTMLElement} line
 * @param {string} [text]
 */
export function write(line, text) {
  line.textContent = text ?? "";
  line.hidden = !text;
}
