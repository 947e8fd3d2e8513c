/**
 * Fetches what Pyodide needs, all at once, and tells the page how much of it has arrived. Nothing is taken that is not what
 * the build wrote: a line, a disk or a helpful proxy may have changed it.
 */

import { isChanged } from "../site/digits.mjs";

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
 * Fetches a file, counts it as it arrives and compares its digits once it is whole. A copy of the response is read, not
 * the response itself: browsers keep compiled code only for a WebAssembly response that comes straight from the network
 * or the cache.
 * @param {RuntimeFile} file
 * @param {RequestCache} cache
 */
async function load(file, cache) {
  const response = await fetchFromNetwork(at(file.path), { cache });
  if (!response.ok) throw new Error(`${file.path}: ${response.status}`);
  const all = weight(response, file);
  const arrive = async () => {
    const reader = /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (response.clone().body).getReader();
    const parts = [];
    for (let seen = 0, part = await reader.read(); !part.done; part = await reader.read()) {
      parts.push(part.value);
      seen += part.value.length;
      tell(file, { done: Math.min(all, (all * seen) / file.bytes), all });
    }
    tell(file, { done: all, all });
    if (await isChanged(await new Blob(parts).arrayBuffer(), file.digits)) throw new Error(`${file.path}: changed`);
  };
  return { response, arrived: arrive() };
}

/** The file, once it is known to be ours. @param {RuntimeFile} file  @param {RequestCache} cache */
async function loadWhole(file, cache) {
  const { response, arrived } = await load(file, cache);
  await arrived;
  return response;
}

/** Pyodide compiles a response only if it is called application/wasm, and waits for ever if it is not. @param {Response} response */
function asWasm(response) {
  if (response.headers.get("content-type")?.startsWith("application/wasm")) return response;
  return new Response(response.body, { headers: { "content-type": "application/wasm" } });
}

/** The browser has just kept what was loaded, and runs that. @param {RuntimeFile} file  @param {RequestCache} cache */
async function importScript(file, cache) {
  await loadWhole(file, cache);
  return import(at(file.path));
}

/**
 * What loadPyodide needs, for one start: its responses can be read once.
 * @param {typeof RUNTIME.files} files
 * @param {RequestCache} cache  "reload": past what the browser has kept
 * @param {(reason: Error) => void} fail  called when the WebAssembly, which is compiled on its way, is not ours or stops
 */
export async function gather(files, cache, fail) {
  for (const file of Object.values(files)) {
    progress.set(file, { done: 0, all: file.compressed || file.bytes });
  }
  const compiled = load(files.wasm, cache);
  const wasm = compiled.then(({ response }) => asWasm(response));
  const whole = compiled.then(({ arrived }) => arrived);
  whole.catch(fail); // Pyodide would wait for ever
  const stdlib = loadWhole(files.stdlib, cache);
  const calculators = loadWhole(files.calculators, cache);
  self.fetch = (input, options) => {
    const url = String(/** @type {Request} */ (input)?.url ?? input);
    if (url.endsWith(".wasm")) return wasm;
    return url === at(files.stdlib.path) ? stdlib : fetchFromNetwork(input, options);
  };
  const [{ loadPyodide }] = await Promise.all([
    importScript(files.mjs, cache),
    importScript(files.asm, cache), // sets the global that Pyodide would otherwise fetch under its own file name
    wasm,
    stdlib,
    calculators,
  ]);
  return { loadPyodide, stdLibURL: at(files.stdlib.path), calculators: await calculators, whole };
}
