/**
 * What must be mended in the answers: said in a summary above the form and beside each question.
 *
 * @typedef {import("./types.mjs").Calculator} Calculator
 */

import { word } from "../site/word.mjs";
import { question } from "./form.mjs";
import { data, part, tell } from "./parts.mjs";

/**
 * @param {Calculator} calculator
 * @param {Object<string, string>} problems  question → message
 * @param {boolean} pressed  the list above the form comes for who asked for a result; else it would move what is read
 */
export function showProblems({ form, summary }, problems, pressed) {
  const any = Object.keys(problems).length || form.querySelector(".question--problem");
  for (const element of any ? form.querySelectorAll("[data-question]") : []) {
    const message = problems[data(element).question] ?? "";
    tell(part(element, "error"), message);
    element.classList.toggle("question--problem", Boolean(message));
    const control = /** @type {Element} */ (element.matches("fieldset") ? element : element.querySelector("[name]"));
    if (message) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  }
  const lines = Object.entries(problems).map(([name, message]) => line(question(form, name), message));
  /** @type {Element} */ (summary.querySelector("ul")).replaceChildren(...lines);
  summary.hidden = !lines.length || (summary.hidden && !pressed);
}

/**
 * How a number was read, beside its field, where its spelling may mean another.
 * @param {HTMLFormElement} form
 * @param {Object<string, string>} read  question → the number, in words
 */
export function tellRead(form, read) {
  const any = Object.keys(read).length || form.querySelector("[data-read]:not([hidden])");
  for (const place of any ? form.querySelectorAll("[data-read]") : []) {
    const said = read[data(/** @type {Element} */ (place.closest("[data-question]"))).question];
    tell(/** @type {HTMLElement} */ (place), said ? word(form, "readAs", { read: said }) : "");
  }
}

/**
 * A message, as a link to its question if the form has it.
 * @param {HTMLElement|null} element
 * @param {string} message
 */
export function line(element, message) {
  const item = document.createElement("li");
  const text = /** @type {HTMLAnchorElement} */ (document.createElement(element ? "a" : "span"));
  text.textContent = message;
  if (element) {
    text.href = `#${/** @type {Element} */ (element.querySelector("[name]")).id}`;
    text.addEventListener("click", (event) => {
      event.preventDefault();
      event.stopPropagation(); // nor does the theme follow it
      goTo(element);
    });
  }
  item.append(text);
  return item;
}

/** The legend or label first, so that the question is read with its field; of a table the whole cell. @param {HTMLElement} element */
export function goTo(element) {
  const control = element.querySelector("[name]:checked") ?? element.querySelector("[name]");
  const head = element.matches("td") ? null : element.querySelector("legend, label");
  (head ?? element).scrollIntoView({ block: "start", inline: head ? "nearest" : "center" });
  /** @type {HTMLElement} */ (control).focus({ preventScroll: true });
}
