/**
 * The result beside the form: a card that stays in view, the details under it, and the bar that stands in for the card.
 * While an answer is on its way the former one stays, busy and soon dimmed: it never looks like the answer to what is
 * asked.
 *
 * @typedef {import("./types.mjs").Calculator} Calculator
 * @typedef {import("./types.mjs").Answer} Answer
 */

import { word } from "../site/word.mjs";
import { tellDates } from "./agenda.mjs";
import { tellBar } from "./bar.mjs";
import { query } from "./form.mjs";
import { lead } from "./leads.mjs";
import { data, part, tell } from "./parts.mjs";
import { showProblems, tellRead } from "./problems.mjs";
import { showEngine } from "./progress.mjs";

const SLOW = 150; // ms without an answer, before the former one is dimmed and the page says that it is being calculated
const CALM = 500; // ms without a further change, before the new answer is told to who does not see it
const WIDE = matchMedia("(min-width: 45em)");

/** A case without a default answer shows none. @param {Calculator} calculator */
export const isBuilt = ({ first }) => first.outcome !== "none";

/**
 * @param {Calculator} calculator
 * @param {string} html  ours: Python escapes what the reader typed
 * @param {string} outcome
 * @param {string|null} [total]
 */
function put(calculator, html, outcome, total) {
  const { result } = calculator;
  const answer = document.createRange().createContextualFragment(html);
  furnish(calculator, answer);
  result.replaceChildren(answer);
  result.dataset.outcome = outcome;
  if (total) result.dataset.total = total;
  else delete result.dataset.total;
  complete(calculator);
}

/**
 * Puts into the card of a result what is kept while the card around it is made anew. It goes straight there: where it
 * comes to stand between others of the page, the browser counts the style of all of them again.
 * @param {Calculator} calculator
 * @param {ParentNode} answer
 */
function furnish({ note, page, tools }, answer) {
  const card = answer.querySelector(".answer__card");
  card?.prepend(note);
  card?.append(tools);
  if (!card) page.append(note, tools);
}

/** Adds to a result what is the page's own: dates as of today, the bar, addresses, names. @param {Calculator} calculator */
function complete(calculator) {
  const { form, page, result, tools } = calculator;
  const { outcome } = data(result);
  const { coming, next, closed } = tellDates(calculator);
  tools.hidden = ["none", "problems"].includes(outcome);
  part(tools, "ics").hidden = !coming;
  /** @type {NodeListOf<HTMLDetailsElement>} */
  const folded = result.querySelectorAll("details[data-wide]");
  for (const details of folded) details.open = WIDE.matches;
  tellBar(calculator, closed ? word(form, "closed") : outcome === "dated" ? next : "");
  part(page, "bar").hidden = outcome === "none";
  lead(result, form);
  calculator.table?.refresh();
}

/** The answer shown is the one to what the form holds. @param {Calculator} calculator */
export const isAnswered = ({ asked, form, result }) => query(form) === asked && !result.hasAttribute("aria-busy");

/**
 * The answer shown is not, or not yet, the one to what the form holds.
 * @param {Calculator} calculator
 * @param {boolean} [pressed]  the reader asked for it
 * @param {boolean} [quiet]  nothing is asked yet, since an answer is not whole
 */
export function setWaiting(calculator, pressed = false, quiet = false) {
  const { form, page, result } = calculator;
  const dim = () => (page.dataset.waiting = ""); // not at once: an answer that comes soon would make it flicker
  if (!result.hasAttribute("aria-busy")) calculator.dimming = setTimeout(dim, SLOW);
  result.setAttribute("aria-busy", "true");
  clearTimeout(calculator.slow);
  if (quiet) return;
  setUnanswered(calculator, false);
  calculator.slow = setTimeout(() => {
    tell(calculator.note, word(form, "calculating"));
    if (pressed) calculator.status.textContent = word(form, "calculating");
  }, SLOW);
}

/** @param {Calculator} calculator */
function setReady(calculator) {
  const { form, page, result } = calculator;
  clearTimeout(calculator.slow);
  clearTimeout(calculator.dimming);
  result.hidden = false;
  const failed = part(page, "failed");
  if (failed.parentElement !== form) form.append(part(page, "progress"), failed);
  result.removeAttribute("aria-busy");
  delete page.dataset.waiting;
  setUnanswered(calculator, false);
  tell(calculator.note, "");
}

/** Whether words stand in place of an answer, whatever the engine does meanwhile. @param {Calculator} calculator  @param {boolean} told */
function setUnanswered({ page }, told) {
  if (told === "unanswered" in data(page)) return;
  page.toggleAttribute("data-unanswered", told);
  showEngine();
}

/** No answer will come: none may stay in sight, and words stand in its place. @param {Calculator} calculator  @param {string} words */
export function setAway(calculator, words) {
  const { page, result } = calculator;
  const failed = part(page, "failed");
  setReady(calculator);
  result.hidden = part(page, "bar").hidden = true;
  result.before(part(page, "progress"), failed);
  setUnanswered(calculator, true);
  say(calculator, words, true);
}

/**
 * Tells who does not see it. After a press the result itself is brought to the reader, and is not to be heard twice.
 * @param {Calculator} calculator
 * @param {string} text
 * @param {boolean} pressed
 */
function say(calculator, text, pressed) {
  const { status } = calculator;
  clearTimeout(calculator.telling);
  const hear = () => {
    if (status.textContent !== text) status.textContent = text;
  };
  status.setAttribute("aria-live", pressed ? "off" : "polite");
  if (pressed) hear();
  else calculator.telling = setTimeout(hear, CALM);
}

/**
 * @param {Calculator} calculator
 * @param {Answer} answer
 * @param {boolean} pressed
 */
export function showAnswer(calculator, answer, pressed) {
  showProblems(calculator, answer.problems, pressed);
  tellRead(calculator.form, answer.read ?? {});
  setReady(calculator);
  put(calculator, answer.html, answer.outcome, answer.total);
  say(calculator, answer.summary, pressed);
}

/**
 * The result as it was built into the page.
 * @param {Calculator} calculator
 * @param {boolean} [fresh]  it still stands there
 */
export function showFirst(calculator, fresh = false) {
  const { first, form } = calculator;
  showProblems(calculator, {}, false);
  tellRead(form, {});
  setReady(calculator);
  if (fresh) {
    furnish(calculator, calculator.result);
    complete(calculator);
  } else put(calculator, first.html, first.outcome, first.total);
  if (isBuilt(calculator)) tell(calculator.note, word(form, "defaultNote"));
  say(calculator, "", true);
}

/** Brings the reader to the result: in view, and heard by who does not see it. @param {Calculator} calculator */
export function bring({ result, summary }) {
  /** @type {HTMLElement} */
  const place = summary.hidden ? (result.querySelector(".answer__title") ?? result) : summary;
  place.focus({ preventScroll: true });
  const seen = place.closest(".answer__card") ?? place;
  const { top, bottom } = seen.getBoundingClientRect();
  const inView = !FRAMED && top >= 0 && bottom <= innerHeight; // a frame is as high as all it holds, seen or not
  if (!inView) seen.scrollIntoView({ block: FRAMED ? "nearest" : "start" });
}
