// Bundles the lesson view to the prebuilt extension that the package carries, in labextension/.
// A folder given on the command line takes it instead, to be held against what is there.

import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const target = process.argv[2] ?? join(here, "..", "labextension");
const made = join(target, "static");

await rm(made, { recursive: true, force: true });
await build({
  absWorkingDir: here,
  entryPoints: { remoteEntry: "index.js" },
  outdir: made,
  entryNames: "[name].[hash]",
  bundle: true,
  format: "iife",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  loader: { ".css": "text" },
  banner: { js: "// Made from front/ by make front." },
});

const project = await readFile(join(here, "../../../pyproject.toml"), "utf8");
const version = /^version = "(.+)"$/m.exec(project)?.[1]; // the only place that says it
const entry = (await readdir(made)).find((name) => name.startsWith("remoteEntry."));
const jupyterlab = {
  extension: true,
  _build: { load: `static/${basename(entry)}`, extension: "./extension" },
};
const described = { name: "says-who", version, description: "The lesson view", license: "MIT", jupyterlab };
await writeFile(join(target, "package.json"), `${JSON.stringify(described, null, 2)}\n`);
