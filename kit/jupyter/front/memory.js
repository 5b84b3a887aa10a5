// What this browser remembers of how somebody reads. Where it may keep nothing, nothing breaks.

const PREFIX = "says-who/lesson-view/";

/**
 * @param {string} name
 * @param {string} fallback
 */
export function recall(name, fallback) {
  try {
    return localStorage.getItem(PREFIX + name) ?? fallback;
  } catch {
    return fallback;
  }
}

/**
 * @param {string} name
 * @param {string} value
 */
export function remember(name, value) {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // Then it is asked for again next time.
  }
}
