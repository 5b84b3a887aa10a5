// Python beside a page of a site: loads Pyodide and the kit, then answers one request after the other.

/** @type {(request: string) => string} */
let answer;

/**
 * What is needed of Pyodide, whose own types are not here.
 * @typedef {{ FS: { mkdirTree(path: string): void }, runPython(code: string): any,
 *   unpackArchive(data: ArrayBuffer, format: string, options: { extractDir: string }): void }} Pyodide
 */

/** @param {{ pyodide: string, course: string, language: string }} files */
async function begin({ pyodide, course, language }) {
  const archive = fetch(course).then((reply) => {
    if (!reply.ok) throw new Error(`${course}: ${reply.status}`);
    return reply.arrayBuffer();
  });
  const { loadPyodide } = await import(`${pyodide}pyodide.mjs`);
  /** @type {Pyodide} */
  const python = await loadPyodide({ indexURL: pyodide });
  python.FS.mkdirTree("/site");
  python.unpackArchive(await archive, "zip", { extractDir: "/site" });
  const open = python.runPython(
    "import sys; sys.path.insert(0, '/site/lib'); from kit.exchange.behind import open_course; open_course",
  );
  answer = open("/site/course", language);
}

self.onmessage = async ({ data }) => {
  try {
    if (data.begin) {
      await begin(data.begin);
      self.postMessage({ isReady: true });
    } else {
      self.postMessage({ id: data.id, reply: JSON.parse(answer(JSON.stringify(data.request))) });
    }
  } catch (error) {
    self.postMessage({ id: data.id, failed: String(error) });
  }
};
