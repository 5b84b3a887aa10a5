// Keys: which of them stay in the card, and which are Jupyter's.

/** @param {KeyboardEvent} event */
export function hasCommandKey(event) {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
  return ctrlKey || metaKey || altKey || key === "Escape" || (shiftKey && key === "Enter");
}

/** Whether a key means: check this answer. @param {KeyboardEvent} event */
export function isCheckKey({ key, ctrlKey, metaKey }) {
  return key === "Enter" && (ctrlKey || metaKey);
}

/**
 * Keeps plain keys from Jupyter, which takes letters and arrows for commands: without this, "d d" in a card
 * deletes the cell. JupyterLab listens to keys on their way up, after the card. Notebook 7 listens on their
 * way down, before it, and passes over a target that has this attribute. Returns what ends it.
 * @param {HTMLElement} root
 */
export function keepKeysInside(root) {
  /** @param {KeyboardEvent} event */
  const isOurs = (event) => isCheckKey(event) || !hasCommandKey(event);
  root.addEventListener("keydown", (event) => {
    if (isOurs(event)) event.stopPropagation();
  });
  /** @param {KeyboardEvent} event */
  const guard = (event) => {
    const target = /** @type {Element} */ (event.target);
    if (!root.contains(target)) return;
    target.toggleAttribute("data-lm-suppress-shortcuts", isOurs(event));
  };
  window.addEventListener("keydown", guard, true);
  return () => window.removeEventListener("keydown", guard, true);
}
