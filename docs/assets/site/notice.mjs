/** The notice of the day: of the texts that a page holds, the one whose days the reader lives in. */

import { current, today } from "./day.mjs";
import { onEachPage } from "./pages.mjs";

function tellTheDay() {
  for (const notice of document.querySelectorAll("[data-notice]")) {
    /** @type {HTMLElement[]} */
    const texts = [...notice.querySelectorAll("p")];
    const spans = texts.map(({ dataset }) => dataset);
    const place = Math.max(current(spans, today()), 0); // the first is true on any day
    for (const [number, text] of texts.entries()) text.hidden = number !== place;
  }
}

onEachPage(tellTheDay);
