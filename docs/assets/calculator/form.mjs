/**
 * The questions in the form: which are raised, what they hold as a query, and how a query is put into them.
 *
 * @typedef {import("./types.mjs").When} When
 * @typedef {import("./types.mjs").Former} Former
 * @typedef {import("./types.mjs").Control} Control
 */

import { choice, LONGEST, tidy } from "./links.mjs";
import { data } from "./parts.mjs";
import { makeRows, namesOfCells, rowsOf, showRows, tables } from "./rows.mjs";
import { clearTicks, recount } from "./ticks.mjs";

/**
 * Whether a case raises a question, as `is_raised` of calculators/engine/questions.py says. It is asked in question
 * order: `values` holds the raised ones before, so what is not raised raises nothing.
 * @param {When} when
 * @param {Object<string, string>} values
 */
export const raised = (when, values) =>
  !when.length || when.some((every) => Object.entries(every).every(([name, texts]) => texts.includes(values[name])));

/** @param {HTMLFormElement} form  @returns {Control[]} */
export const controls = (form) =>
  /** @type {Control[]} */ ([...form.elements]).filter((each) => each.name && each.closest("[data-question]"));

/** Of a choice, the radio that is chosen; else the only control of its question. @param {Control} control */
export const isChosen = (control) => control.type !== "radio" || /** @type {HTMLInputElement} */ (control).checked;

/** @param {HTMLFormElement} form  @param {string} name  @returns {HTMLElement|null} */
export const question = (form, name) => form.querySelector(`[data-question="${CSS.escape(name)}"]`);

/**
 * What the form holds for a question; its default where a text was left empty.
 * @param {HTMLFormElement} form
 * @param {string} name
 */
function held(form, name) {
  const item = /** @type {HTMLInputElement|null} */ (form.elements.namedItem(name)); // of a choice, all its radios
  return item ? item.value || item.defaultValue || "" : "";
}

/**
 * Shows what the case raises: questions, then the hints that depend on any of them, and the groups that are not empty.
 * @param {HTMLFormElement} form
 */
export function toggle(form) {
  /** @type {Object<string, string>} */
  const values = {};
  /** @type {NodeListOf<HTMLElement>} */
  const questions = form.querySelectorAll("[data-question]");
  for (const element of questions) {
    const { column, question: name } = data(element);
    if (!column && showWhen(element, values)) values[name] = held(form, name);
  }
  /** @type {NodeListOf<HTMLElement>} */
  const texts = form.querySelectorAll(":is(.hint, .ticks) [data-when]");
  for (const text of texts) showWhen(text, values);
  /** @type {NodeListOf<HTMLElement>} */
  const heads = form.querySelectorAll("[data-head]");
  for (const head of heads) showWhen(head, values);
  for (const table of tables(form)) showRows(table, values[data(table).repeated]);
  recount(form, values);
  /** @type {NodeListOf<HTMLElement>} */
  const groups = form.querySelectorAll("[data-group]");
  for (const group of groups) group.hidden = !group.querySelector("[data-question]:not([hidden])");
}

/**
 * @param {HTMLElement} element
 * @param {Object<string, string>} values
 */
function showWhen(element, values) {
  const shown = raised(JSON.parse(element.dataset.when ?? "[]"), values);
  element.hidden = !shown;
  return shown;
}

/**
 * A date that is still being typed: the field holds a part of it, or a year of one to three digits.
 * @param {EventTarget|null} target
 */
export function isUnfinished(target) {
  const { type, validity, value } = /** @type {HTMLInputElement} */ (target);
  const part = validity.badInput || (value !== "" && value < "1000");
  return type === "date" && target === document.activeElement && part;
}

// What no question reads, for Python to say what to mend: a browser keeps to itself what stands in a date field and is no
// date; a former value may be one that nobody knows.
const UNREADABLE = "?";

/**
 * What a query says of a question: under its name, else under a former one, as `_answer` of
 * calculators/engine/questions.py reads it. Of two answers the last counts, there too.
 * @param {URLSearchParams} pairs
 * @param {string} name
 * @param {Former} former
 */
export function given(pairs, name, former) {
  const last = pairs.getAll(name).at(-1);
  const text = last && tidy(last);
  if (text) return text;
  for (const [old, meant] of Object.entries(former)) {
    const text = tidy(pairs.getAll(old).at(-1) ?? "");
    if (!text) continue;
    const values = Object.keys(meant);
    const value = choice(text, values);
    return !values.length ? text : values.includes(value) ? meant[value] : UNREADABLE;
  }
  return text;
}

/**
 * The names that a link may give an answer under: the questions' own, and former ones.
 * @param {HTMLFormElement} form
 */
export const namesOf = (form) =>
  new Set(
    [...form.querySelectorAll("[data-question]")]
      .flatMap((element) => {
        const { question, former } = data(element);
        return [question, ...Object.keys(JSON.parse(former ?? "{}"))];
      })
      .concat(tables(form).flatMap(namesOfCells)),
  );

/**
 * The case in the form, as a query: each question that is shown, in order.
 * @param {HTMLFormElement} form
 */
export function query(form) {
  const pairs = new URLSearchParams();
  for (const control of controls(form)) {
    if (control.closest("[hidden]") || !isChosen(control)) continue;
    pairs.append(control.name, control.validity.badInput ? UNREADABLE : control.value.slice(0, LONGEST));
  }
  return pairs.toString();
}

/**
 * Puts a case in the form; what it does not name, or names with a value that is not offered, is at its default.
 * @param {HTMLFormElement} form
 * @param {URLSearchParams} pairs
 */
export function fill(form, pairs) {
  clearTicks(form);
  for (const table of tables(form)) makeRows(table, rowsOf(table, given(pairs, data(table).repeated, {})));
  for (const control of controls(form)) {
    const { former } = data(/** @type {Element} */ (control.closest("[data-question]")));
    const text = given(pairs, control.name, JSON.parse(former ?? "{}"));
    if ("options" in control) {
      const options = [...control.options];
      const told = choice(
        text ?? "",
        options.map(({ value }) => value),
      );
      const chosen = options.find((each) => each.value === told) ?? options.find((each) => each.defaultSelected);
      (chosen ?? options[0]).selected = true;
    } else if (control.type === "radio") {
      const offered = /** @type {Iterable<HTMLInputElement>} */ (form.elements.namedItem(control.name));
      const values = [...offered].map(({ value }) => value);
      const told = choice(text ?? "", values);
      control.checked = values.includes(told) ? control.value === told : control.defaultChecked;
    } else {
      control.value = text ?? control.defaultValue;
    }
  }
  toggle(form);
}
