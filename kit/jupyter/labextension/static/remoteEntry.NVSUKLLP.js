// Made from front/ by make front.
"use strict";
(() => {
  var __defProp = Object.defineProperty;
  var __getOwnPropNames = Object.getOwnPropertyNames;
  var __esm = (fn, res, err) => function __init() {
    if (err) throw err[0];
    try {
      return fn && (res = (0, fn[__getOwnPropNames(fn)[0]])(fn = 0)), res;
    } catch (e) {
      throw err = [e], e;
    }
  };
  var __export = (target, all) => {
    for (var name in all)
      __defProp(target, name, { get: all[name], enumerable: true });
  };

  // shared.js
  function borrowFrom(given) {
    scope = given;
  }
  async function borrow(name) {
    const versions = Object.values(scope[name] ?? {});
    const version = versions.find(({ loaded }) => loaded) ?? versions[versions.length - 1];
    if (!version) throw new Error(`${name} is not here`);
    return (await version.get())();
  }
  var scope;
  var init_shared = __esm({
    "shared.js"() {
      "use strict";
      scope = {};
    }
  });

  // kernel.js
  function expectDrive(workers) {
    if (!workers || !navigator.serviceWorker) return;
    const comes = workers.ready.then(() => navigator.serviceWorker.ready).catch(() => {
    });
    drive = Promise.race([comes, new Promise((go) => setTimeout(go, DRIVE_COMES_IN))]);
  }
  function driveIsThere() {
    return drive;
  }
  async function siteKernel() {
    const { PageConfig } = await borrow("@jupyterlab/coreutils");
    return PageConfig.getOption("saysWhoKernel");
  }
  async function hasKernel(app) {
    const { kernelspecs } = app.serviceManager;
    await kernelspecs.ready;
    return Boolean(kernelspecs.specs?.kernelspecs[await siteKernel() || SPEC]);
  }
  var SPEC, IN_VIEW, WIDGETS, DRIVE_COMES_IN, drive, ending, LessonKernel;
  var init_kernel = __esm({
    "kernel.js"() {
      "use strict";
      init_shared();
      SPEC = "says-who";
      IN_VIEW = 'import os\nos.environ["KIT_VIEW"] = "lesson"';
      WIDGETS = "application/vnd.jupyter.widget-view+json";
      DRIVE_COMES_IN = 15e3;
      drive = Promise.resolve();
      ending = /* @__PURE__ */ new Map();
      LessonKernel = class {
        /**
         * @param {any} app
         * @param {any} context the document's, of which the folder and the links are taken, never the kernel
         * @param {any} rendermime
         */
        constructor(app, context, rendermime) {
          this.app = app;
          this.context = context;
          this.rendermime = rendermime.clone();
          this.rendermime.latexTypesetter = null;
          this.session = null;
          this.starting = null;
          this.onRestart = () => {
          };
          this.mayBeReplaced = true;
        }
        /** Of a session of its own beside the notebook's. */
        get path() {
          return `${this.context.localPath}#lesson`;
        }
        /** Starts the kernel, or waits for the one that starts. Rejects where it cannot be had. */
        start() {
          this.starting ??= this.startNow().catch((reason) => {
            this.starting = null;
            throw reason;
          });
          return this.starting;
        }
        async startNow() {
          const { serviceManager } = this.app;
          const [ofSite, { SessionContext }, { Signal }, manager, outputs, { Widget }] = await Promise.all([
            siteKernel(),
            borrow("@jupyterlab/apputils"),
            borrow("@lumino/signaling"),
            borrow("@jupyter-widgets/jupyterlab-manager"),
            borrow("@jupyterlab/outputarea"),
            borrow("@lumino/widgets")
          ]);
          this.outputs = outputs;
          this.Widget = Widget;
          await Promise.all([drive, ending.get(this.path)]);
          const session = new SessionContext({
            kernelManager: serviceManager.kernels,
            sessionManager: serviceManager.sessions,
            specsManager: serviceManager.kernelspecs,
            path: this.path,
            name: this.context.localPath,
            type: "lesson",
            kernelPreference: { name: ofSite || SPEC, autoStartDefault: false }
          });
          let why = "its kernel is not installed";
          session._displayKernelError = async (message) => {
            why = message || why;
          };
          if (await session.initialize()) throw new Error(why);
          const standIn = this.rendermime.getFactory(WIDGETS);
          const context = {
            sessionContext: session,
            saveState: new Signal({}),
            // nothing is saved
            model: { getMetadata: () => void 0 },
            // no widget comes out of the file
            urlResolver: this.context.urlResolver
          };
          const widgets = manager.registerWidgetManager(context, this.rendermime, []);
          session.disposed.connect(() => widgets.dispose());
          while (this.rendermime.getFactory(WIDGETS) === standIn) await new Promise((go) => setTimeout(go));
          session.statusChanged.connect((_, status) => {
            if (status === "autorestarting" || status === "restarting") this.hasRestarted = true;
            if (status === "idle" && this.hasRestarted) {
              this.hasRestarted = false;
              this.onRestart();
            }
            if (status === "dead") this.replace(session);
          });
          session.sessionChanged.connect((_, { newValue }) => {
            if (!newValue) this.replace(session);
          });
          if (ofSite) await session.session?.kernel?.requestExecute({ code: IN_VIEW, silent: true }).done;
          this.session = session;
          return session;
        }
        /**
         * Takes a new kernel for one that the server took away. Where that one never runs anything either, the next would
         * only go the same way.
         * @param {any} session
         */
        replace(session) {
          if (session !== this.session || !this.mayBeReplaced) return;
          this.mayBeReplaced = false;
          this.stop();
          this.onRestart();
        }
        /**
         * Makes an empty area for what a piece prints.
         * @param {HTMLElement} place
         */
        makeArea(place) {
          const { OutputAreaModel, SimplifiedOutputArea, OutputArea } = this.outputs;
          const model = new OutputAreaModel({ trusted: true });
          const { defaultContentFactory: contentFactory } = OutputArea;
          const area = new SimplifiedOutputArea({ model, rendermime: this.rendermime, contentFactory });
          this.Widget.attach(area, place);
          return area;
        }
        /**
         * Runs a piece. Whether it went well.
         * @param {string} code
         * @param {any} area
         */
        async run(code, area) {
          const kernel = this.session?.session?.kernel;
          if (!kernel) return false;
          const content = { code, stop_on_error: false, store_history: false, allow_stdin: false };
          const future = kernel.requestExecute(content, false);
          if (area) area.future = future;
          const reply = await future.done.catch(() => null);
          if (reply) this.mayBeReplaced = true;
          return reply?.content.status === "ok";
        }
        /** Lets the kernel go. What was answered is on disk, and what was typed is kept by the browser. */
        stop() {
          const { starting } = this;
          this.session = this.starting = null;
          const ended = starting?.then((session) => this.end(session)).catch(() => {
          });
          if (ended) ending.set(this.path, ended);
        }
        /** @param {any} session */
        async end(session) {
          if (this.session === session) this.session = null;
          const { id } = session.session ?? {};
          const gone = id && this.app.serviceManager.sessions.shutdown(id);
          session.dispose();
          await gone;
        }
      };
    }
  });

  // trust.js
  async function areTrusted(app, context, cells, trust = false) {
    try {
      if (await siteKernel()) return trust;
      const { ServerConnection } = await borrow("@jupyterlab/services");
      const { serverSettings } = app.serviceManager;
      const address = `${serverSettings.baseUrl}says-who/foreign-cells`;
      const body = JSON.stringify({ path: context.localPath, cells, trust });
      const reply = await ServerConnection.makeRequest(address, { method: "POST", body }, serverSettings);
      return reply.ok && (await reply.json()).trusted === true;
    } catch {
      return false;
    }
  }
  var init_trust = __esm({
    "trust.js"() {
      "use strict";
      init_kernel();
      init_shared();
    }
  });

  // author.js
  function runForAuthor(app, tracker, exercise) {
    if (exercise)
      tracker.widgetAdded.connect(
        (_, panel) => run(app, panel, exercise)
      );
  }
  async function run(app, panel, exercise) {
    const { context, content, sessionContext } = panel;
    await context.ready;
    const { lesson } = context.model.getMetadata("says_who") ?? {};
    if (typeof lesson !== "string" || lesson.split("/")[0] !== exercise) return;
    const code = context.model.sharedModel.cells.filter((cell) => cell.cell_type === "code");
    if (!await areTrusted(
      app,
      context,
      code.map((cell) => cell.getSource())
    ))
      return;
    await sessionContext.ready;
    const { NotebookActions } = await borrow("@jupyterlab/notebook");
    await NotebookActions.runAll(content, sessionContext);
    content.activeCellIndex = 0;
    await content.scrollToItem(0, "start");
  }
  var init_author = __esm({
    "author.js"() {
      "use strict";
      init_shared();
      init_trust();
    }
  });

  // dialogs.js
  async function closeWhatAsksNothing(isReading) {
    const { Dialog } = await borrow("@jupyterlab/apputils");
    const close = (dialog) => {
      const asks = dialog.node.querySelectorAll(".jp-Dialog-button").length > 1;
      if (isReading() && dialog.isAttached && !asks) dialog.reject();
    };
    Dialog.tracker.widgetAdded.connect((_, dialog) => {
      setTimeout(() => close(dialog));
    });
  }
  var init_dialogs = __esm({
    "dialogs.js"() {
      "use strict";
      init_shared();
    }
  });

  // memory.js
  function recall(name, fallback) {
    try {
      return localStorage.getItem(PREFIX + name) ?? fallback;
    } catch {
      return fallback;
    }
  }
  function remember(name, value) {
    try {
      localStorage.setItem(PREFIX + name, value);
    } catch {
    }
  }
  var PREFIX;
  var init_memory = __esm({
    "memory.js"() {
      "use strict";
      PREFIX = "says-who/lesson-view/";
    }
  });

  // elements.js
  function make(tag, traits = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(traits)) {
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (value !== void 0) element.setAttribute(name, String(value));
    }
    element.append(...children);
    return element;
  }
  function makeButton(words, onclick, look = "") {
    return make("button", { type: "button", class: `sw-button ${look}`.trim(), onclick }, words);
  }
  var init_elements = __esm({
    "elements.js"() {
      "use strict";
    }
  });

  // words.json
  var words_default;
  var init_words = __esm({
    "words.json"() {
      words_default = {
        en: {
          again: "Try again",
          answered_all: "You have answered all {total} questions.",
          article: "Article",
          article_whole: "The article",
          back: "Back",
          beside: "Read it beside this text.",
          close: "Close",
          contents: "Contents",
          continue: "You have answered {done} of {total} questions. You are at question {number}.",
          dark: "Dark",
          deal: "Deal again",
          end: "End of the lesson",
          foreign: "This cell is not part of the kit. It waits, because it could do anything on this computer.",
          foreign_always: "Always run what this notebook holds now",
          foreign_changed: "It is not trusted: the file holds something else by now, or cannot be read. Reload the page.",
          foreign_run: "Run it this once",
          held: "This appears when you have answered the question above.",
          kept: "Your answers are kept as you give them. There is nothing to save.",
          larger: "Larger text",
          later: "Question {number}",
          light: "Light",
          next: "Next",
          no_kernel: "The questions could not be opened: {reason}",
          not_shown: "This part could not be shown.",
          notebook: "Notebook view",
          onward: "On to: {lesson}",
          opening: "Opening the questions …",
          page: "Lesson view",
          print: "Print",
          print_answers: "With my answers",
          print_blank: "Blank, to fill in by hand",
          progress: "{done} of {total} answered",
          question: "Question {number} of {total}",
          skip: "Leave it for later",
          smaller: "Smaller text",
          start: "Start",
          tools: "How to read this lesson"
        },
        fr: {
          again: "Réessayer",
          answered_all: "Tu as répondu aux {total} questions.",
          article: "Article",
          article_whole: "L’article",
          back: "Retour",
          beside: "Lis-le à côté de ce texte.",
          close: "Fermer",
          contents: "Sommaire",
          continue: "Tu as répondu à {done} questions sur {total}. Tu en es à la question {number}.",
          dark: "Sombre",
          deal: "Redistribuer",
          end: "Fin de la leçon",
          foreign: "Cette cellule ne fait pas partie du kit. Elle attend, car elle pourrait faire n’importe quoi sur cet ordinateur.",
          foreign_always: "Toujours exécuter ce que ce notebook contient maintenant",
          foreign_changed: "Il n’est pas approuvé : le fichier contient autre chose à présent, ou est illisible. Rechargez la page.",
          foreign_run: "L’exécuter cette fois",
          held: "Ceci apparaît quand tu as répondu à la question ci-dessus.",
          kept: "Tes réponses sont gardées à mesure que tu les donnes. Il n’y a rien à enregistrer.",
          larger: "Texte plus grand",
          later: "Question {number}",
          light: "Clair",
          next: "Suivant",
          no_kernel: "Les questions n’ont pas pu être ouvertes : {reason}",
          not_shown: "Cette partie n’a pas pu être affichée.",
          notebook: "Vue carnet",
          onward: "Continuer : {lesson}",
          opening: "Ouverture des questions…",
          page: "Vue leçon",
          print: "Imprimer",
          print_answers: "Avec mes réponses",
          print_blank: "Vierge, à remplir à la main",
          progress: "{done} réponses sur {total}",
          question: "Question {number} sur {total}",
          skip: "Plus tard",
          smaller: "Texte plus petit",
          start: "Commencer",
          tools: "Comment lire cette leçon"
        }
      };
    }
  });

  // words.js
  function speak(...wanted) {
    const codes = wanted.filter(Boolean).map((code) => code.toLowerCase().replaceAll("_", "-"));
    const names = codes.flatMap((code) => [code.split(/[.@]/)[0], code.split(/[-.@]/)[0]]);
    language = names.find((name) => name in WORDS) ?? "en";
    return language;
  }
  function say(name, gaps = {}) {
    const words = WORDS[language][name] || words_default.en[name];
    return words.replace(/\{(\w+)\}/g, (gap, key) => String(gaps[key] ?? gap));
  }
  var WORDS, language;
  var init_words2 = __esm({
    "words.js"() {
      "use strict";
      init_words();
      WORDS = /** @type {Record<string, Partial<Record<Name, string>>>} */
      words_default;
      language = "en";
    }
  });

  // article.js
  var Article;
  var init_article = __esm({
    "article.js"() {
      "use strict";
      init_elements();
      init_words2();
      Article = class {
        /** @param {() => void} close */
        constructor(close) {
          this.body = make("div", {
            class: "sw-article-body",
            tabindex: 0,
            role: "region",
            "aria-label": say("article_whole")
          });
          const name = make("h2", { class: "sw-article-name" }, say("article_whole"));
          const top = make("div", { class: "sw-article-top" }, name, makeButton(say("close"), close, "sw-close"));
          this.element = make(
            "aside",
            { class: "sw-article", "aria-label": say("article"), hidden: "" },
            top,
            this.body
          );
          this.wanted = [];
        }
        /** Marks segments, and brings the first of them into view. @param {string[]} ids */
        mark(ids) {
          this.wanted = ids;
          let first = null;
          for (
            const segment of
            /** @type {NodeListOf<HTMLElement>} */
            this.body.querySelectorAll("blockquote > p")
          ) {
            const id = segment.querySelector("b")?.textContent ?? "";
            const isMarked = ids.includes(id);
            segment.classList.toggle("sw-marked", isMarked);
            if (isMarked) first ??= segment;
          }
          if (!first) return;
          const { body } = this;
          const top = first.getBoundingClientRect().top - body.getBoundingClientRect().top;
          const bottom = top + first.offsetHeight;
          if (top < 0 || bottom > body.clientHeight) body.scrollTop += top - body.clientHeight / 4;
        }
        again() {
          this.mark(this.wanted);
        }
      };
    }
  });

  // bar.js
  var SIZES, Bar;
  var init_bar = __esm({
    "bar.js"() {
      "use strict";
      init_elements();
      init_memory();
      init_words2();
      SIZES = [15, 17, 19, 22, 26];
      Bar = class {
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
            ...themes ? [theme] : [],
            this.print,
            notebook
          );
          this.element = make(
            "header",
            { class: "sw-bar" },
            make("div", { class: "sw-names" }, this.name, this.count),
            tools,
            this.track
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
          this.fill.style.inlineSize = `${total ? 100 * done / total : 0}%`;
        }
        leave() {
          this.themes?.themeChanged.disconnect(this.nameTheme, this);
        }
      };
    }
  });

  // calls.json
  var calls_default;
  var init_calls = __esm({
    "calls.json"() {
      calls_default = {
        functions: {
          course: "answers",
          lesson: "lesson",
          report: "answers",
          review: "deal"
        },
        methods: {
          ask: "question",
          ask_again: "question",
          calendar: "tells",
          chain: "tells",
          compare_evidence: "tells",
          compare_ranges: "tells",
          count_evidence: "tells",
          evidence: "text",
          fact_check_note: "answers",
          hand_in: "form",
          how_it_went: "answers",
          outlets: "tells",
          plot_ranges: "tells",
          progress: "progress",
          read: "text",
          report: "answers",
          score_forecast: "answers",
          stop: "text",
          swap: "tells",
          table: "text",
          whole_article: "text"
        },
        keywords: {
          lesson: ["language"]
        }
      };
    }
  });

  // calls.js
  function knowNothing() {
    return { functions: /* @__PURE__ */ new Set(), lessons: /* @__PURE__ */ new Set() };
  }
  function readCell(source, known) {
    const tokens = source.length <= LONGEST ? split(source) : null;
    if (!tokens) return null;
    const now = { functions: new Set(known.functions), lessons: new Set(known.lessons) };
    const reader = new Reader(tokens, now);
    const statements = reader.statements();
    if (!statements) return null;
    known.functions = now.functions;
    known.lessons = now.lessons;
    const last = statements[statements.length - 1];
    return last ? { ...last, code: statements.map(({ code }) => code).join("\n") } : null;
  }
  function split(source) {
    const tokens = [];
    let depth = 0;
    TOKEN.lastIndex = 0;
    while (TOKEN.lastIndex < source.length) {
      const start = TOKEN.lastIndex;
      const groups = TOKEN.exec(source)?.groups;
      const kind = groups && Object.keys(groups).find((name) => groups[name] !== void 0);
      if (!kind) return null;
      const text = groups[kind];
      if (kind === "space" && depth === 0 && (start === 0 || source[start - 1] === "\n")) return null;
      if (text === "(") depth += 1;
      if (text === ")") depth -= 1;
      if (kind === "line" && depth > 0) continue;
      if (kind !== "space" && kind !== "comment") tokens.push({ kind, text });
    }
    tokens.push({ kind: "line", text: "\n" });
    return tokens;
  }
  function writeString(text) {
    const signs = [...text].map((sign) => {
      const code = (
        /** @type {number} */
        sign.codePointAt(0)
      );
      const isPlain = code >= 32 && code < 127 && sign !== '"' && sign !== "\\";
      return isPlain ? sign : `\\U${code.toString(16).padStart(8, "0")}`;
    });
    return `"${signs.join("")}"`;
  }
  var LONGEST, TOKEN, FUNCTIONS, METHODS, KEYWORDS, Reader;
  var init_calls2 = __esm({
    "calls.js"() {
      "use strict";
      init_calls();
      LONGEST = 4e3;
      TOKEN = /(?<space>[ \t]+)|(?<comment>#[^\r\n]*)|(?<line>\r?\n)|(?<name>[A-Za-z_][A-Za-z0-9_]*)|(?<string>"[^"\\\p{Cc}]*"|'[^'\\\p{Cc}]*')|(?<number>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?![\w.]))|(?<sign>[(),.=])/uy;
      FUNCTIONS = new Map(Object.entries(calls_default.functions));
      METHODS = new Map(Object.entries(calls_default.methods));
      KEYWORDS = new Map(Object.entries(calls_default.keywords));
      Reader = class {
        /**
         * @param {Token[]} tokens
         * @param {Known} known
         */
        constructor(tokens, known) {
          this.tokens = tokens;
          this.known = known;
          this.at = 0;
        }
        /** @returns {Call[] | null} */
        statements() {
          const all = [];
          while (this.at < this.tokens.length) {
            if (this.take("line")) continue;
            const statement = this.statement();
            if (!statement || !this.take("line")) return null;
            all.push(statement);
          }
          return all;
        }
        /**
         * @param {string} kind
         * @param {string} [text]
         * @returns {string | null}
         */
        take(kind, text) {
          const token = this.tokens[this.at];
          if (token?.kind !== kind || text !== void 0 && token.text !== text) return null;
          this.at += 1;
          return token.text;
        }
        /** @returns {Call | null} */
        statement() {
          const name = this.take("name");
          if (name === "from") return this.imported();
          if (!name) return null;
          if (this.take("sign", "=")) return this.assigned(name);
          return this.call(name);
        }
        /** @returns {Call | null} */
        imported() {
          if (!this.take("name", "kit") || !this.take("name", "import")) return null;
          const names = [];
          do {
            const name = this.take("name");
            if (!name || !FUNCTIONS.has(name) || this.known.lessons.has(name)) return null;
            names.push(name);
          } while (this.take("sign", ","));
          for (const name of names) this.known.functions.add(name);
          return { role: "setup", code: `from kit import ${names.join(", ")}`, name: "", lesson: "" };
        }
        /**
         * @param {string} name
         * @returns {Call | null}
         */
        assigned(name) {
          if (FUNCTIONS.has(name) || !this.take("name", "lesson")) return null;
          const opened = this.function("lesson");
          if (!opened) return null;
          this.known.lessons.add(name);
          return { role: "setup", code: `${name} = ${opened}`, name: "lesson", lesson: name };
        }
        /**
         * @param {string} name
         * @returns {Call | null}
         */
        call(name) {
          if (this.known.lessons.has(name)) return this.method(name, name);
          const role = FUNCTIONS.get(name);
          const code = role && this.function(name);
          if (!code) return null;
          return role === "lesson" ? this.method(code, "") : { role, code, name, lesson: "" };
        }
        /** @param {string} name */
        function(name) {
          if (!this.known.functions.has(name)) return null;
          const given = this.given(KEYWORDS.get(name));
          return given === null ? null : `${name}${given}`;
        }
        /**
         * @param {string} subject
         * @param {string} lesson
         * @returns {Call | null}
         */
        method(subject, lesson) {
          const name = this.take("sign", ".") && this.take("name");
          const role = name ? METHODS.get(name) : void 0;
          const given = role && this.given();
          return name && role && given ? { role, code: `${subject}.${name}${given}`, name, lesson } : null;
        }
        /**
         * What stands in the brackets of a call: literals only.
         * @param {string[]} [keywords] the only names that may be given, where not all may
         */
        given(keywords) {
          if (!this.take("sign", "(")) return null;
          const all = [];
          while (!this.take("sign", ")")) {
            const name = this.nameGiven();
            const value = this.literal();
            if (value === null || name && keywords && !keywords.includes(name)) return null;
            all.push(name ? `${name}=${value}` : value);
            if (!this.take("sign", ",") && this.tokens[this.at]?.text !== ")") return null;
          }
          return `(${all.join(", ")})`;
        }
        nameGiven() {
          const next = this.tokens[this.at + 1];
          if (next?.kind !== "sign" || next.text !== "=") return "";
          const name = this.take("name");
          if (name) this.at += 1;
          return name ?? "";
        }
        literal() {
          const string = this.take("string");
          if (string) return writeString(string.slice(1, -1));
          return this.take("number") ?? this.take("name", "True") ?? this.take("name", "False");
        }
      };
    }
  });

  // pieces.js
  function cellOf(hash) {
    return decodeURIComponent(/^#?cell-id=(.+)$/.exec(hash)?.[1] ?? "");
  }
  function readLesson(cells) {
    const pieces = readPieces(cells);
    const setup = pieces.all.filter(({ role }) => role === "setup");
    const shown = pieces.all.filter(({ role }) => role !== "setup" && role !== "progress");
    const steps = cutSteps(shown);
    const title = steps.map(({ heading }) => heading).find(Boolean) ?? "";
    return { steps, setup, lesson: pieces.lesson, title };
  }
  function languageOf(cells) {
    const opened = readPieces(cells).all.find(({ role, name }) => role === "setup" && name === "lesson");
    return /\blanguage="([\w.-]+)"/.exec(opened?.code ?? "")?.[1] ?? "";
  }
  function readPieces(cells) {
    const known = knowNothing();
    const all = [];
    let lesson = "";
    for (const { id: cell = "", cell_type: type, source: given, metadata } of cells) {
      const source = Array.isArray(given) ? given.join("") : given;
      if (!source.trim() || metadata?.tags?.includes(NOTEBOOK_ONLY)) continue;
      if (type === "markdown") all.push({ role: "prose", source, code: "", name: "", cell });
      if (type !== "code") continue;
      const call = readCell(source, known);
      if (call) lesson ||= call.lesson;
      all.push(
        call ? { role: call.role, source, code: call.code, name: call.name, cell } : { role: "foreign", source, code: "", name: "", cell }
      );
    }
    return { all, lesson };
  }
  function cutSteps(pieces) {
    const steps = [];
    let step = newStep();
    for (const [at, piece] of pieces.entries()) {
      if (step.question && (piece.role === "question" || !belongsAfter(pieces, at))) {
        steps.push(step);
        step = newStep();
      }
      if (piece.role === "question") step.question = piece;
      else if (step.question) step.after.push(piece);
      else step.before.push(piece);
    }
    if (step.question || step.before.length) steps.push(step);
    for (const each of steps) each.heading = headingOf(each.before);
    return steps;
  }
  function newStep() {
    return { before: [], question: null, after: [], heading: "" };
  }
  function belongsAfter(pieces, at) {
    for (const { role, source } of pieces.slice(at)) {
      if (role === "question") return false;
      if (role === "prose" && isHeading(source)) return source !== pieces[at].source;
    }
    return true;
  }
  function isHeading(source) {
    return /^#{1,6}\s/.test(source.trimStart());
  }
  function headingOf(pieces) {
    for (const { role, source } of pieces) {
      const heading = role === "prose" && /^#{1,6}\s+(.+)$/m.exec(source)?.[1];
      if (heading) return heading.replace(/[*_`]|\s#+$/g, "").trim();
    }
    return "";
  }
  var NOTEBOOK_ONLY;
  var init_pieces = __esm({
    "pieces.js"() {
      "use strict";
      init_calls2();
      NOTEBOOK_ONLY = "notebook-view";
    }
  });

  // printed.js
  async function show(kernel, code, place) {
    if (!kernel.session || !place.isConnected) return;
    place.style.minBlockSize = `${place.offsetHeight}px`;
    clear(place);
    const area = kernel.makeArea(place);
    areas.set(place, area);
    const isShown = await kernel.run(code, area);
    requestAnimationFrame(() => place.style.removeProperty("min-block-size"));
    if (isShown || area.isDisposed) return;
    const again = makeButton(say("again"), () => show(kernel, code, place));
    clear(place);
    place.append(make("p", { class: "sw-wait", role: "note" }, say("not_shown"), " ", again));
  }
  function asMarkdown(place) {
    const model = areas.get(place)?.model;
    const all = Array.from({ length: model?.length ?? 0 }, (_, at) => model.get(at).data["text/markdown"]);
    return all.filter(Boolean).join("\n\n");
  }
  function clear(place) {
    areas.get(place)?.dispose();
    areas.delete(place);
    place.replaceChildren();
  }
  var areas;
  var init_printed = __esm({
    "printed.js"() {
      "use strict";
      init_elements();
      init_words2();
      areas = /* @__PURE__ */ new WeakMap();
    }
  });

  // step.js
  async function renderMarkdown(rendermime, source, place) {
    const { Widget } = await borrow("@lumino/widgets");
    const renderer = rendermime.createRenderer("text/markdown");
    await renderer.renderModel(rendermime.createModel({ data: { "text/markdown": source } }));
    place.replaceChildren();
    Widget.attach(renderer, place);
  }
  var AT_ONCE, WITH_ANSWERS, StepView, PieceView;
  var init_step = __esm({
    "step.js"() {
      "use strict";
      init_elements();
      init_printed();
      init_shared();
      init_words2();
      AT_ONCE = ["text", "deal"];
      WITH_ANSWERS = ["answers", "form"];
      StepView = class {
        /**
         * @param {Step} step
         * @param {number} number of its question, or 0
         * @param {any} rendermime
         * @param {LessonKernel} kernel
         * @param {{ answered: (view: StepView) => void, changed: () => void, logged: () => void, drawn: (view: StepView) => void, trusted: () => Promise<boolean> }} hear
         */
        constructor(step, number, rendermime, kernel, hear) {
          this.step = step;
          this.number = number;
          this.heading = step.heading;
          this.rendermime = rendermime;
          this.kernel = kernel;
          this.hear = hear;
          this.isQuestion = step.question !== null;
          this.isAnswered = false;
          this.isOpen = false;
          this.element = make("section", { class: "sw-step", tabindex: -1, hidden: "" });
          if (number) this.element.setAttribute("aria-label", say("later", { number }));
          this.host = make("div", { class: "sw-question" });
          this.paper = make("div", { class: "sw-paper" });
          this.pieces = [];
          this.observer = new MutationObserver(() => this.look());
          this.verdict = "";
          this.turn = "";
          this.hasCard = false;
        }
        /** Draws the prose, and a place for all that the kernel will print. */
        draw() {
          const before = this.step.before.map((piece) => new PieceView(piece, this, false));
          const after = this.step.after.map((piece) => new PieceView(piece, this, true));
          this.pieces = [...before, ...after];
          const asked = this.step.question ? [this.host, this.paper] : [];
          const elements = [...before.map((p) => p.element), ...asked, ...after.map((p) => p.element)];
          this.element.append(...elements);
          for (const piece of this.pieces) piece.drawProse();
          this.observer.observe(this.host, { subtree: true, childList: true, attributeFilter: ["data-turn"] });
        }
        /** Shows, instead of any copy, that the question is being opened. */
        wait() {
          this.hasCard = false;
          this.host.style.minBlockSize = `${this.host.offsetHeight}px`;
          clear(this.host);
          if (this.isQuestion) this.host.append(make("p", { class: "sw-wait" }, say("opening")));
          for (const piece of this.pieces) piece.isDrawn = false;
        }
        /** @param {string} words */
        fail(words) {
          if (this.isQuestion) this.host.replaceChildren(make("p", { class: "sw-wait", role: "alert" }, words));
        }
        /** Lets the question live. */
        async ask() {
          if (!this.step.question) return;
          await show(this.kernel, this.step.question.code, this.host);
          await this.appeared();
          this.host.style.minBlockSize = "";
          this.look();
          this.drawOpen();
          this.hear.drawn(this);
        }
        /** Waits until the card is drawn, which the kernel's word alone does not say. */
        appeared() {
          return new Promise((done) => {
            const end = performance.now() + 3e3;
            const look = () => {
              if (this.card() || this.host.querySelector("[role=note]") || performance.now() > end) done(null);
              else setTimeout(look, 10);
            };
            look();
          });
        }
        card() {
          return (
            /** @type {HTMLElement | null} */
            this.host.querySelector(".says-who")
          );
        }
        /** Looks at the card after each change of it. */
        look() {
          const card = this.card();
          if (!card) return;
          const verdict = card.dataset.verdict ?? "";
          const isKept = card.querySelector(".saved")?.textContent && !card.hasAttribute("data-older");
          const isSaved = verdict !== "" || Boolean(isKept);
          const turn = card.dataset.turn ?? "";
          const isLater = this.hasCard && turn !== this.turn;
          const isNews = isLater && verdict !== "" && (verdict !== this.verdict || verdict === "saved");
          this.hasCard = true;
          this.verdict = verdict;
          this.turn = turn;
          if (isSaved && !this.isAnswered) {
            this.isAnswered = true;
            this.element.classList.add("sw-answered");
            this.drawOpen();
            this.hear.changed();
          }
          if (isLater) this.hear.logged();
          if (isNews) this.hear.answered(this);
        }
        /** @param {boolean} isOpen */
        open(isOpen) {
          this.isOpen = isOpen;
          this.element.hidden = !isOpen;
          if (isOpen) this.drawOpen();
        }
        drawOpen() {
          if (!this.isOpen || !this.kernel.session) return;
          for (const piece of this.pieces) piece.drawIfDue();
        }
        /** What depends on answers is no longer what it was. */
        outdate() {
          for (const piece of this.pieces) piece.outdate();
          if (this.isOpen) {
            for (const piece of this.pieces) if (piece.piece.role === "answers") piece.drawIfDue();
          }
        }
        /**
         * Draws what tells nothing about answers, in a step that is not open yet, too.
         * @param {(name: string) => boolean} is which of it
         */
        async drawTexts(is = () => true) {
          if (!this.kernel.session) return;
          const texts = this.pieces.filter(({ piece }) => piece.role === "text" && is(piece.name));
          await Promise.all(texts.map((piece) => piece.drawIfDue()));
        }
        /** Draws the question as it stands on paper, with nothing entered. */
        async drawPaper() {
          const source = asMarkdown(this.host);
          this.paper.classList.toggle("sw-writing", this.card()?.dataset.kind === "write");
          if (source) await renderMarkdown(this.rendermime, source, this.paper);
        }
        /** The sources of the cells that are not the kit's. */
        foreign() {
          return this.pieces.filter(({ piece }) => piece.role === "foreign").map(({ piece }) => piece.source);
        }
        /** From now on they run like all others. */
        trust() {
          for (const piece of this.pieces) piece.isTrusted = piece.piece.role === "foreign";
          this.drawOpen();
        }
        /** How far the question lies below the start of the step, in pixels. */
        lead() {
          return this.host.getBoundingClientRect().top - this.element.getBoundingClientRect().top;
        }
        /** How much height it takes to see what is asked, from the start of the step on, above what lies over it. */
        untilAsked() {
          const card = this.host.querySelector(".says-who[data-verdict='']");
          const stem = card?.querySelector(".stem");
          if (!card || !stem) return 0;
          const over = [...card.querySelectorAll(".chips, .buttons")].map((e) => e.getBoundingClientRect().height);
          const end = stem.getBoundingClientRect().bottom - this.element.getBoundingClientRect().top;
          return over.reduce((sum, height) => sum + height, end);
        }
        /** The way on stands right after the question, so that the next key from its last button reaches it. */
        /** @param {HTMLElement} way */
        placeWay(way) {
          if (this.isQuestion && this.step.after.length === 0) this.host.after(way);
          else this.element.append(way);
        }
        /** The segments that the question shows, else those that are read before it. */
        segments() {
          const shown = this.host.querySelectorAll(".segment-id");
          const read = this.element.querySelectorAll("[data-call=read] blockquote > p > b");
          return [...shown.length ? shown : read].map((name) => name.textContent?.trim() ?? "").filter(Boolean);
        }
        /** The link to the next lesson, where the last words of this step have one. */
        onward() {
          const last = [...this.element.querySelectorAll(".sw-prose")].at(-1);
          const link = last?.querySelector("a[href*='.ipynb']:not(.jp-InternalAnchorLink)");
          return (
            /** @type {HTMLAnchorElement | null} */
            link ?? null
          );
        }
        leave() {
          clear(this.host);
          for (const { place } of this.pieces) clear(place);
          this.observer.disconnect();
        }
      };
      PieceView = class {
        /**
         * @param {Piece} piece
         * @param {StepView} step
         * @param {boolean} isAfter whether it looks back at the question of its step
         */
        constructor(piece, step, isAfter) {
          this.piece = piece;
          this.step = step;
          this.isAfter = isAfter;
          this.isDrawn = false;
          this.isTrusted = false;
          this.place = make("div", { class: "sw-printed" });
          this.element = make("div", { class: `sw-piece sw-${piece.role}` });
          if (piece.name) this.element.dataset.call = piece.name;
        }
        async drawProse() {
          const { role, source } = this.piece;
          if (role === "foreign") return this.offerForeign();
          if (role !== "prose") return;
          if (this.isAfter) this.element.hidden = true;
          await renderMarkdown(this.step.rendermime, source, this.element);
        }
        /** Code that is not the kit's waits for a person. */
        offerForeign() {
          const run2 = makeButton(say("foreign_run"), () => show(this.step.kernel, this.piece.source, this.place));
          const always = makeButton(say("foreign_always"), async () => {
            if (!await this.step.hear.trusted()) said.textContent = say("foreign_changed");
          });
          const code = make("pre", { tabindex: 0 }, this.piece.source);
          const said = make("p", { class: "sw-wait", role: "status" });
          this.element.append(make("p", {}, say("foreign")), code, run2, " ", always, said, this.place);
        }
        outdate() {
          if (WITH_ANSWERS.includes(this.piece.role)) this.isDrawn = false;
        }
        /** Draws what may be seen by now, and has not been drawn. @returns {Promise<void> | undefined} */
        drawIfDue() {
          const { role, source } = this.piece;
          const code = this.isTrusted ? source : this.piece.code;
          const mayBeSeen = !this.isAfter || this.step.isAnswered;
          if (role === "prose") this.element.hidden = !mayBeSeen;
          if (role === "prose" || role === "foreign" && !this.isTrusted || this.isDrawn) return void 0;
          if (!mayBeSeen) {
            const isPicture = !AT_ONCE.includes(role);
            this.element.replaceChildren(...isPicture ? [make("p", { class: "sw-wait" }, say("held"))] : []);
            return void 0;
          }
          this.isDrawn = true;
          const again = role === "deal" ? [makeButton(say("deal"), () => this.drawAgain())] : [];
          const beside = this.piece.name === "read" ? [make("p", { class: "sw-beside" }, say("beside"))] : [];
          this.element.replaceChildren(...beside, this.place, ...again);
          return show(this.step.kernel, code, this.place).then(() => this.step.hear.drawn(this.step));
        }
        drawAgain() {
          this.isDrawn = false;
          this.drawIfDue();
        }
      };
    }
  });

  // style.css
  var style_default;
  var init_style = __esm({
    "style.css"() {
      style_default = `/* The lesson as a page, above the application: colours are those of JupyterLab's theme. */

.sw-held {
  visibility: hidden;
}

.sw-lesson {
  --sw-ink: var(--jp-content-font-color1, #1f1f1f);
  --sw-soft: #595959;
  --sw-paper: var(--jp-layout-color1, #fff);
  --sw-desk: #f5f5f3;
  --sw-line: #d9d9d6;
  --sw-link: #0b57a8;
  --sw-button: #0b5cad;
  --sw-button-ink: #fff;
  --sw-marked: #fff3c4;
  --sw-marked-ink: #1f1b0c;

  position: fixed;
  inset: 0;
  z-index: 1000;
  display: flex;
  flex-direction: column;
  background: var(--sw-paper);
  color: var(--sw-ink);
  font-family: var(--jp-content-font-family, system-ui, sans-serif);
  font-size: var(--jp-content-font-size1, 17px);
  line-height: 1.6;
}

.sw-paper {
  display: none;
}

@media not print {
  body[data-jp-theme-light="false"] .sw-lesson {
    --sw-ink: var(--jp-content-font-color1, #ececec);
    --sw-soft: #bdbdbd;
    --sw-desk: #1b1b1b;
    --sw-line: #424242;
    --sw-link: #8cc2ff;
    --sw-button: #8cc2ff;
    --sw-button-ink: #0a1a2b;
    --sw-marked: #4a3d0c;
    --sw-marked-ink: #fbf3d6;

    color-scheme: dark;
  }
}

.sw-lesson [hidden]:not([hidden="until-found"]),
.sw-lesson[hidden] {
  /* biome-ignore lint/complexity/noImportantStyles: what is hidden stays so, whatever it is laid out as */
  display: none !important;
}

.sw-lesson :where(.sw-bar, .sw-body, .sw-contents) :where(*) {
  box-sizing: border-box;
}

.sw-lesson :where(p, ol) {
  margin: 0;
}

.sw-lesson :focus-visible {
  outline: 2px solid var(--sw-link);
  outline-offset: 2px;
}

.sw-lesson :is(.sw-main, .sw-step):focus-visible {
  outline: none;
}

/* The bar */

.sw-bar {
  position: relative;
  display: flex;
  flex: none;
  flex-wrap: wrap;
  gap: 0.2em 1em;
  align-items: center;
  justify-content: space-between;
  padding-block: 0.4rem;
  padding-inline: clamp(0.75rem, 2vw, 1.5rem);
  border-block-end: 1px solid var(--sw-line);
  background: var(--sw-paper);
  font-size: 15px;
}

.sw-names {
  display: flex;
  gap: 0.9em;
  align-items: baseline;
  min-inline-size: 0;
}

.sw-name {
  overflow: hidden;
  font-weight: 600;
  text-overflow: ellipsis;
  white-space: nowrap;
}

.sw-count,
.sw-place {
  color: var(--sw-soft);
  font-size: 0.92em;
  font-variant-numeric: tabular-nums;
  white-space: nowrap;
}

.sw-tools {
  display: flex;
  flex-wrap: wrap;
  gap: 0.15em;
  align-items: center;
}

.sw-track {
  position: absolute;
  inset-block-end: -3px;
  inset-inline: 0;
  z-index: 1;
  block-size: 4px;
  background: var(--sw-line);
}

.sw-fill {
  block-size: 100%;
  background: var(--sw-button);
  transition: inline-size 300ms;
}

.sw-button {
  min-block-size: 2.25rem;
  padding-block: 0.3rem;
  padding-inline: 0.7rem;
  border: 1px solid transparent;
  border-radius: 4px;
  background: transparent;
  color: var(--sw-link);
  font: inherit;
  cursor: pointer;
}

.sw-button:hover {
  background: color-mix(in srgb, var(--sw-link) 10%, transparent);
}

.sw-smaller {
  font-size: 0.85em;
}

.sw-larger {
  font-size: 1.2em;
  line-height: 1;
}

/* The page and the article beside it */

.sw-body {
  display: flex;
  flex: 1;
  min-block-size: 0;
}

.sw-main {
  position: relative;
  flex: 1;
  min-inline-size: 0;
  padding-inline: clamp(0.75rem, 4vw, 3rem);
  overflow-y: auto;
  overscroll-behavior: contain;
}

.sw-step {
  max-inline-size: 46rem;
  margin-inline: auto;
  padding-block: 1.2rem 0;
}

/* So long that its start can stand at the top of the page. */
.sw-step.sw-last {
  min-block-size: 100%;
}

.sw-step + .sw-step {
  border-block-start: 1px solid var(--sw-line);
}

.sw-notices {
  flex: none;
  max-block-size: 40%;
  padding-inline: clamp(0.75rem, 4vw, 3rem);
  overflow-y: auto;
}

.sw-status:not(:empty) {
  max-inline-size: 46rem;
  margin-inline: auto;
  margin-block: 0.4rem 0.8rem;
  padding-block: 0.5rem;
  padding-inline: 0.9rem;
  border-radius: 4px;
  background: color-mix(in srgb, var(--sw-link) 9%, transparent);
}

.sw-lesson .jp-RenderedHTMLCommon {
  padding: 0;
  color: var(--sw-ink);
  font-size: inherit;
  line-height: inherit;
}

.sw-lesson .jp-RenderedHTMLCommon :where(h1, h2, h3) {
  margin-block: 0.4em 0.5em;
  font-weight: 600;
  line-height: 1.25;
}

.sw-lesson .jp-RenderedHTMLCommon h1 {
  font-size: 1.75em;
}

.sw-lesson .jp-RenderedHTMLCommon h2 {
  font-size: 1.35em;
}

.sw-lesson .jp-RenderedHTMLCommon a {
  color: var(--sw-link);
  text-decoration: underline;
  text-underline-offset: 0.15em;
}

.sw-lesson .jp-RenderedHTMLCommon a.jp-InternalAnchorLink {
  display: none;
}

.sw-lesson .jp-RenderedHTMLCommon blockquote {
  margin-inline: 0;
  padding-block: 0.4em;
  padding-inline: 1em;
  border-inline-start: 3px solid var(--sw-line);
  background: var(--sw-desk);
}

.sw-lesson :is(.jp-OutputArea, .jp-OutputArea-child, .jp-OutputArea-output) {
  overflow: visible;
  padding: 0;
  background: transparent;
  font-size: inherit;
}

.sw-lesson .jp-OutputArea-output {
  max-inline-size: 100%;
  overflow-x: auto;
}

.sw-question .jp-OutputArea-output {
  overflow-x: visible;
}

.sw-question .says-who {
  max-inline-size: none;
}

.sw-printed > .jp-OutputArea:empty::before {
  content: "…" / "";
  color: var(--sw-soft);
}

.sw-wait {
  padding-block: 0.8em;
  padding-inline: 1em;
  border: 1px dashed var(--sw-line);
  border-radius: 4px;
  color: var(--sw-soft);
}

.sw-foreign {
  margin-block: 0.8em;
  padding: 0.8em 1em;
  border: 1px solid var(--sw-line);
  border-radius: 4px;
}

.sw-foreign pre {
  overflow-x: auto;
  padding: 0.6em;
  background: var(--sw-desk);
  font-size: 0.85em;
}

.sw-piece + .sw-piece,
.sw-question + .sw-piece {
  margin-block-start: 0.9em;
}

/* The way on: in view as long as its step is */

.sw-way {
  position: sticky;
  flex-direction: row-reverse;
  inset-block-end: 0;
  z-index: 2;
  display: flex;
  gap: 1em;
  align-items: center;
  justify-content: space-between;
  margin-block: 0.4rem 0;
  padding-block: 0.55rem;
  background: var(--sw-paper);
  font-size: 16px;
}

.sw-way::before {
  content: "";
  position: absolute;
  inset-block-start: -1px;
  inset-inline: 0;
  border-block-start: 1px solid var(--sw-line);
}

.sw-way .sw-button {
  min-block-size: 2.6rem;
  min-inline-size: 6rem;
  border-color: var(--sw-line);
}

.sw-way .sw-next:not(.sw-quiet) {
  border-color: var(--sw-button);
  background: var(--sw-button);
  color: var(--sw-button-ink);
  font-weight: 600;
}

.sw-way .sw-next {
  margin-inline-start: auto;
}

/* What stays in sight while one scrolls must not lie in a box of its own. */
.sw-question :is(.lm-Widget, .jupyter-widgets) {
  overflow: visible;
}

.sw-way .sw-place {
  flex: none;
}

/* The article */

.sw-article {
  display: flex;
  flex: none;
  flex-direction: column;
  inline-size: min(34%, 34rem);
  border-inline-start: 1px solid var(--sw-line);
  background: var(--sw-desk);
}

.sw-article-top {
  display: flex;
  align-items: center;
  justify-content: space-between;
  padding-block: 0.7rem 0.2rem;
  padding-inline: 1.2rem;
}

.sw-article-name {
  margin: 0;
  color: var(--sw-soft);
  font-size: 0.9rem;
  font-weight: 600;
}

.sw-article-body {
  position: relative;
  flex: 1;
  padding-inline: 1.2rem;
  padding-block-end: 2rem;
  overflow-y: auto;
  font-size: 0.95em;
}

.sw-lesson .sw-article .jp-RenderedHTMLCommon blockquote {
  margin: 0;
  padding: 0;
  border: 0;
  background: transparent;
}

.sw-lesson .sw-article blockquote > p {
  margin-block: 0.1em;
  padding-block: 0.3em;
  padding-inline: 0.5em;
  border-inline-start: 3px solid transparent;
  border-radius: 3px;
}

.sw-lesson .sw-article blockquote > p > b {
  color: var(--sw-soft);
  font-size: 0.8em;
}

.sw-lesson .sw-article blockquote > p.sw-marked {
  border-inline-start-color: #b98900;
  background: var(--sw-marked);
  color: var(--sw-marked-ink);
}

.sw-lesson .sw-article blockquote > p.sw-marked > b {
  color: inherit;
}

.sw-close,
.sw-beside {
  display: none;
}

.sw-beside {
  color: var(--sw-soft);
  font-style: italic;
}

@media screen and (width >= 1200px) {
  .sw-with-article [data-call="read"] > .sw-printed {
    display: none;
  }

  .sw-with-article .sw-beside {
    display: block;
  }

  /* What a question is about is marked in the article beside it, so that its answers are in view. */
  .sw-with-article .says-who:not([data-finding]) .passages {
    display: none;
  }

  .sw-drawer-button {
    display: none;
  }
}

@media (width < 1200px) {
  .sw-article {
    position: absolute;
    inset-block: 0;
    inset-inline-end: 0;
    z-index: 5;
    inline-size: min(30rem, 92%);
    box-shadow: 0 0 24px rgb(0 0 0 / 30%);
  }

  /* Nothing of it is seen, and yet what it says is found. */
  .sw-article[hidden="until-found"] {
    inline-size: 0;
    border: 0;
    box-shadow: none;
    overflow: hidden;
  }

  .sw-lesson:not(.sw-with-article) .sw-drawer-button {
    display: none;
  }

  .sw-body {
    position: relative;
  }

  .sw-close {
    display: block;
  }
}

/* The contents */

.sw-contents {
  position: absolute;
  inset-block-start: 3.2rem;
  inset-inline-end: 1rem;
  z-index: 6;
  max-block-size: 75%;
  inline-size: min(30rem, 92%);
  padding: 0.6rem;
  border: 1px solid var(--sw-line);
  border-radius: 6px;
  background: var(--sw-paper);
  box-shadow: 0 6px 24px rgb(0 0 0 / 25%);
  overflow-y: auto;
  font-size: 15px;
}

.sw-contents ol {
  padding: 0;
  list-style: none;
}

.sw-contents li {
  display: flex;
  align-items: center;
}

.sw-entry {
  flex: 1;
  text-align: start;
}

.sw-later {
  padding-block: 0.35rem;
  padding-inline: 0.7rem;
  color: var(--sw-soft);
}

.sw-entry[aria-current] {
  font-weight: 600;
}

.sw-done {
  inline-size: 1.4em;
  color: #17602c;
  text-align: center;
}

body[data-jp-theme-light="false"] .sw-done {
  color: #93dfa8;
}

@media (width < 700px) {
  .sw-name {
    white-space: normal;
  }

  .sw-tools {
    gap: 0;
    margin-inline: -0.3rem;
  }

  .sw-tools .sw-button {
    min-inline-size: 1.75rem;
    padding-inline: 0.3rem;
  }

  .sw-tools .sw-button:not(.sw-smaller, .sw-larger) {
    font-size: 0.92em;
  }

  .sw-way .sw-button {
    min-inline-size: 0;
    white-space: nowrap;
  }
}

@media (prefers-reduced-motion: reduce) {
  .sw-fill {
    transition: none;
  }
}

@media print {
  body.sw-reading > :not(.sw-lesson) {
    display: none;
  }

  html:has(body.sw-reading),
  body.sw-reading {
    block-size: auto;
    overflow: visible;
  }

  .sw-lesson,
  .sw-main,
  .sw-body {
    position: static;
    display: block;
    overflow: visible;
  }

  .sw-lesson {
    --sw-ink: #000;
    --sw-paper: #fff;
  }

  .sw-lesson :is(.sw-tools, .sw-track, .sw-way, .sw-article, .sw-contents, .sw-status, .sw-wait, .sw-beside),
  .sw-lesson :is(.sw-count, .sw-notices, .sw-button) {
    display: none;
  }

  .sw-lesson .sw-prose,
  .sw-lesson :is(h1, h2, h3) {
    break-after: avoid;
  }

  .sw-paper.sw-writing {
    min-block-size: 14rem;
  }

  .sw-blank .sw-paper {
    display: block;
    padding: 0.6em 1em;
    border: 1px solid var(--sw-line);
  }

  .sw-blank :is(.sw-question, [data-call="progress"], .sw-answers, .sw-form) {
    display: none;
  }

  .sw-step,
  .sw-step.sw-last {
    max-inline-size: none;
    min-block-size: 0;
  }

  /* On paper there is no way on, so that the whole lesson is there. */
  .sw-lesson .sw-step[hidden] {
    /* biome-ignore lint/complexity/noImportantStyles: what is hidden on screen is so with importance */
    display: block !important;
  }
}
`;
    }
  });

  // page.js
  function hasShown() {
    return document.querySelector("body > .sw-lesson:not([hidden])") !== null;
  }
  function setInert(root, isShown) {
    const isAny = isShown || hasShown();
    const shell = document.getElementById("main");
    const isOpening = performance.now() < opensUntil;
    if (shell && !shell.contains(root)) shell.inert = isAny && !isOpening;
  }
  async function letAnotherOpen(hasOpened = () => false) {
    const until = performance.now() + OPENS_IN;
    opensUntil = until;
    const shell = document.getElementById("main");
    if (shell) shell.inert = false;
    while (performance.now() < until && !hasOpened()) await new Promise((go) => setTimeout(go, 50));
    if (opensUntil !== until) return;
    opensUntil = 0;
    if (shell) shell.inert = hasShown();
  }
  function addStyles() {
    const id = "says-who-lesson-view";
    if (document.getElementById(id)) return;
    document.head.append(make("style", { id }, style_default));
  }
  var LET_GO_AFTER, SHORT_LEAD, LONG_LEAD, FIELDS, OPENS_IN, LessonPage, opensUntil;
  var init_page = __esm({
    "page.js"() {
      "use strict";
      init_article();
      init_bar();
      init_elements();
      init_kernel();
      init_memory();
      init_pieces();
      init_printed();
      init_step();
      init_style();
      init_trust();
      init_words2();
      LET_GO_AFTER = "600";
      SHORT_LEAD = 40;
      LONG_LEAD = 0.5;
      FIELDS = [
        "[data-start]",
        "[role=option][tabindex='0'], input, select, textarea, button[tabindex='0'], button"
      ];
      OPENS_IN = 3e3;
      LessonPage = class {
        /**
         * @param {any} app
         * @param {any} panel
         * @param {any} themes
         * @param {() => void} showNotebook
         */
        constructor(app, panel, themes, showNotebook) {
          this.app = app;
          this.panel = panel;
          this.context = panel.context;
          this.showNotebook = showNotebook;
          addStyles();
          this.root = make("div", { class: "sw-lesson", hidden: "" });
          this.bar = new Bar(this.root, themes, {
            notebook: showNotebook,
            contents: () => this.openContents(this.contents.hasAttribute("hidden")),
            article: () => this.openArticle(!this.root.classList.contains("sw-drawn")),
            print: () => this.openPrinting(this.printing.hasAttribute("hidden"))
          });
          this.main = make("main", { class: "sw-main", tabindex: -1 });
          this.article = new Article(() => this.openArticle(false));
          this.article.element.addEventListener("beforematch", () => this.unfoldArticle(true));
          this.narrow = matchMedia("(width < 1200px)");
          this.fold = () => this.unfoldArticle(this.root.classList.contains("sw-drawn"));
          this.narrow.addEventListener("change", this.fold);
          this.contents = make("nav", { class: "sw-contents", "aria-label": say("contents"), hidden: "" });
          this.printing = make(
            "div",
            { class: "sw-contents", role: "region", "aria-label": say("print"), hidden: "" },
            makeButton(say("print_answers"), () => this.print(false), "sw-entry"),
            makeButton(say("print_blank"), () => this.print(true), "sw-entry")
          );
          this.status = make("p", { class: "sw-status", role: "status" });
          this.back = makeButton(say("back"), () => this.goBack(), "sw-back");
          this.place = make("span", { class: "sw-place" });
          this.next = makeButton(say("next"), () => this.goOn(), "sw-next");
          this.way = make("div", { class: "sw-way" }, this.next, this.place, this.back);
          this.notices = make("div", { class: "sw-notices" });
          this.root.append(
            this.bar.element,
            this.contents,
            this.printing,
            this.notices,
            make("div", { class: "sw-body" }, this.main, this.article.element)
          );
          this.floor = new ResizeObserver(() => {
            this.main.style.setProperty("--says-who-floor", `${Math.max(0, this.way.offsetHeight - 2)}px`);
          });
          this.floor.observe(this.way);
          this.root.addEventListener("keydown", (event) => this.pressed(event));
          this.main.addEventListener("focusin", ({ target }) => this.touched(
            /** @type {Node} */
            target
          ));
          this.root.addEventListener("click", (event) => this.followed(event), { capture: true });
          this.main.addEventListener("scroll", () => this.scrolled(), { passive: true });
          this.root.addEventListener(
            "pointerdown",
            ({ pointerType }) => this.byTouch = pointerType === "touch",
            true
          );
          this.root.addEventListener("keydown", () => this.byTouch = false, true);
          for (const act of ["pointerdown", "keydown", "wheel", "touchmove"]) {
            this.root.addEventListener(act, () => this.isTouched = true, { passive: true, capture: true });
          }
          this.steps = [];
          this.at = 0;
          this.opened = 0;
          this.isLead = true;
          this.isTouched = false;
          this.byTouch = false;
          this.isReady = false;
          this.isHeld = false;
          this.wanted = -1;
          this.read_source = "";
          this.leaving = void 0;
        }
        // -- reading the notebook
        /** Reads the notebook as it is now; what has not changed stays as it is. */
        read() {
          const cells = this.context.model.sharedModel.toJSON().cells;
          const source = JSON.stringify(
            cells.map(({ cell_type, source: source2, metadata }) => [cell_type, source2, metadata?.tags])
          );
          if (source === this.read_source) return;
          this.read_source = source;
          this.lesson = readLesson(cells);
          for (const step of this.steps) step.leave();
          this.kernel?.stop();
          const kernel = new LessonKernel(this.app, this.context, this.panel.content.rendermime);
          kernel.onRestart = () => !this.root.hidden && this.openAgain();
          this.kernel = kernel;
          const questions = this.lesson.steps.filter(({ question }) => question);
          this.total = questions.length;
          this.steps = this.lesson.steps.map((step) => {
            const number = step.question ? questions.indexOf(step) + 1 : 0;
            return new StepView(step, number, kernel.rendermime, kernel, {
              answered: (view) => this.answered(view),
              changed: () => this.count(),
              trusted: () => this.trustForeign(true),
              logged: () => this.outdate(),
              drawn: (view) => view === this.steps[this.at] && this.article.mark(view.segments())
            });
          });
          this.main.replaceChildren(this.status, ...this.steps.map(({ element }) => element));
          if (!this.root.isConnected) document.body.append(this.root);
          this.root.hidden = false;
          for (const step of this.steps) step.draw();
          this.isReady = false;
          this.isTouched = false;
          this.wanted = -1;
          this.opened = 0;
          const before = Number(recall(`done/${this.context.path}`, "0"));
          this.status.textContent = before && this.total ? say("progress", { done: before, total: this.total }) : "";
          this.bar.show(this.lesson.title, Math.min(before, this.total), this.total);
          this.stand(0, true);
          this.main.scrollTop = 0;
          this.openQuestions();
        }
        /** Starts the kernel and lets every question live. */
        async openQuestions() {
          const { kernel, lesson } = this;
          if (!kernel || !lesson) return;
          for (const step of this.steps) step.wait();
          try {
            await kernel.start();
          } catch (reason) {
            const words = say("no_kernel", { reason: reason instanceof Error ? reason.message : reason });
            for (const step of this.steps) step.fail(words);
            return;
          }
          const { session } = kernel;
          if (!session) return;
          this.root.dataset.kernel = "ready";
          for (
            const place of
            /** @type {HTMLElement[]} */
            [...this.notices.children]
          ) clear(place);
          this.notices.replaceChildren();
          await this.trustForeign(false);
          const setup = lesson.setup.map(({ code }) => {
            const place = make("div", {});
            this.notices.append(place);
            return show(kernel, code, place);
          });
          for (const step of this.steps) step.drawOpen();
          const here = this.steps[this.at];
          const asked = [here, ...this.steps.filter((step) => step !== here)].map((step) => step?.ask());
          asked[0]?.then(() => this.focusAgain());
          const read = this.readArticle();
          await Promise.all([...setup, ...asked, read]);
          if (kernel.session !== session) return;
          this.isReady = true;
          this.resume();
          for (const step of this.steps) step.drawTexts((name) => name !== "table");
          this.focusAgain();
        }
        /** Lets every question live again, with the one that somebody is at where it was on the screen. */
        async openAgain() {
          const { element } = this.steps[this.at];
          const top = () => element.getBoundingClientRect().top;
          const before = top();
          let isHeld = true;
          const letGo = () => isHeld = false;
          const acts = ["wheel", "touchmove"];
          for (const act of acts) this.main.addEventListener(act, letGo, { once: true, passive: true });
          this.isHeld = true;
          await this.openQuestions();
          if (isHeld) this.main.scrollTop += top() - before;
          this.isHeld = false;
          for (const act of acts) this.main.removeEventListener(act, letGo);
        }
        /** The field that had the focus went with the card that it was in. */
        focusAgain() {
          if (this.isTouched && !this.root.hidden && document.activeElement === document.body) this.focusQuestion();
        }
        /**
         * Lets the cells that are not the kit's run by themselves where they are trusted; says whether they are.
         * @param {boolean} isPersonSure whether a person, who sees them, trusts them from now on
         */
        async trustForeign(isPersonSure) {
          const cells = this.steps.flatMap((step) => step.foreign());
          if (!cells.length || !await areTrusted(this.app, this.context, cells, isPersonSure)) return false;
          for (const step of this.steps) step.trust();
          return true;
        }
        async readArticle() {
          const { kernel, lesson } = this;
          if (!kernel || !lesson?.lesson) return;
          this.articleArea?.dispose();
          this.articleArea = kernel.makeArea(this.article.body);
          const isRead = await kernel.run(`${lesson.lesson}.whole_article()`, this.articleArea);
          this.root.classList.toggle("sw-with-article", isRead);
          this.fold();
          setTimeout(() => this.article.again(), 100);
        }
        // -- where one is
        /** Goes to the first question that is not answered, unless the reader has gone somewhere already. */
        resume() {
          this.count();
          const done = this.done();
          if (this.wanted >= 0 && !this.isTouched) {
            this.open(this.steps.findLastIndex((step) => step.isAnswered));
            this.stand(this.wanted, false);
            this.goToQuestion();
            return;
          }
          if (done === 0 || this.total === 0) {
            this.status.textContent = "";
            if (!this.isTouched) this.next.focus({ preventScroll: true });
            return;
          }
          const first = this.steps.findIndex((step) => step.isQuestion && !step.isAnswered);
          const last = this.steps.findLastIndex((step) => step.isAnswered);
          const to = first < 0 ? this.steps.length - 1 : first;
          this.open(Math.max(to, Math.min(last + 1, this.steps.length - 1)));
          const number = this.steps[to].number;
          this.status.textContent = first < 0 ? say("answered_all", { total: this.total }) : say("continue", { done, total: this.total, number });
          if (!this.isTouched) {
            this.go(to);
            this.steps[to].element.prepend(this.status);
          }
        }
        done() {
          return this.steps.filter(({ isAnswered }) => isAnswered).length;
        }
        count() {
          const done = this.done();
          this.bar.show(this.lesson?.title ?? "", done, this.total ?? 0);
          if (this.isReady) remember(`done/${this.context.path}`, String(done));
          this.nameWay();
        }
        /** Opens the steps up to this one. @param {number} last */
        open(last) {
          this.opened = Math.max(this.opened, last);
          for (const [at, step] of this.steps.entries()) {
            step.open(at <= this.opened);
            step.element.classList.toggle("sw-last", at === this.opened);
          }
        }
        /**
         * Makes a step the one that the way on starts from.
         * @param {number} at
         * @param {boolean} isLead
         */
        stand(at, isLead) {
          this.at = at;
          this.isLead = isLead;
          this.open(at);
          for (const [each, step2] of this.steps.entries()) step2.element.classList.toggle("sw-here", each === at);
          const step = this.steps[at];
          if (!step) return;
          step.placeWay(this.way);
          this.nameWay();
          this.article.mark(step.segments());
        }
        nameWay() {
          const step = this.steps[this.at];
          if (!step) return;
          const isLast = this.at === this.steps.length - 1;
          const isSkip = step.isQuestion && !step.isAnswered && !isLast && !this.leadIsLong();
          this.back.hidden = this.at === 0;
          const onward = isLast && !this.leadIsLong() ? step.onward() : null;
          this.next.hidden = isLast && !this.leadIsLong() && !onward;
          const words = say(this.at === 0 && this.leadIsLong() ? "start" : isSkip ? "skip" : "next");
          this.next.textContent = onward ? say("onward", { lesson: onward.textContent }) : words;
          this.next.classList.toggle("sw-quiet", isSkip);
          const { number } = step;
          this.place.textContent = number ? say("question", { number, total: this.total }) : isLast ? say("end") : "";
        }
        /** Whether the question of this step still lies ahead, below more text than one sees with it. */
        leadIsLong() {
          const step = this.steps[this.at];
          if (!this.isLead || !step.isQuestion) return false;
          const { clientHeight: height } = this.main;
          const lead = step.lead();
          if (lead > LONG_LEAD * height) return true;
          return lead > SHORT_LEAD && step.untilAsked() + this.way.offsetHeight > height;
        }
        /** Whether the question went out of sight below a table that was drawn late. */
        isBelow() {
          const { host, isQuestion, isAnswered } = this.steps[this.at];
          const end = this.main.getBoundingClientRect().bottom - this.way.offsetHeight;
          return isQuestion && !isAnswered && host.getBoundingClientRect().top > end;
        }
        goOn() {
          if (this.leadIsLong() || this.isBelow()) return this.goToQuestion();
          if (this.at < this.steps.length - 1) this.go(this.at + 1);
          else this.steps[this.at].onward()?.click();
        }
        goBack() {
          if (this.at > 0) this.go(this.at - 1);
        }
        /** Goes to a step: to its start, or to its question where the text before it is short. @param {number} at */
        go(at) {
          this.stand(at, true);
          const step = this.steps[at];
          if (this.leadIsLong()) {
            this.scrollTo(step.element);
            this.next.focus({ preventScroll: true });
            this.nameWay();
            return;
          }
          this.goToQuestion(step.element);
        }
        /** @param {HTMLElement} [top] what the view begins with */
        goToQuestion(top = this.steps[this.at].host) {
          const step = this.steps[this.at];
          this.isLead = false;
          this.scrollTo(top);
          this.nameWay();
          this.focusQuestion();
          step.drawOpen();
        }
        /** Goes to the question that a cell asks, by the end of a link to it. Whether there is one. @param {string} hash */
        goToCell(hash) {
          const cell = cellOf(hash);
          const at = this.steps.findIndex(({ step }) => cell !== "" && step.question?.cell === cell);
          if (at < 0) return false;
          if (!this.isReady) this.wanted = at;
          this.stand(at, false);
          this.goToQuestion();
          return true;
        }
        /** A link to a question of this lesson leads there without opening anything. @param {MouseEvent} event */
        followed(event) {
          const link = (
            /** @type {Element} */
            event.target.closest?.("a[href*='.ipynb']")
          );
          if (!link) return;
          const { pathname, hash } = new URL(
            /** @type {HTMLAnchorElement} */
            link.href
          );
          const own = encodeURI(this.context.localPath.split("/").pop());
          if (pathname.endsWith(`/${own}`) && this.goToCell(hash)) {
            event.preventDefault();
            event.stopPropagation();
            return;
          }
          letAnotherOpen();
        }
        focusQuestion() {
          const step = this.steps[this.at];
          const inputs = step.isAnswered ? null : step.card()?.querySelector(".inputs");
          const field = inputs && FIELDS.map((fields) => inputs.querySelector(fields)).find(Boolean);
          const last = this.next.hidden ? step.element : this.next;
          const target = field && this.byTouch ? step.element : (
            /** @type {HTMLElement} */
            field ?? last
          );
          target.focus({ preventScroll: true });
        }
        /** @param {HTMLElement} element */
        scrollTo(element) {
          const top = element.getBoundingClientRect().top - this.main.getBoundingClientRect().top;
          this.main.scrollTop += top - 8;
        }
        // -- what the reader does
        /** The log has something new, so that what was drawn from it is drawn anew. */
        outdate() {
          for (const step of this.steps) step.outdate();
        }
        /** @param {StepView} view */
        answered(view) {
          this.count();
          this.status.textContent = "";
          const at = this.steps.indexOf(view);
          if (at !== this.at) return;
          const focused = document.activeElement;
          if (!this.next.hidden && (focused === document.body || view.host.contains(focused))) {
            this.next.focus({ preventScroll: true });
          }
        }
        /** @param {KeyboardEvent} event */
        pressed(event) {
          const { key, ctrlKey, metaKey } = event;
          if ((ctrlKey || metaKey) && key.toLowerCase() === "s") {
            event.preventDefault();
            event.stopPropagation();
            this.status.textContent = say("kept");
          }
          if (key === "Escape") {
            if (!this.contents.hidden) this.openContents(false);
            else if (!this.printing.hidden) this.openPrinting(false);
            else if (this.root.classList.contains("sw-drawn")) this.openArticle(false);
          }
        }
        /** @param {Node} target */
        touched(target) {
          const at = this.steps.findIndex(({ element }) => element.contains(target));
          if (at >= 0 && at !== this.at) this.stand(at, false);
        }
        /** A step that was scrolled out of sight is no longer the one that the way on starts from. */
        scrolled() {
          if (this.isHeld || this.wanted >= 0 && !this.isReady && !this.isTouched) return;
          const frame = this.main.getBoundingClientRect();
          const here = this.steps[this.at]?.element.getBoundingClientRect();
          if (!here || here.bottom > frame.top + 40 && here.top < frame.bottom - 40) return;
          const line = frame.top + frame.height * 0.4;
          const at = this.steps.findIndex(({ element }) => {
            const { top, bottom } = element.getBoundingClientRect();
            return top <= line && bottom > line;
          });
          if (at >= 0) this.stand(at, false);
        }
        /** @param {boolean} isOpen */
        openContents(isOpen) {
          if (isOpen) this.contents.replaceChildren(this.listSteps());
          this.contents.hidden = !isOpen;
          this.bar.contents.setAttribute("aria-expanded", String(isOpen));
          if (isOpen) this.contents.querySelector("button")?.focus();
          else if (this.contents.contains(document.activeElement)) this.bar.contents.focus();
        }
        listSteps() {
          const entries = this.steps.map((step, at) => {
            const isOpen = at <= this.opened;
            const later = step.number ? say("later", { number: step.number }) : "";
            const words = isOpen && step.heading || later || step.heading;
            if (!words || !isOpen && !later) return null;
            const name = step.number && words !== later ? `${step.number}. ${words}` : words;
            const mark = make("span", { class: "sw-done", "aria-hidden": "true" }, step.isAnswered ? "✓" : "");
            const go = () => {
              this.openContents(false);
              this.go(at);
            };
            const entry = isOpen ? makeButton(name, go, "sw-entry") : make("span", { class: "sw-entry sw-later" }, name);
            if (at === this.at) entry.setAttribute("aria-current", "step");
            return make("li", {}, mark, entry);
          });
          return make("ol", { role: "list" }, ...entries.filter((entry) => entry !== null));
        }
        /** @param {boolean} isOpen */
        openPrinting(isOpen) {
          this.printing.hidden = !isOpen;
          this.bar.print.setAttribute("aria-expanded", String(isOpen));
          if (isOpen) this.printing.querySelector("button")?.focus();
          else if (this.printing.contains(document.activeElement)) this.bar.print.focus();
        }
        /**
         * Prints the whole lesson. The choice holds for the browser's own printing, too, until it is made anew.
         * @param {boolean} isBlank
         */
        async print(isBlank) {
          this.openPrinting(false);
          this.root.classList.toggle("sw-blank", isBlank);
          await Promise.all(
            this.steps.flatMap((step) => [step.drawTexts(), ...isBlank ? [step.drawPaper()] : []])
          );
          requestAnimationFrame(() => window.print());
        }
        /**
         * Beside the lesson, or as a drawer. A drawer that is shut is found by Ctrl+F, and opens for what is found.
         * @param {boolean} isOpen
         */
        unfoldArticle(isOpen) {
          const { element } = this.article;
          this.root.classList.toggle("sw-drawn", isOpen);
          this.bar.article.setAttribute("aria-expanded", String(isOpen));
          element.removeAttribute("hidden");
          if (!this.root.classList.contains("sw-with-article")) element.setAttribute("hidden", "");
          else if (this.narrow.matches && !isOpen) element.setAttribute("hidden", "until-found");
        }
        /** @param {boolean} isOpen */
        openArticle(isOpen) {
          this.unfoldArticle(isOpen);
          if (isOpen) {
            this.article.again();
            this.article.body.focus({ preventScroll: true });
          } else {
            this.bar.article.focus({ preventScroll: true });
          }
        }
        // -- coming and going
        /** @param {boolean} isShown */
        show(isShown) {
          clearTimeout(this.leaving);
          if (this.root.hidden === isShown) this.root.hidden = !isShown;
          setInert(this.root, isShown);
          document.body.classList.toggle("sw-reading", isShown || hasShown());
          if (isShown && !this.kernel?.starting) this.openQuestions();
          else if (isShown) this.outdate();
          if (!isShown)
            this.leaving = setTimeout(() => this.letGo(), 1e3 * Number(recall("let-go-after", LET_GO_AFTER)));
          else if (!this.root.contains(document.activeElement)) this.next.focus({ preventScroll: true });
        }
        letGo() {
          this.kernel?.stop();
          this.isReady = false;
          this.isTouched = false;
          this.wanted = this.at;
        }
        leave() {
          clearTimeout(this.leaving);
          this.floor.disconnect();
          this.narrow.removeEventListener("change", this.fold);
          this.bar.leave();
          for (const step of this.steps) step.leave();
          this.kernel?.stop();
          this.root.remove();
          setInert(this.root, false);
          document.body.classList.toggle("sw-reading", hasShown());
        }
      };
      opensUntil = 0;
    }
  });

  // plugin.js
  var plugin_exports = {};
  __export(plugin_exports, {
    makePlugin: () => makePlugin
  });
  function makePlugin(requires, optional) {
    return { id: "says-who:lesson-view", autoStart: true, requires, optional, activate };
  }
  async function activate(app, tracker, themes, workers) {
    expectDrive(workers);
    const { PageConfig } = await borrow("@jupyterlab/coreutils");
    if (PageConfig.getOption("saysWhoAuthor")) {
      runForAuthor(app, tracker, PageConfig.getOption("saysWhoOpened"));
      return;
    }
    const spoken = PageConfig.getOption("saysWhoLanguage") || navigator.language;
    const open = /* @__PURE__ */ new Set();
    const showCurrent = () => {
      for (const document2 of open) document2.sync();
    };
    app.docRegistry.addWidgetExtension("Notebook", {
      createNew(panel, context) {
        const document2 = new LessonDocument(app, panel, context, themes, spoken);
        open.add(document2);
        panel.disposed.connect(() => {
          open.delete(document2);
          document2.leave();
        });
      }
    });
    app.shell.currentChanged?.connect(showCurrent);
    await closeWhatAsksNothing(hasShown);
  }
  function isLesson(model) {
    const mark = model?.getMetadata?.(MARK);
    return typeof mark === "object" && mark !== null && typeof mark.lesson === "string";
  }
  function showCell(notebook, hash) {
    const cell = cellOf(hash);
    const at = notebook.widgets.findIndex(({ model }) => model.id === cell);
    if (at < 0) return false;
    const show2 = async () => {
      await notebook.scrollToItem(at, "start");
      notebook.widgets[at]?.node.scrollIntoView({ block: "start" });
    };
    notebook.activeCellIndex = at;
    const growth = new ResizeObserver(show2);
    const { signal, stop } = untilTheReaderActs(notebook.node);
    signal.addEventListener("abort", () => growth.disconnect());
    growth.observe(notebook.node.querySelector(".jp-WindowedPanel-viewport") ?? notebook.node);
    setTimeout(stop, 1e4);
    return true;
  }
  function untilTheReaderActs(element) {
    const ending2 = new AbortController();
    const { signal } = ending2;
    const stop = () => ending2.abort();
    for (const act of ["keydown", "wheel", "pointerdown"]) {
      element.addEventListener(act, stop, { signal, capture: true });
    }
    return { signal, stop };
  }
  var MARK, LessonDocument;
  var init_plugin = __esm({
    "plugin.js"() {
      "use strict";
      init_author();
      init_dialogs();
      init_kernel();
      init_memory();
      init_page();
      init_pieces();
      init_shared();
      init_words2();
      MARK = "says_who";
      LessonDocument = class {
        /**
         * @param {any} app
         * @param {any} panel
         * @param {any} context
         * @param {any} themes
         * @param {string} spoken the language of the kit here
         */
        constructor(app, panel, context, themes, spoken) {
          this.app = app;
          this.spoken = spoken;
          this.panel = panel;
          this.context = context;
          this.themes = themes;
          this.page = null;
          this.isPage = recall("view", "page") === "page";
          this.hash = "";
          const setFragment = panel.setFragment.bind(panel);
          panel.setFragment = (hash) => {
            this.hash = hash;
            if (this.isPage && isLesson(context.model)) this.page?.goToCell(hash);
            else if (!showCell(panel.content, hash)) setFragment(hash);
          };
          this.letGo = () => {
          };
          const released = new Promise((letGo) => {
            this.letGo = letGo;
          });
          const { sessionContext } = context;
          const initialize = sessionContext.initialize.bind(sessionContext);
          sessionContext.initialize = async () => {
            if (this.isPage && isLesson(context.model)) await released;
            await driveIsThere();
            return initialize();
          };
          const hide = () => this.panel.toggleClass("sw-held", this.isPage && isLesson(context.model));
          context.model.sharedModel.changed.connect(hide);
          letAnotherOpen();
          const activate2 = panel.activate.bind(panel);
          panel.activate = () => this.comeForward(activate2);
          context.ready.then(() => {
            context.model.sharedModel.changed.disconnect(hide);
            return this.begin();
          });
        }
        /**
         * Lets JupyterLab give this notebook the focus, by which it knows what is open now. Nothing that is held can have it.
         * @param {() => void} activate
         */
        comeForward(activate2) {
          const isHeld = this.panel.hasClass("sw-held");
          this.panel.removeClass("sw-held");
          letAnotherOpen(() => this.app.shell.currentWidget === this.panel).then(() => {
            if (isHeld && this.isPage) this.panel.addClass("sw-held");
          });
          activate2();
        }
        async begin() {
          if (this.panel.isDisposed) return;
          if (!isLesson(this.context.model) || !await hasKernel(this.app)) return this.showNotebook(false);
          this.speak();
          const { ToolbarButton } = await borrow("@jupyterlab/apputils");
          const toPage = new ToolbarButton({ label: say("page"), onClick: () => this.showPage() });
          this.panel.toolbar.insertItem(10, "says-who-lesson-view", toPage);
          if (this.isPage) this.showPage();
        }
        speak() {
          return speak(languageOf(this.context.model.sharedModel.toJSON().cells), this.spoken);
        }
        showPage() {
          const language2 = this.speak();
          this.isPage = true;
          remember("view", "page");
          this.page ??= new LessonPage(this.app, this.panel, this.themes, () => this.showNotebook());
          this.page.root.lang = language2;
          this.page.read();
          this.sync();
          this.page.goToCell(this.hash);
          this.hash = "";
        }
        /** The notebook as it is, with the kernel that it would have had at once. */
        showNotebook(isChosen = true) {
          this.isPage = false;
          if (isChosen) remember("view", "notebook");
          this.sync();
          this.panel.removeClass("sw-held");
          this.letGo();
          if (isChosen) this.panel.activate();
        }
        sync() {
          if (this.page && this.app.shell.currentWidget === this.panel) this.speak();
          this.page?.show(this.isPage && this.app.shell.currentWidget === this.panel);
        }
        leave() {
          this.page?.leave();
        }
      };
    }
  });

  // index.js
  init_shared();
  var container = {
    init: borrowFrom,
    async get(name) {
      if (name !== "./extension") throw new Error(`says-who has no module ${name}`);
      const { makePlugin: makePlugin2 } = await Promise.resolve().then(() => (init_plugin(), plugin_exports));
      const [{ INotebookTracker }, { IThemeManager }] = await Promise.all([
        borrow("@jupyterlab/notebook"),
        borrow("@jupyterlab/apputils")
      ]);
      const workers = await borrow("@jupyterlite/apputils").then(
        ({ IServiceWorkerManager }) => [IServiceWorkerManager],
        () => []
      );
      const plugin = makePlugin2([INotebookTracker], [IThemeManager, ...workers]);
      return () => ({ __esModule: true, default: plugin });
    }
  };
  var page = (
    /** @type {{ _JUPYTERLAB?: Record<string, Container> }} */
    /** @type {unknown} */
    window
  );
  page._JUPYTERLAB = { ...page._JUPYTERLAB, "says-who": container };
})();
