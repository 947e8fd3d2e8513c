/** What scrolls sideways in its own box is a stop for the keyboard, with a name: where it scrolls, and only there. */

import { onEachPage } from "./pages.mjs";
import { said } from "./word.mjs";

const BOXES = "article :is(.md-typeset__scrollwrap, .table-box)";

const watch = new ResizeObserver((changes) => {
  for (const box of new Set(changes.map(({ target }) => target.closest(BOXES)))) if (box) look(box);
});

/** @param {Element} box */
function look(box) {
  const place = [...document.querySelectorAll(BOXES)].indexOf(box) + 1;
  const told = { tabindex: "0", role: "region", "aria-label": said("table", { place }) };
  for (const [attribute, value] of Object.entries(told)) {
    if (box.scrollWidth > box.clientWidth) box.setAttribute(attribute, value);
    else box.removeAttribute(attribute);
  }
}

onEachPage(() => {
  watch.disconnect();
  for (const each of document.querySelectorAll(`${BOXES}, ${BOXES} > *`)) watch.observe(each);
});
