// The kinds that come with the kit. A new one is a line here, a module and its styles.

import { chooseMany, chooseOne } from "./choose.js";
import { highlight } from "./highlight.js";
import { order } from "./order.js";
import { place } from "./places.js";
import { rate } from "./rate.js";
import { register } from "./registry.js";
import { writeText } from "./write.js";

register("choose", chooseOne);
register("choose-many", chooseMany);
register("highlight", highlight);
register("sort", place);
register("match", place);
register("order", order);
register("rate", rate);
register("write", writeText);
