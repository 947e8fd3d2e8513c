// Pyodide as its documentation starts it: on the page's own thread, with the whole standard library.
import { loadPyodide } from "./pyodide/pyodide.mjs";
import { start } from "./form.mjs";

const pyodide = await loadPyodide();
pyodide.unpackArchive(await (await fetch("calculators.zip")).arrayBuffer(), "zip");
const answer = pyodide.runPython(`
import json
from calculators.browser import answer
lambda query: json.dumps(answer("cmp-project", query))
`);
start((query) => JSON.parse(answer(query)));
