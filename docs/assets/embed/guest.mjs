/**
 * A calculator in a page of another site. It keeps nothing, tells that page its height and title and nothing of a case,
 * and leads to the whole page with the case that it holds.
 *
 * @typedef {import("../calculator/types.mjs").Calculator} Calculator
 */

import { query } from "../calculator/form.mjs";
import { pageAddress } from "../calculator/links.mjs";
import { isAnswered } from "../calculator/result.mjs";

/** Before a link can be followed, or its address copied. */
const NEAR = ["pointerover", "focusin", "pointerdown", "click"];

/** @param {Calculator} calculator */
export function join(calculator) {
  for (const type of NEAR) addEventListener(type, ({ target }) => lead(calculator, target), true);
  const root = document.documentElement;
  const height = () => Math.ceil(root.getBoundingClientRect().height);
  // To whatever page holds it: nobody knows which one that is.
  const tell = () => parent.postMessage({ height: height(), title: document.title }, "*");
  new ResizeObserver(tell).observe(root);
  // Where that page does as told, no scroll bar comes for the moment until it has.
  addEventListener("resize", () => innerHeight === height() && root.classList.add("fitted"));
}

/**
 * Within a frame the pages of the site and of others would not open: each link opens beside.
 * @param {Calculator} calculator
 * @param {EventTarget|null} target
 */
function lead(calculator, target) {
  /** @type {HTMLAnchorElement|null|undefined} */
  const anchor = target instanceof Element ? target.closest("a[href]") : null;
  if (!anchor) return;
  if ("whole" in anchor.dataset) anchor.href = pageAddress() + asked(calculator);
  if (!/^https?:/.test(anchor.protocol) || anchor.origin + anchor.pathname === location.origin + location.pathname)
    return;
  anchor.target = "_blank";
  anchor.rel = "noopener";
}

/** The case of now as the end of an address: the one shown, or what the form holds beyond it. @param {Calculator} calculator */
function asked(calculator) {
  const { form, result, search } = calculator;
  const shown = isAnswered(calculator) && result.dataset.outcome !== "problems";
  return shown ? search : `?${query(form)}`;
}
