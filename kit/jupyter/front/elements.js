// Elements and text. Text goes in as text nodes only, so that it can never become markup.

/**
 * @param {string} tag
 * @param {Record<string, any>} [traits]
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
export function make(tag, traits = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(traits)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children);
  return element;
}

/**
 * @param {string} words
 * @param {() => void} onclick
 * @param {string} [look]
 */
export function makeButton(words, onclick, look = "") {
  return make("button", { type: "button", class: `sw-button ${look}`.trim(), onclick }, words);
}
