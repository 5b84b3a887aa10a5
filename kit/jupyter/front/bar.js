// The bar at the top of a lesson: where one is, and how one likes to read.

import { make, makeButton } from "./elements.js";
import { recall, remember } from "./memory.js";
import { say } from "./words.js";

const SIZES = [15, 17, 19, 22, 26]; // pixels

export class Bar {
  /**
   * @param {HTMLElement} root whose text grows
   * @param {any} themes
   * @param {{ notebook: () => void, contents: () => void, article: () => void, print: () => void }} acts
   */
  constructor(root, themes, acts) {
    this.root = root;
    this.name = make("p", { class: "sw-name" });
    this.count = make("p", { class: "sw-count" });
    this.fill = make("div", { class: "sw-fill" });
    this.track = make("div", { class: "sw-track", role: "progressbar", "aria-valuemin": 0 }, this.fill);
    this.contents = makeButton(say("contents"), acts.contents);
    this.contents.setAttribute("aria-expanded", "false");
    this.article = makeButton(say("article"), acts.article, "sw-drawer-button");
    this.article.setAttribute("aria-expanded", "false");
    const smaller = makeButton("A", () => this.resize(-1), "sw-smaller");
    const larger = makeButton("A", () => this.resize(1), "sw-larger");
    smaller.setAttribute("aria-label", say("smaller"));
    larger.setAttribute("aria-label", say("larger"));
    const theme = makeButton("", () => this.turn(), "sw-theme");
    this.print = makeButton(say("print"), acts.print);
    this.print.setAttribute("aria-expanded", "false");
    const notebook = makeButton(say("notebook"), acts.notebook);
    const tools = make("div", { class: "sw-tools", role: "group", "aria-label": say("tools") });
    tools.append(
      this.contents,
      this.article,
      smaller,
      larger,
      ...(themes ? [theme] : []),
      this.print,
      notebook,
    );
    this.element = make(
      "header",
      { class: "sw-bar" },
      make("div", { class: "sw-names" }, this.name, this.count),
      tools,
      this.track,
    );
    this.themes = themes;
    this.theme = theme;
    this.nameTheme();
    themes?.themeChanged.connect(this.nameTheme, this);
    this.size = Math.max(0, SIZES.indexOf(Number(recall("size", "17"))));
    this.resize(0);
  }

  /** @param {number} step */
  resize(step) {
    this.size = Math.min(SIZES.length - 1, Math.max(0, this.size + step));
    this.root.style.setProperty("--jp-content-font-size1", `${SIZES[this.size]}px`);
    if (step) remember("size", String(SIZES[this.size]));
  }

  isLight() {
    return !this.themes?.theme || this.themes.isLight(this.themes.theme);
  }

  turn() {
    this.themes.setTheme(this.isLight() ? "JupyterLab Dark" : "JupyterLab Light");
  }

  nameTheme() {
    this.theme.textContent = say(this.isLight() ? "dark" : "light");
  }

  /**
   * @param {string} title
   * @param {number} done
   * @param {number} total
   */
  show(title, done, total) {
    this.name.textContent = title;
    this.track.hidden = this.count.hidden = total === 0;
    const words = say("progress", { done, total });
    this.count.textContent = words;
    this.track.setAttribute("aria-label", words);
    this.track.setAttribute("aria-valuemax", String(total));
    this.track.setAttribute("aria-valuenow", String(done));
    this.fill.style.inlineSize = `${total ? (100 * done) / total : 0}%`;
  }

  leave() {
    this.themes?.themeChanged.disconnect(this.nameTheme, this);
  }
}
