/** The papers of a project (../project) have a script of their own, which no other page asks for. */

import { onEachPage } from "./pages.mjs";

onEachPage(() => {
  if (document.querySelector("form[data-project]")) import(new URL("project.mjs", import.meta.url).href);
});
