/**
 * The search behind the dialog of the theme, in its place for a worker of one's own: it hands over the index of the
 * pages, then what is typed, and shows what comes back.
 *
 * @typedef {import("./shelf.mjs").Page} Page
 */

import { find } from "./find.mjs";
import { shelve } from "./shelf.mjs";
import { suggestion } from "./suggestion.mjs";

const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3; // prettier-ignore

/** @type {import("./shelf.mjs").Shelf} */
let shelf;

addEventListener("message", ({ data: { type, data } }) => {
  if (type === SETUP) {
    shelf = shelve(data.docs, data.config.lang[0], data.config.meant);
    postMessage({ type: READY });
  } else if (type === QUERY) {
    postMessage({ type: RESULT, data: { items: find(shelf, data), suggest: suggestion(shelf, data) } });
  }
});
