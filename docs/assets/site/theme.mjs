/**
 * What the theme leaves undone on any page: names for what has none, the same page in another language, and on paper
 * what is folded away on the screen.
 */

import { onEachPage } from "./pages.mjs";

/** Its search, the sections of its menu, the boxes of a checklist. */
function nameTheNameless() {
  const search = document.querySelector(".md-search[role=dialog]");
  if (search) name(search, search.querySelector("input")?.getAttribute("aria-label"));
  for (const menu of document.querySelectorAll("nav.md-nav[aria-labelledby]")) {
    name(menu, menu.querySelector(":scope > .md-nav__title")?.textContent);
  }
  /** @type {NodeListOf<HTMLInputElement>} */
  const boxes = document.querySelectorAll(".task-list-item input[type=checkbox]");
  for (const box of boxes) {
    name(box, box.closest("li")?.textContent);
    box.disabled = false; // a box is there to be ticked, on the screen too
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
