// Pyodide's interpreter without what only other packages could use:  node trim.mjs PYODIDE FOLDER
//
// It is linked so that compiled packages may be loaded into it: every function can be called from outside, and WebGL,
// SDL and sensors are there in case one needs them. No package is ever loaded here. So this keeps of the exports those
// that pyodide.asm.js or pyodide.mjs names, of the JavaScript library what WebAssembly imports or the rest names, and
// then what these reach (found by Binaryen and Terser). Nothing that stays is changed, but for direct eval, which the
// policy of the site forbids and which would hide from Terser what is used.

import { readFileSync, writeFileSync } from "node:fs";
import binaryen from "binaryen";
import { minify } from "terser";

const [pyodide, folder] = process.argv.slice(2);
const wasm = readFileSync(`${pyodide}/pyodide.asm.wasm`);
const loader = readFileSync(`${pyodide}/pyodide.mjs`, "utf8");
let glue = readFileSync(`${pyodide}/pyodide.asm.js`, "utf8");

const module = new WebAssembly.Module(wasm);
const imported = new Set(WebAssembly.Module.imports(module).map(({ name }) => name));
const exported = WebAssembly.Module.exports(module).map(({ name }) => name);

const names = () => new Set((loader + glue).match(/[A-Za-z_$][\w$]*/g));

/**
 * Replaces each match in the glue. Errors: fewer than expected; then Pyodide is built in another way.
 * @param {RegExp|string} pattern
 * @param {number} least
 * @param {(...parts: string[]) => string} change
 */
function replace(pattern, least, change) {
  let found = 0;
  glue = glue.replace(pattern, (...parts) => ((found += 1), change(...parts)));
  if (found < least) throw new Error(`${pattern} occurs ${found} times in pyodide.asm.js`);
}

replace(/(?<![\w$.])eval\(/g, 1, () => "globalThis.eval(");

// What JavaScript offers to WebAssembly, and the types it says for that.
/** @type {Set<string|undefined>} */
const dropped = new Set();
const taking = (/** @type {string} */ entry) => imported.has(entry.split(":")[0]);
replace(/(?<=var wasmImports=\{)[^{}]+(?=\};)/, 1, (list) => {
  const entries = list.split(",");
  for (const entry of entries) if (!taking(entry)) dropped.add(entry.split(":").at(-1));
  return entries.filter(taking).join(",");
});
replace(/(?<=[;{}])([\w$]+)\.sig="\w+";/g, 1000, (text, name) => (dropped.has(name) ? "" : text));

// What JavaScript offers to JavaScript, where nobody takes it.
const taken = new Set([...(loader + glue).matchAll(/\.([\w$]+)/g)].map(([, name]) => name));
const mentions = new Map();
for (const [, name] of glue.matchAll(/Module\["([\w$]+)"\]/g)) mentions.set(name, (mentions.get(name) ?? 0) + 1);
replace(/Module\["([\w$]+)"\]=\1;/g, 1000, (text, name) =>
  taken.has(name) || (mentions.get(name) ?? 0) > 1 ? text : "",
);

// What WebAssembly offers to JavaScript: put aside while Terser drops what the rest does not use, then put back.
const HERE = "globalThis.exportsOfWebAssembly()";
/** @type {{text: string, variable: string, name: string}[]} */
const offers = [];
replace(/var (_[\w$]+)=Module\["\1"\]=wasmExports\["([\w$]+)"\];/g, 3000, (text, variable, name) => {
  offers.push({ text, variable, name });
  return offers.length === 1 ? `${HERE};` : "";
});
({ code: glue = "" } = await minify(glue, { mangle: false, compress: { defaults: false, unused: true, passes: 3 } }));
const used = names();
const needed = offers.filter(({ variable, name }) => used.has(variable) || used.has(name) || imported.has(name));
replace(HERE, 1, () => needed.map(({ text }) => text.slice(0, -1)).join(";"));

const kept = names();
const binary = binaryen.readBinary(wasm);
for (const name of exported) if (!kept.has(name) && !imported.has(name)) binary.removeExport(name);
binary.runPasses(["remove-unused-module-elements"]);

writeFileSync(`${folder}/pyodide.asm.js`, glue);
writeFileSync(`${folder}/pyodide.asm.wasm`, binary.emitBinary());
