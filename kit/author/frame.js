// Keeps keys inside the panel that holds this invisible widget: without it, an arrow key or a letter in a menu
// is a command of the notebook, and Shift+Enter in a text runs the cell and takes the form away.

function isForJupyter({ key, ctrlKey, metaKey, altKey }) {
  return key === "Escape" || (key !== "Enter" && (ctrlKey || metaKey || altKey));
}

function keepKeysInside(panel) {
  const stop = (event) => isForJupyter(event) || event.stopPropagation();
  const guard = (event) => {
    if (panel.contains(event.target)) panel.toggleAttribute("data-lm-suppress-shortcuts", !isForJupyter(event));
  };
  panel.addEventListener("keydown", stop);
  window.addEventListener("keydown", guard, true);
  return () => {
    panel.removeEventListener("keydown", stop);
    window.removeEventListener("keydown", guard, true);
  };
}

function render({ el }) {
  let letGo = () => {};
  let isGone = false;
  const find = () => {
    const panel = el.closest(".kit-author");
    if (panel) letGo = keepKeysInside(panel);
    else if (!isGone) requestAnimationFrame(find);
  };
  find();
  return () => {
    isGone = true;
    letGo();
  };
}

export default { render };
