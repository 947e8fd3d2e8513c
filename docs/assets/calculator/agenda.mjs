/**
 * What the day of reading makes of the dates of a result: which are past, which comes next, whether a window has closed.
 * Python knows no today: the same case has the same answer, whenever it is asked.
 *
 * @typedef {import("./types.mjs").Calculator} Calculator
 */

import { today } from "../site/day.mjs";
import { word } from "../site/word.mjs";
import { data, tell } from "./parts.mjs";

/**
 * Whether nothing of a step is still to come: its last day is behind, or has come where it was due before that day.
 * @param {string} binds  "on", "before", "by" or "from"
 * @param {string} last  "2026-11-22"
 * @param {string} now
 */
export const isOver = (binds, last, now) => (binds === "before" ? last <= now : last < now);

/**
 * Marks what is past, says what comes next and which window has closed. Whether any date is still to come.
 * @param {Calculator} calculator
 */
export function tellDates({ form, result }, now = today()) {
  let next = "";
  let coming = false;
  let closed = "";
  /** @type {NodeListOf<HTMLElement>} */
  const groups = result.querySelectorAll(".timeline > li");
  for (const group of groups) {
    const time = /** @type {HTMLTimeElement} */ (group.querySelector("time"));
    const { binds } = data(group);
    let past = true;
    /** @type {NodeListOf<HTMLElement>} */
    const steps = group.querySelectorAll("[data-step]");
    for (const step of steps) {
      const { until, short, closed: sentence } = data(step);
      const over = isOver(binds, until ?? time.dateTime, now);
      past &&= over && (binds !== "from" || Boolean(until)); // what began and has no end goes on
      coming ||= !over;
      if (over && sentence) closed = sentence;
      if (!next && !isOver(binds, time.dateTime, now)) {
        next = word(form, "next", { when: String(time.textContent), what: short ?? step.textContent });
      }
    }
    if (past) time.append(mark(` ${word(form, "past")}`));
  }
  /** @type {[string, string][]} */
  const places = [
    [".answer__next", next],
    [".answer__closed", closed],
  ];
  for (const [selector, text] of places) {
    const place = /** @type {HTMLElement|null} */ (result.querySelector(selector));
    if (place) tell(place, text);
  }
  return { coming, next, closed };
}

/** @param {string} text */
function mark(text) {
  const element = document.createElement("span");
  element.className = "past";
  element.textContent = text;
  return element;
}
