/**
 * The engine: Pyodide and the calculators, in a module worker, from our own files alone.
 *
 * In:  {id, slug, query, lang}
 * Out: {done, all}      bytes received, bytes expected (what the network carries), while loading
 *      {ready: true}    the first answer can be given at once
 *      {failed}         the engine will never answer; the page offers to try again with a new worker
 *      {id, answer}     the object that calculators.browser.answer returned (a fault of a rule is an answer too)
 *
 * What to load stands in runtime.json, written by the build:
 * {version, pyodide, files: {mjs, asm, wasm, stdlib, calculators}}, each file {path, bytes, compressed}.
 */

// What pyodide-lock.json 0.29.5 says of itself. Given inline: no package is ever loaded, so no lock file is fetched.
const LOCK = {
  info: { abi_version: "2025_0", arch: "wasm32", platform: "emscripten_4_0_9", version: "0.29.5", python: "3.13.2" },
  packages: {},
};

const CALL = `
import json
from calculators.browser import answer
lambda slug, query, lang: json.dumps(answer(slug, query, lang), ensure_ascii=False)
`;

const fetchFromNetwork = self.fetch.bind(self);
const at = (path) => new URL(path, import.meta.url).href;

/** Tells the page, and only once, that nothing more will come. */
let failed = false;
function fail(reason) {
  if (!failed) self.postMessage({ failed: String(reason?.message ?? reason) });
  failed = true;
}

const progress = new Map(); // file → {done, all}
let told = 0;
function tell(file, part, now = false) {
  progress.set(file, part);
  if (!now && performance.now() - told < 100) return;
  told = performance.now();
  const sum = (key) => [...progress.values()].reduce((total, each) => total + each[key], 0);
  self.postMessage({ done: Math.round(sum("done")), all: Math.round(sum("all")) });
}

/** What the network carries for this file: its length before decompression, where the server says so. */
function weight(response, file) {
  if (!response.headers.get("content-encoding")) return file.bytes;
  return Number(response.headers.get("content-length")) || file.compressed || file.bytes;
}

/**
 * Fetches a file and counts it as it arrives. A copy of the response is counted, not the response itself: browsers
 * keep compiled code only for a WebAssembly response that comes straight from the network or the cache.
 */
async function load(file) {
  const response = await fetchFromNetwork(at(file.path));
  if (!response.ok) throw new Error(`${file.path}: ${response.status}`);
  const all = weight(response, file);
  const count = async () => {
    const reader = response.clone().body.getReader();
    for (let seen = 0, part = await reader.read(); !part.done; part = await reader.read()) {
      seen += part.value.length;
      tell(file, { done: Math.min(all, (all * seen) / file.bytes), all });
    }
    tell(file, { done: all, all });
  };
  count().catch(fail); // a line cut in the middle makes Pyodide wait for ever: say so here
  return response;
}

/** Pyodide compiles a response only if it is called application/wasm, and waits for ever if it is not. */
function asWasm(response) {
  if (response.headers.get("content-type")?.startsWith("application/wasm")) return response;
  return new Response(response.body, { headers: { "content-type": "application/wasm" } });
}

async function importScript(file) {
  const module = await import(at(file.path));
  const all = file.compressed || file.bytes;
  tell(file, { done: all, all });
  return module;
}

async function boot() {
  // An empty module: where WebAssembly is missing or forbidden this throws; Pyodide would wait for ever.
  new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));

  const manifest = await fetchFromNetwork(at("runtime.json"));
  if (!manifest.ok) throw new Error(`runtime.json: ${manifest.status}`);
  const { files } = await manifest.json();
  for (const file of Object.values(files)) {
    progress.set(file, { done: 0, all: file.compressed || file.bytes });
  }

  const wasm = load(files.wasm).then(asWasm);
  const stdlib = load(files.stdlib);
  const calculators = load(files.calculators);
  self.fetch = (input, options) => {
    const url = String(input?.url ?? input);
    if (url.endsWith(".wasm")) return wasm;
    return url === at(files.stdlib.path) ? stdlib : fetchFromNetwork(input, options);
  };
  const [{ loadPyodide }] = await Promise.all([
    importScript(files.mjs),
    importScript(files.asm), // sets the global that Pyodide would otherwise fetch under its own file name
    wasm,
    stdlib,
    calculators,
  ]);
  const pyodide = await loadPyodide({
    indexURL: at("."),
    stdLibURL: at(files.stdlib.path),
    lockFileContents: LOCK,
  });
  pyodide.unpackArchive(await (await calculators).arrayBuffer(), "wheel");
  return pyodide.runPython(CALL);
}

const started = boot();
started.then(() => self.postMessage({ ready: true }), fail);

self.onmessage = async ({ data: { id, slug, query, lang } }) => {
  const answer = await started.catch(() => null);
  if (!answer) return;
  try {
    self.postMessage({ id, answer: JSON.parse(answer(slug, query, lang)) });
  } catch (error) {
    fail(error);
  }
};
