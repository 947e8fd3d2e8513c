/**
 * Fetches what Pyodide needs, all at once, and tells the page how much of it has arrived.
 */

const fetchFromNetwork = self.fetch.bind(self);
/** @param {string} path */
const at = (path) => new URL(`../${path}`, import.meta.url).href;

/** @typedef {{done: number, all: number}} Part  bytes */

/** @type {Map<RuntimeFile, Part>} */
const progress = new Map();
let told = 0;
/**
 * @param {RuntimeFile} file
 * @param {Part} part
 */
function tell(file, part) {
  progress.set(file, part);
  if (performance.now() - told < 100) return;
  told = performance.now();
  const sum = (/** @type {keyof Part} */ key) => [...progress.values()].reduce((total, each) => total + each[key], 0);
  self.postMessage({ done: Math.round(sum("done")), all: Math.round(sum("all")) });
}

/**
 * What the network carries for this file: its length before decompression, where the server says so.
 * @param {Response} response
 * @param {RuntimeFile} file
 */
function weight(response, file) {
  if (!response.headers.get("content-encoding")) return file.bytes;
  return Number(response.headers.get("content-length")) || file.compressed || file.bytes;
}

/**
 * Fetches a file and counts it as it arrives. A copy of the response is counted, not the response itself: browsers
 * keep compiled code only for a WebAssembly response that comes straight from the network or the cache.
 * @param {RuntimeFile} file
 * @param {(reason: Error) => void} fail
 */
async function load(file, fail) {
  const response = await fetchFromNetwork(at(file.path));
  if (!response.ok) throw new Error(`${file.path}: ${response.status}`);
  const all = weight(response, file);
  const count = async () => {
    const reader = /** @type {ReadableStream<Uint8Array>} */ (response.clone().body).getReader();
    for (let seen = 0, part = await reader.read(); !part.done; part = await reader.read()) {
      seen += part.value.length;
      tell(file, { done: Math.min(all, (all * seen) / file.bytes), all });
    }
    tell(file, { done: all, all });
  };
  count().catch(fail); // a line cut in the middle makes Pyodide wait for ever: say so here
  return response;
}

/** Pyodide compiles a response only if it is called application/wasm, and waits for ever if it is not. @param {Response} response */
function asWasm(response) {
  if (response.headers.get("content-type")?.startsWith("application/wasm")) return response;
  return new Response(response.body, { headers: { "content-type": "application/wasm" } });
}

/** @param {RuntimeFile} file */
async function importScript(file) {
  const module = await import(at(file.path));
  const all = file.compressed || file.bytes;
  tell(file, { done: all, all });
  return module;
}

/**
 * What loadPyodide needs, for one start: its responses can be read once.
 * @param {typeof RUNTIME.files} files
 * @param {(reason: Error) => void} fail  called when one of them stops in the middle
 */
export async function gather(files, fail) {
  for (const file of Object.values(files)) {
    progress.set(file, { done: 0, all: file.compressed || file.bytes });
  }
  const wasm = load(files.wasm, fail).then(asWasm);
  const stdlib = load(files.stdlib, fail);
  const calculators = load(files.calculators, fail);
  self.fetch = (input, options) => {
    const url = String(/** @type {Request} */ (input)?.url ?? input);
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
  return { loadPyodide, stdLibURL: at(files.stdlib.path), calculators: await calculators };
}
