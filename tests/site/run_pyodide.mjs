// The runtime that the site serves, run by Node:  node tests/site/run_pyodide.mjs [site/assets] < cases.jsonl > answers.jsonl
// One {"slug", "query", "lang"} a line in, one answer a line out, as `python -m calculators --batch` does.
// With --modules it prints, instead, the standard library's modules that were imported by then.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { loadPyodide } from "pyodide"; // the very file that the build copies; only here does it find what Node needs

// Node would print the megabyte of source that a fault comes from: the message is enough.
process.on("uncaughtException", (fault) => {
  console.error(String(fault.message ?? fault));
  process.exit(1);
});

const [assets = "site/assets"] = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const { files, pyodide: version, python } = JSON.parse(readFileSync(resolve(assets, "runtime.json"), "utf8"));
/** @param {{path: string}} file */
const path = (file) => resolve(assets, file.path);

const pyodide = await loadPyodide({
  indexURL: resolve(path(files.wasm), ".."),
  stdLibURL: process.env.STDLIB ?? path(files.stdlib),
  lockFileContents: {
    info: { abi_version: "2025_0", arch: "wasm32", platform: "emscripten_4_0_9", version, python },
    packages: {},
  },
});
const wheel = new Uint8Array(readFileSync(path(files.calculators))); // Pyodide takes no Buffer
pyodide.unpackArchive(wheel, "wheel");
const answer = pyodide.runPython(`
import json
from calculators.browser import answer

def answer_line(line):
    case = json.loads(line)
    return json.dumps(answer(case["slug"], case["query"], case.get("lang", "fr")), ensure_ascii=False)

answer_line
`);

const modules = process.argv.includes("--modules");
for await (const line of createInterface({ input: process.stdin })) {
  if (!line.trim()) continue;
  const text = answer(line);
  if (!modules) process.stdout.write(text + "\n");
}
if (modules) {
  const imported = pyodide.runPython(`
import sys
"\\n".join(sorted(
    name for name, module in list(sys.modules.items())
    if ".zip" in str(getattr(getattr(module, "__spec__", None), "origin", ""))
))
`);
  process.stdout.write(imported + "\n");
}
