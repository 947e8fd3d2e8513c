/**
 * What the theme leaves undone on any page: names for what has none, the same page in another language, a button to
 * print, and on paper what is folded away on the screen.
 */

import { onEachPage } from "./pages.mjs";
import { toPaper } from "./paper.mjs";

/** Its search, and the sections of its menu that nothing opens. */
function nameTheNameless() {
  const search = document.querySelector(".md-search[role=dialog]");
  if (search) name(search, search.querySelector("input")?.getAttribute("aria-label"));
  for (const menu of document.querySelectorAll("nav.md-nav[aria-labelledby]")) {
    name(menu, menu.querySelector(":scope > .md-nav__title")?.textContent);
  }
}

/**
 * @param {Element} element
 * @param {string|null|undefined} text
 */
const name = (element, text) => text && element.setAttribute("aria-label", text.trim());

/** The header stays from page to page; where the choice of a language leads, each page says itself. */
function leadToTheSamePage() {
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = document.querySelectorAll(".md-select__link[hreflang]");
  for (const link of links) {
    /** @type {HTMLMetaElement|null} */
    const address = document.querySelector(`meta[name="language-${link.hreflang}"]`);
    if (address) link.href = new URL(address.content, location.href).href;
  }
}

/** The button of a page that is made to be printed: a telephone has no key for it. */
function offerToPrint() {
  /** @type {NodeListOf<HTMLButtonElement>} */
  const buttons = document.querySelectorAll("button[data-print][hidden]");
  for (const button of buttons) {
    button.hidden = false;
    button.addEventListener("click", () => toPaper(button));
  }
}

/** @type {HTMLDetailsElement[]} */
let unfolded = [];

addEventListener("beforeprint", () => {
  unfolded = [...document.querySelectorAll("article details:not([open])")].map(
    (each) => /** @type {HTMLDetailsElement} */ (each),
  );
  for (const details of unfolded) details.open = true;
});
addEventListener("afterprint", () => {
  for (const details of unfolded) details.open = false;
});

onEachPage(nameTheNameless);
onEachPage(leadToTheSamePage);
onEachPage(offerToPrint);
