// Keeps the panel that holds this invisible widget in view, and keys inside it: without it, an arrow key or a letter in a menu
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

// A form that closes takes thousands of pixels with it, and the page would stand two questions further down.
function bringIntoView(panel) {
  const bar = panel.querySelector(":scope > .kit-author-bar") ?? panel;
  setTimeout(() => bar.scrollIntoView({ block: "center" }), 100);
}

function notebookAround(el) {
  const app = window.jupyterapp;
  if (!app) return null;
  for (const panel of app.shell.widgets("main")) {
    if (panel.node.contains(el) && panel.content?.model?.sharedModel?.insertCell) return { app, panel };
  }
  return null;
}

function isClosing(cell, closing) {
  const first = cell.getSource().trim().split("\n")[0];
  const heading = first.replace(/^#+/, "").trim().replace(/[.:]+$/, "").toLowerCase();
  return cell.cell_type === "markdown" && first.startsWith("#") && closing.includes(heading);
}

// Puts a cell before the closing section, runs it, and goes back to the cell of the panel.
async function addCell(el, { cell, closing }) {
  const found = notebookAround(el);
  if (!found) return "failed";
  const { app, panel } = found;
  const notebook = panel.content;
  const { cells } = notebook.model.sharedModel;
  if (cells.some((other) => other.cell_type === "code" && other.getSource().includes(cell.source))) return "there";
  const closes = cells.findIndex((other) => isClosing(other, closing));
  const at = closes < 0 ? cells.length : closes;
  notebook.model.sharedModel.insertCell(at, cell);
  const before = notebook.activeCellIndex;
  app.shell.activateById(panel.id);
  notebook.activeCellIndex = at;
  await app.commands.execute("notebook:run-cell");
  notebook.activeCellIndex = before;
  await panel.context.save();
  return "added";
}

function render({ model, el }) {
  let letGo = () => {};
  let isGone = false;
  const find = () => {
    const panel = el.closest(".kit-author");
    if (panel) letGo = keepKeysInside(panel);
    else if (!isGone) requestAnimationFrame(find);
  };
  find();
  const hear = async (message) => {
    const panel = el.closest(".kit-author");
    if (!panel) return;
    if (message.do === "show") bringIntoView(panel);
    if (message.do === "add") model.send({ said: await addCell(el, message).catch(() => "failed") });
  };
  model.on("msg:custom", hear);
  setTimeout(() => notebookAround(el) && model.send({ said: "open" }));
  return () => {
    isGone = true;
    model.off("msg:custom", hear);
    letGo();
  };
}

export default { render };
