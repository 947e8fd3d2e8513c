/**
 * The menu and the search of the theme for who uses no mouse. It opens them by labels, which no key reaches and no screen
 * reader names: a button takes the place of each and keeps its `for`, by which the theme's styles know it. Closed, they
 * are out of the tab order (access.css).
 */

import { onEachPage } from "./pages.mjs";
import { said } from "./word.mjs";

const MENU = ".md-sidebar--primary";
/** @param {string} id */
const toggle = (id) => /** @type {HTMLInputElement} */ (document.getElementById(id));

/**
 * A button in the place of a label, which is named where its own words do not say what it does.
 * @param {HTMLLabelElement} label
 * @param {string} [name]
 */
function asButton(label, name) {
  const button = document.createElement("button");
  for (const { name, value } of label.attributes) if (name !== "tabindex") button.setAttribute(name, value);
  button.type = "button";
  button.append(...label.childNodes);
  if (name) button.setAttribute("aria-label", name);
  const opens = toggle(label.htmlFor);
  const tell = () => button.setAttribute("aria-expanded", String(opens.checked));
  button.addEventListener("click", () => opens.click());
  opens.addEventListener("change", tell);
  tell();
  label.replaceWith(button);
  return button;
}

/**
 * A part of the menu: what opens it, and, where parts cover each other on a narrow screen, what leads back out of it.
 * @param {HTMLElement} part
 */
function give(part) {
  /** @type {HTMLLabelElement|null} */
  const back = part.querySelector(":scope > label.md-nav__title");
  /** @type {HTMLLabelElement|null|undefined} */
  const label = back && part.parentElement?.querySelector(`label.md-nav__link[for="${back.htmlFor}"]`);
  if (!back || !label) return;
  const what = back.textContent.trim();
  const opener = asButton(label, said("open", { what }));
  const closer = asButton(back, said("back", { what }));
  part.setAttribute("aria-label", what);
  for (const late of ["aria-labelledby", "aria-expanded"]) part.removeAttribute(late); // the button says it now
  toggle(label.htmlFor).addEventListener("change", ({ currentTarget }) => {
    const { checked } = /** @type {HTMLInputElement} */ (currentTarget);
    if (closer.offsetParent) (checked ? closer : opener).focus();
  });
}

/** The first link or button of the menu that can be seen. */
function first() {
  /** @type {NodeListOf<HTMLElement>} */
  const stops = document.querySelectorAll(`${MENU} :is(a[href], button)`);
  return [...stops].find((each) => each.offsetParent && getComputedStyle(each).visibility === "visible");
}

onEachPage(() => {
  /** @type {NodeListOf<HTMLLabelElement>} */
  const labels = document.querySelectorAll(
    "label.md-header__button[for=__drawer], label.md-header__button[for=__search]",
  );
  for (const label of labels) asButton(label, said(label.htmlFor.slice(2)));
  /** @type {NodeListOf<HTMLElement>} */
  const parts = document.querySelectorAll(`${MENU} .md-nav__toggle ~ .md-nav`);
  for (const part of parts) give(part);
});

const [drawer, search] = [toggle("__drawer"), toggle("__search")];
/** @param {string} id */
const button = (id) => /** @type {HTMLElement|null} */ (document.querySelector(`button[for=${id}]`));

drawer.addEventListener("change", () => {
  if (drawer.checked) first()?.focus();
  else if (document.activeElement?.closest(MENU)) button(drawer.id)?.focus();
});
search?.addEventListener("change", () => {
  if (search.checked) /** @type {HTMLElement} */ (document.querySelector(".md-search__input")).focus();
  else if (document.activeElement?.closest(".md-search")) button(search.id)?.focus();
});
addEventListener("keydown", ({ key }) => key === "Escape" && drawer.checked && drawer.click());
addEventListener("focusin", ({ target }) => {
  // Who leaves the menu by the keyboard would go on behind it.
  if (drawer.checked && target instanceof Element && !target.closest(MENU)) drawer.click();
});
