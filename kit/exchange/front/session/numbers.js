// Numbers and ranges as people write them. The same rules as in kit/language/numbers.py, and the same readings.

import { strip } from "./text.js";

export const LARGEST = 1e15; // beyond it neighbouring whole numbers cannot be told apart

const SPACES = /(?<=[0-9])[ \u00a0\u2009\u202f'’](?=[0-9]{3}(?![0-9]))/g;
const PLAIN = /^[-−]?[0-9]+(?:\.[0-9]+)?$/;
const GROUPS = /^[0-9]{1,3}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*$/;
const DECIMALS = /^[-−]?(?:[0-9]+,[0-9]{1,2}|[0-9]+,[0-9]{4,}|0,[0-9]+)$/;
const THOUSANDS = /^[-−]?[1-9][0-9]{0,2},[0-9]{3}$/;

/**
 * The number that a person wrote, or null where it is none or could be two.
 * @param {string} text
 * @param {boolean} comma whether the language writes decimals with one
 * @returns {number | null}
 */
export function readNumber(text, comma) {
  const bare = withPlainDigits(strip(text)).replace(SPACES, "");
  let unsigned = bare.replace(/^[-−]+/, "");
  const signs = [...unsigned.replace(/[^.,]/g, "")];
  const last = signs[signs.length - 1];
  if (new Set(signs).size === 2 && signs.filter((sign) => sign === last).length === 1) {
    const [head, tail] = unsigned.split(last);
    if (GROUPS.test(head)) unsigned = `${head.replace(/[.,]/g, "")}.${tail}`;
  } else if (GROUPS.test(unsigned) && !unsigned.startsWith("0")) {
    if (comma && signs.length === 1) return null;
    if (signs.length > 1 || last === ",") unsigned = unsigned.replaceAll(signs[0], "");
  } else if (signs.length === 1 && last === ",") {
    unsigned = unsigned.replace(",", ".");
  }
  const minuses = bare.replace(/[^-−]/g, "").length;
  if (!PLAIN.test(unsigned) || minuses > 1) return null;
  const value = Number(unsigned) * (/^[-−]/.test(bare) ? -1 : 1);
  return Math.abs(value) >= LARGEST ? null : value;
}

/**
 * Whether two numbers, each of them one by itself, are written in one way. Where one of them has decimals, and the
 * other could have thousands, nobody can say.
 * @param {string[]} ends
 */
export function areWrittenAlike(ends) {
  return !(ends.some((end) => DECIMALS.test(end)) && ends.some((end) => THOUSANDS.test(end)));
}

/**
 * Every digit of a number, without signs for thousands.
 * @param {number} value
 * @param {string} point
 */
export function numberText(value, point) {
  const [mantissa, exponent] = String(value === 0 ? 0 : value).split("e-");
  if (exponent === undefined) return mantissa.replace(".", point);
  const sign = mantissa.startsWith("-") ? "-" : "";
  const digits = mantissa.replace(/[-.]/g, "");
  return `${sign}0${point}${"0".repeat(Number(exponent) - 1)}${digits}`;
}

/** @param {string} text */
export function countDigits(text) {
  return [...text].filter((sign) => /\p{Nd}/u.test(sign)).length;
}

/**
 * The digits of every script as those of English.
 * @param {string} text
 */
function withPlainDigits(text) {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = /** @type {number} */ (digit.codePointAt(0));
    let zero = code;
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
    return String((code - zero) % 10);
  });
}
