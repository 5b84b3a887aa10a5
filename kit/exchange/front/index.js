// A lesson as one file: its cards come alive, and what is answered is kept in this browser.

/** @import { LessonData } from "./types.js" */

import "../../card/front/kinds/index.js";
import "./page.css";
import { find } from "./elements.js";
import { Page } from "./page.js";
import { openStore } from "./store.js";

/** @type {LessonData} */
const data = JSON.parse(find("says-who-lesson").textContent ?? "");
// Said in the file itself, for whoever has it without scripts or only in part.
find("not-alive").remove();
new Page(data, await openStore()).begin();
