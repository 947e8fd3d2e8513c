/**
 * Named things to tick beside the number that counts them. The number is the answer: a link holds it alone, and a number
 * that is typed or linked clears the ticks, which would say otherwise.
 */

import { data } from "./parts.mjs";

/** @param {Element} within  @returns {HTMLInputElement[]} */
const boxes = (within) =>
  [...within.querySelectorAll("[data-tick]")].map((box) => /** @type {HTMLInputElement} */ (box));

/** The number that some boxes count into. @param {Element} ticks */
const field = (ticks) =>
  /** @type {HTMLInputElement} */ (/** @type {Element} */ (ticks.closest("[data-question]")).querySelector("[name]"));

/** @param {Element} ticks */
const count = (ticks) => (field(ticks).value = String(boxes(ticks).filter((box) => box.checked).length));

/** @param {HTMLElement} form */
export function clearTicks(form) {
  for (const box of boxes(form)) box.checked = false;
}

/** A box was ticked, or the number typed. @param {EventTarget|null} target  @param {HTMLElement} form */
export function heed(target, form) {
  const control = /** @type {HTMLInputElement} */ (target);
  const ticks = /** @type {Element} */ (control.closest("[data-question]"))?.querySelector("[data-ticks]");
  if (!ticks) return;
  if ("tick" in data(control)) count(ticks);
  else clearTicks(form);
}

/** After the case has changed: what it no longer offers counts no more. @param {HTMLElement} form */
export function recount(form) {
  /** @type {NodeListOf<HTMLElement>} */
  const lists = form.querySelectorAll("[data-ticks]");
  for (const ticks of lists) {
    const gone = boxes(ticks).filter((box) => box.checked && box.closest("[hidden]"));
    for (const box of gone) box.checked = false;
    if (gone.length) count(ticks);
    ticks.hidden = !ticks.querySelector("label:not([hidden])");
  }
}
