/**
 * Named things to tick beside the number that counts them. The number is the answer: a link holds it alone, and a number
 * that is typed or linked clears the ticks, which would say otherwise.
 */

import { data } from "./parts.mjs";

/** @param {Element} within  @returns {HTMLInputElement[]} */
const boxes = (within) =>
  [...within.querySelectorAll("[data-tick]")].map((box) => /** @type {HTMLInputElement} */ (box));

/** Counts what is ticked into the number. @param {HTMLFormElement} form  @param {Element} ticks */
function count(form, ticks) {
  const number = /** @type {HTMLInputElement} */ (form.elements.namedItem(data(ticks).ticks));
  number.value = String(boxes(ticks).filter((box) => box.checked).length);
}

/** @param {HTMLFormElement} form  @returns {HTMLElement[]} */
const lists = (form) => [...form.querySelectorAll("[data-ticks]")].map((list) => /** @type {HTMLElement} */ (list));

/** @param {Element} ticks */
function clear(ticks) {
  for (const box of boxes(ticks)) box.checked = false;
}

/** @param {HTMLFormElement} form */
export const clearTicks = (form) => lists(form).forEach(clear);

/** A box was ticked, or the number typed. @param {EventTarget|null} target  @param {HTMLFormElement} form */
export function heed(target, form) {
  const control = /** @type {HTMLInputElement} */ (target);
  for (const ticks of lists(form)) {
    if (ticks.contains(control)) count(form, ticks);
    else if (data(ticks).ticks === control.name) clear(ticks);
  }
}

/**
 * After the case has changed: what it no longer offers counts no more.
 * @param {HTMLFormElement} form
 * @param {Object<string, string>} values  of the questions that are raised
 */
export function recount(form, values) {
  for (const ticks of lists(form)) {
    const gone = boxes(ticks).filter((box) => box.checked && box.closest("label[hidden]"));
    for (const box of gone) box.checked = false;
    if (gone.length) count(form, ticks);
    ticks.hidden = !(data(ticks).ticks in values && ticks.querySelector("label:not([hidden])"));
  }
}
