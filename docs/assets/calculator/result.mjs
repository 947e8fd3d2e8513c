/**
 * The result beside the form: what it shows, and that it never stands beside answers it does not belong to.
 *
 * @typedef {import("./types.mjs").Calculator} Calculator
 * @typedef {import("./types.mjs").Answer} Answer
 */

import { hasComingDates } from "./calendar.mjs";
import { data, part } from "./parts.mjs";
import { showProblems } from "./problems.mjs";

/** A case without a default answer shows none. @param {Calculator} calculator */
export const isBuilt = ({ first }) => first.outcome !== "none";

/**
 * @param {HTMLElement} result
 * @param {string} html  ours: Python escapes what the reader typed
 * @param {string} outcome
 * @param {string|null} [total]
 */
function put(result, html, outcome, total) {
  result.innerHTML = html;
  result.dataset.outcome = outcome;
  if (total) result.dataset.total = total;
  else delete result.dataset.total;
}

/**
 * A result never stands beside answers that it does not belong to; `words` say why it is away, or what it is.
 * @param {Calculator} calculator
 * @param {boolean} stale
 * @param {string} [words]
 */
export function setStale(calculator, stale, words = "") {
  const { page, result, status } = calculator;
  const { outcome } = data(result);
  result.hidden = stale;
  part(page, "stale").hidden = !stale || Boolean(words);
  part(page, "example").hidden = stale || calculator.calculated || !isBuilt(calculator);
  part(page, "tools").hidden = stale || ["none", "problems"].includes(outcome);
  part(page, "ics").hidden = !hasComingDates(result);
  status.textContent = words;
  status.classList.remove("visually-hidden");
}

/**
 * @param {Calculator} calculator
 * @param {Answer} answer
 */
export function showAnswer(calculator, answer) {
  showProblems(calculator, answer.problems);
  put(calculator.result, answer.html, answer.outcome, answer.total);
  setStale(calculator, false, answer.summary);
}

/** The result as it was built into the page. @param {Calculator} calculator */
export function showFirst(calculator) {
  const { result, first } = calculator;
  showProblems(calculator, {});
  result.removeAttribute("aria-busy");
  put(result, first.html, first.outcome, first.total);
  setStale(calculator, false);
}
