// Keeps the panel that holds this invisible widget in view, and keys inside it: without it, an arrow key or a letter in a menu
// is a command of the notebook, and Shift+Enter in a text runs the cell and takes the form away.

const SLIP = 5; // pixels that a hand moves while it presses

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

// A press counts although its button moves, or is drawn anew, before it is let go of: what somebody typed is sent as they
// leave the field for the button, and what comes of it is drawn at once. Whoever moves away first takes the press back.
function keepPresses(panel) {
  const alike = (button) => [...panel.querySelectorAll("button")].filter((one) => one.textContent === button.textContent);
  let pressed = null;
  const down = ({ target, clientX: x, clientY: y }) => {
    const button = target.closest("button");
    const isHere = button?.closest(".kit-author") === panel;
    pressed = isHere ? { button, at: alike(button).indexOf(button), count: alike(button).length, x, y } : null;
  };
  const up = ({ target, clientX, clientY }) => {
    const { button, at, count, x, y } = pressed ?? {};
    pressed = null;
    if (!button || button.contains(target) || Math.hypot(clientX - x, clientY - y) > SLIP) return;
    const now = alike(button);
    if (now.length === count) now[at].click();
  };
  window.addEventListener("mousedown", down, true);
  window.addEventListener("mouseup", up, true);
  return () => {
    window.removeEventListener("mousedown", down, true);
    window.removeEventListener("mouseup", up, true);
  };
}

// A form that closes takes thousands of pixels with it, and the page would stand two questions further down.
function bringIntoView(panel) {
  const bar = panel.querySelector(":scope > .kit-author-bar") ?? panel;
  setTimeout(() => bar.scrollIntoView({ block: "center" }), 100);
}

// Brings the cell that asks a question into view, which JupyterLab may not have drawn yet, and the keys to its buttons.
async function showQuestion(el, { id }) {
  const find = () =>
    [...document.querySelectorAll(`.kit-author .says-who[data-question="${CSS.escape(id)}"]`)]
      .map((card) => card.closest(".kit-author"))
      .find((panel) => panel?.querySelector(":scope > .kit-author-bar"));
  const notebook = notebookAround(el)?.panel.content;
  const asks = new RegExp(`\\bask\\(\\s*["']${id}["']`);
  const at = notebook?.widgets.findIndex(({ model }) => asks.test(model.sharedModel.getSource())) ?? -1;
  if (at >= 0) {
    notebook.activeCellIndex = at;
    await notebook.scrollToItem(at, "start");
  }
  const panel = find();
  panel?.scrollIntoView({ block: "start" });
  panel?.querySelector(":scope > .kit-author-bar button")?.focus({ preventScroll: true });
}

function notebookAround(el) {
  const app = window.jupyterapp;
  if (!app) return null;
  for (const panel of app.shell.widgets("main")) {
    if (panel.node.contains(el) && panel.content?.model?.sharedModel?.insertCell) return { app, panel };
  }
  return null;
}

function readCells(el) {
  const { cells } = notebookAround(el)?.panel.content.model.sharedModel ?? {};
  if (!cells) return { said: "failed" };
  const read = ({ cell_type, id, metadata, source }) => ({ cell_type, id, metadata, source });
  const withOutputs = (cell) => (cell.cell_type === "code" ? { ...cell, outputs: [], execution_count: null } : cell);
  return { said: "cells", cells: cells.map((cell) => withOutputs(read(cell.toJSON()))) };
}

// Carries out a plan: the cells as they shall be, each an old one by its number or a new one. What is new is run.
async function editCells(el, { plan }) {
  const found = notebookAround(el);
  if (!found) return "failed";
  const { app, panel } = found;
  const notebook = panel.content;
  const shared = notebook.model.sharedModel;
  const own = notebook.activeCell?.model.id;
  const order = shared.cells.map((_, number) => number);
  const toRun = [];
  shared.transact(() => {
    plan.forEach(({ at, source, cell }, place) => {
      if (cell) {
        shared.insertCell(place, cell);
        order.splice(place, 0, -1);
      } else {
        const from = order.indexOf(at, place);
        if (from !== place) {
          shared.moveCell(from, place);
          order.splice(place, 0, ...order.splice(from, 1));
        }
        if (source !== undefined) shared.cells[place].setSource(source);
      }
      if (cell?.cell_type === "code" || source !== undefined) toRun.push(place);
    });
    while (shared.cells.length > plan.length) shared.deleteCell(plan.length);
  });
  app.shell.activateById(panel.id);
  for (const place of toRun) {
    notebook.activeCellIndex = place;
    await app.commands.execute("notebook:run-cell");
  }
  const back = shared.cells.findIndex(({ id }) => id === own);
  if (back >= 0) notebook.activeCellIndex = back;
  await panel.context.save();
  return "edited";
}

// Opens another notebook in place of this one, and runs it where this one's file is gone: it is the same lesson.
async function goTo(el, { old, new: wanted, run }) {
  const found = notebookAround(el);
  if (!found) return;
  const { app, panel } = found;
  const { path } = panel.context;
  if (!path.endsWith(old)) return;
  const there = path.slice(0, -old.length) + wanted;
  await showFolder(app, there);
  const opened = await app.commands.execute("docmanager:open", { path: there });
  await panel.sessionContext.shutdown();
  panel.context.model.dirty = false;
  panel.dispose();
  if (!run) return;
  await opened.context.ready;
  await opened.sessionContext.ready;
  app.shell.activateById(opened.id);
  await app.commands.execute("notebook:run-all-cells");
  opened.content.activeCellIndex = 0;
  await opened.content.scrollToItem(0, "start");
}

// The list of files would say again and again that a folder is gone.
async function showFolder(app, file) {
  const path = file.split("/").slice(0, -1).join("/");
  await app.commands.execute("filebrowser:go-to-path", { path, dontShowBrowser: true }).catch(() => {});
}

function leaveFolder(el) {
  const found = notebookAround(el);
  if (found) showFolder(found.app, found.panel.context.path.split("/").slice(0, -1).join("/"));
}

function render({ model, el }) {
  let letGo = [];
  let isGone = false;
  const find = () => {
    const panel = el.closest(".kit-author");
    if (panel) letGo = [keepKeysInside, keepPresses].map((keep) => keep(panel));
    else if (!isGone) requestAnimationFrame(find);
  };
  find();
  const hear = async (message) => {
    const panel = el.closest(".kit-author");
    if (!panel) return;
    if (message.do === "show") bringIntoView(panel);
    if (message.do === "find") await showQuestion(el, message);
    if (message.do === "leave") leaveFolder(el);
    if (message.do === "go") await goTo(el, message);
    if (message.do === "edit") model.send({ said: await editCells(el, message).catch(() => "failed") });
    if (message.do === "cells") model.send(readCells(el));
  };
  model.on("msg:custom", hear);
  setTimeout(() => notebookAround(el) && model.send({ said: "open" }));
  return () => {
    isGone = true;
    model.off("msg:custom", hear);
    for (const each of letGo) each();
  };
}

export default { render };
