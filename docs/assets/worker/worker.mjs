/**
 * The engine: Pyodide and the calculators, in a module worker, from our own files alone.
 *
 * In:  {id, slug, query, lang}                  the answer to a case is wanted
 *      {id, slug, query, lang, today, address}  the file of its dates to come: today is "2026-11-22"; address, of the case
 * Out: {done, all}        bytes received, bytes expected (what the network carries), while loading
 *      {ready, restored}  the first answer can be given at once; whether a snapshot helped
 *      {failed}           the engine will never answer; the page offers to try again with a new worker
 *      {id, answer}       the object that `answer` or `calendar` of calculators/browser.py returned (a fault of a rule is
 *                         an answer too)
 *
 * The build writes into it what is to be loaded, as RUNTIME:
 * {version, files: {mjs, asm, wasm, stdlib, calculators}}, each file {path, bytes, compressed, digits}.
 *
 * The worker's name says what it is for: "snapshots" answers, from the snapshot of an earlier visit where there is one;
 * "" answers without any, and from files that are asked for past every cache; "frame" answers without any, for on another
 * site nothing is kept; "maker" makes one.
 */

import { gather } from "./loading.mjs";
import * as snapshots from "./snapshot.mjs";

// What pyodide-lock.json 0.29.5 says of itself. Given inline: no package is ever loaded, so no lock file is fetched.
const LOCK = {
  info: { abi_version: "2025_0", arch: "wasm32", platform: "emscripten_4_0_9", version: "0.29.5", python: "3.13.2" },
  packages: {},
};

const DEFINE = `
import json
from calculators import CALCULATORS
from calculators.browser import answer, calendar
from calculators.engine.words import LANGUAGES

def answer_json(*case):
    return json.dumps(answer(*case), ensure_ascii=False)

def calendar_json(*case):
    return json.dumps(calendar(*case), ensure_ascii=False)
`;
const LOAD_ALL = "for each in CALCULATORS:\n for lang in LANGUAGES: answer(each, '', lang)";

const TOO_LONG = 20_000; // ms for Python to start from a snapshot
const REST = 700; // ms without a question, before a snapshot is made for the next visit

/** @param {string} path */
const at = (path) => new URL(path, import.meta.url).href;

let failed = false;
/** Tells the page, and only once, that nothing more will come. @param {any} reason */
function fail(reason) {
  if (!failed) self.postMessage({ failed: String(reason?.message ?? reason) });
  failed = true;
}

/** Hears that WebAssembly refuses: nothing more will come, unless a snapshot is tried. @type {(reason: any) => void} */
let refused = fail;

// Where one of these fails, Pyodide says so in the console alone, and waits for ever.
for (const way of /** @type {const} */ (["instantiate", "instantiateStreaming"])) {
  const own = /** @type {(...given: any[]) => Promise<any>} */ (WebAssembly[way]);
  WebAssembly[way] = (/** @type {any[]} */ ...given) => {
    const done = own(...given);
    done.catch((reason) => refused(reason));
    return done;
  };
}

/**
 * @typedef {Awaited<ReturnType<typeof gather>>} Parts
 * @typedef {Uint8Array|null} Snapshot
 */

/**
 * Starts Python with the calculators: afresh, or as it was when the snapshot was made.
 * @param {Parts} parts
 * @param {Snapshot} snapshot
 */
async function start({ loadPyodide, stdLibURL, calculators }, snapshot) {
  const pyodide = await loadPyodide({
    indexURL: at("."),
    stdLibURL,
    lockFileContents: LOCK,
    _makeSnapshot: self.name === "maker",
    _loadSnapshot: snapshot ?? undefined,
  });
  pyodide.unpackArchive(await calculators.arrayBuffer(), "wheel"); // no snapshot holds files
  if (!snapshot) pyodide.runPython(DEFINE);
  return pyodide;
}

/**
 * As `start`, but a start that fails or takes too long is null.
 * @param {Parts} parts
 * @param {Snapshot} snapshot
 */
function restart(parts, snapshot) {
  const late = new Promise((resolve) => {
    refused = () => resolve(null);
    setTimeout(resolve, TOO_LONG, null);
  });
  return Promise.race([start(parts, snapshot).catch(() => null), late]).finally(() => (refused = fail));
}

/** Does the next visit need a snapshot? */
let wanting = self.name === "snapshots";

async function boot() {
  // An empty module: where WebAssembly is missing or forbidden this throws; Pyodide would wait for ever.
  new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));

  const { version, files } = RUNTIME;
  const cache = self.name ? "default" : "reload";
  if (self.name === "") snapshots.discard();
  const [parts, snapshot] = await Promise.all([gather(files, cache, fail), wanting ? snapshots.read(version) : null]);
  const restored = snapshot && (await restart(parts, snapshot));
  if (restored) await parts.whole;
  wanting &&= !restored;
  if (restored) return restored;
  if (snapshot) await snapshots.discard();

  const fresh = snapshot ? await gather(files, cache, fail) : parts;
  const pyodide = await start(fresh, null);
  await fresh.whole;
  if (self.name === "maker") {
    pyodide.runPython(LOAD_ALL);
    await snapshots.write(version, pyodide.makeMemorySnapshot());
  }
  return pyodide;
}

/**
 * Has a snapshot made for the next visit, once nothing was asked for a while. What Python has seen stays in its memory,
 * freed or not, so it is not taken from this worker, which has seen the reader's answers, but from another one, which
 * hears nothing: it is sent no message and listens to none.
 */
let rest = 0;
function restNow() {
  clearTimeout(rest);
  if (!wanting || failed) return;
  rest = setTimeout(() => {
    wanting = false;
    new Worker(new URL("worker.mjs#maker", import.meta.url), { type: "module", name: "maker" });
  }, REST);
}

const started = boot();
if (self.name === "maker") {
  started.catch(() => null).then(() => self.close());
} else {
  const ready = started.then((pyodide) => ({
    answer: pyodide.globals.get("answer_json"),
    calendar: pyodide.globals.get("calendar_json"),
  }));
  ready.then(() => {
    self.postMessage({ ready: true, restored: self.name === "snapshots" && !wanting });
    restNow();
  }, fail);
  self.onmessage = async ({ data: { id, slug, query, lang, today, address } }) => {
    const python = await ready.catch(() => null);
    if (!python) return;
    try {
      const json = today ? python.calendar(slug, query, lang, today, address) : python.answer(slug, query, lang);
      self.postMessage({ id, answer: JSON.parse(json) });
    } catch (error) {
      fail(error);
    }
    restNow();
  };
}
