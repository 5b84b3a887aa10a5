// Texts as Python counts and trims them, so that both sessions read the same from what was typed.

const SPACE = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const OUTER = new RegExp(`^${SPACE}+|${SPACE}+$`, "gu");
const LONE_SURROGATE = /\p{Cs}/gu;

/** @param {string} text */
export function strip(text) {
  return text.replace(OUTER, "");
}

/**
 * The number of characters: code points, not the halves of which JavaScript makes some of them.
 * @param {string} text
 */
export function length(text) {
  return [...text].length;
}

/**
 * The first characters of a text, without half a surrogate pair, which no file takes.
 * @param {string} text
 * @param {number} most
 */
export function cut(text, most) {
  return whole([...text].slice(0, most).join(""));
}

/** @param {string} text */
export function whole(text) {
  return text.replace(LONE_SURROGATE, "?");
}
