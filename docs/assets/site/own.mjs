/** Pages that have a script of their own, which no other page asks for. */

import { onEachPage } from "./pages.mjs";

/** @type {Object<string, string>} What such a page holds, and its script. */
const OWN = { "form[data-project]": "project.mjs", "[data-builder]": "builder.mjs" };

onEachPage(() => {
  for (const [holds, script] of Object.entries(OWN))
    if (document.querySelector(holds)) import(new URL(script, import.meta.url).href);
});
