/**
 * The case of a calculator: asked, answered, shown, and written into the address; nothing else is stored.
 *
 * @typedef {import("./types.mjs").Calculator} Calculator
 */

import { word } from "../site/word.mjs";
import { happen } from "./engine.mjs";
import { controls, fill, namesOf, query } from "./form.mjs";
import { caseOf, isSeparator, pairsOf } from "./links.mjs";
import { answerOfPack, ask } from "./packs.mjs";
import { data, part, tell } from "./parts.mjs";
import { bring, setAway, setWaiting, showAnswer, showFirst } from "./result.mjs";

/** Where no answer is missing, the button of a failed engine starts it again. */
export const retry = () => happen("retried");

/**
 * @param {Calculator} calculator
 * @param {string} asked  the case
 * @param {boolean} pressed  the reader asked for this result: bring them to it
 */
export async function calculate(calculator, asked, pressed) {
  try {
    await reply(calculator, asked, pressed);
  } catch (error) {
    setAway(calculator, word(calculator.form, "failed")); // a fault of ours, or a browser that lacks something
    throw error;
  }
}

/**
 * @param {Calculator} calculator
 * @param {string} asked
 * @param {boolean} pressed
 */
async function reply(calculator, asked, pressed) {
  const { form } = calculator;
  const mine = ++calculator.turn;
  calculator.asked = query(form); // a link may ask for more than the form can hold
  calculator.retry = () => calculate(calculator, asked, pressed);
  let answer = answerOfPack(form, asked); // shown before the next frame is drawn
  if (!answer) {
    setWaiting(calculator, pressed);
    answer = await ask(form, asked).catch(() => null);
    if (mine !== calculator.turn || !form.isConnected) return;
  }
  if (!answer) {
    setAway(calculator, word(form, "failed"));
    return keepCase(calculator, asked); // who loads the page anew asks it again
  }
  calculator.retry = retry;
  showAnswer(calculator, answer, pressed);
  if (answer.outcome !== "problems") {
    keepCase(calculator, answer.outcome === "fault" ? asked : answer.link); // a fault is reported by its case's link
    calculator.values = answer.values;
    writeBack(calculator);
  }
  if (!pressed) return;
  await drawn(); // to focus what is not drawn yet would make the browser lay out the page twice
  if (mine === calculator.turn) bring(calculator);
}

/**
 * What was used stands in the field: a default where nothing was given, a date as the field can show it. A field that
 * is being filled in is left alone.
 * @param {Calculator} calculator
 */
export function writeBack(calculator) {
  const { form, values } = calculator;
  for (const control of controls(form)) {
    if (control.value || !values[control.name] || control === document.activeElement) continue;
    control.value =
      control.type === "date" ? values[control.name] : /** @type {HTMLInputElement} */ (control).defaultValue;
    calculator.asked = query(form);
  }
}

/** Resolved once the next frame is drawn; soon, where none is, as in a page in the background. */
const drawn = () =>
  new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, 100);
  });

/**
 * Makes a case the one that the address names.
 * @param {Calculator} calculator
 * @param {string} link
 */
export function keepCase(calculator, link) {
  calculator.link = link;
  calculator.search = link ? `?${link}` : "";
  if (location.pathname !== calculator.pathname) return; // the reader is on the way to another page
  const hash = isSeparator(location.hash) ? "" : location.hash;
  setAddress("replaceState", location.pathname + calculator.search + hash);
}

/**
 * False where the browser refuses: some allow so many changes in half a minute and no more. The next one writes it.
 * @param {"pushState"|"replaceState"} change
 * @param {string} address
 */
export function setAddress(change, address) {
  try {
    // What stands there is the theme's: it keeps the scroll position in it.
    history[change](change === "replaceState" ? history.state : null, "", address);
    return true;
  } catch {
    return false;
  }
}

/** Back to the page as it was built. @param {Calculator} calculator */
export function restart(calculator) {
  calculator.turn += 1;
  Object.assign(calculator, { link: "", values: {}, retry });
  fill(calculator.form, new URLSearchParams());
  calculator.asked = query(calculator.form); // else a date that is left would be asked for anew
  showFirst(calculator);
  part(calculator.page, "changed-rules").hidden = true;
}

/**
 * Shows the case that the address names.
 * @param {Calculator} calculator
 * @param {boolean} [pressed]  the reader asked for it on this page: bring them to it
 */
export function open(calculator, pressed = false) {
  const { form, page } = calculator;
  const { rules } = data(form);
  calculator.search = location.search;
  const link = location.search + (isSeparator(location.hash) ? location.hash : "");
  const names = namesOf(form);
  const pairs = caseOf(link, (name) => names.has(name));
  const older = new Map(pairsOf(link)).get("rules");
  restart(calculator);
  fill(form, pairs);
  if (older && older !== rules) {
    tell(part(page, "changed-rules"), word(form, "changedRules", { old: older.slice(0, 20), new: rules }));
  }
  if (String(pairs)) calculate(calculator, String(pairs), pressed);
  else if (pressed) bring(calculator);
}

/** The address has changed under us: back, forward, or a link to another case. @param {Calculator} calculator */
export function follow(calculator) {
  const { form, pathname, search } = calculator;
  if (form.isConnected && location.pathname === pathname && location.search !== search) open(calculator);
}
