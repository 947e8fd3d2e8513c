/**
 * A case on paper: the answer first, then the dates, the case itself in two columns, the documents behind it numbered with
 * their addresses once, and the link of the case, in letters and as a code that a phone reads.
 *
 * @typedef {import("./types.mjs").Calculator} Calculator
 */

import { word } from "../site/word.mjs";
import { isChosen, query } from "./form.mjs";
import { at } from "./home.mjs";
import { linkTo, pageAddress } from "./links.mjs";
import { data, part } from "./parts.mjs";

/** @type {((text: string) => string)|null} */
let draw = null;

/** Fetches what draws the code; without it the paper says the address alone. */
export const getReady = () => import(at("qr.mjs").href).then(({ svg }) => (draw = svg)).catch(() => {}); // a line that is cut keeps nobody from printing

/** Fetches it once the reader comes near: the buttons below the result, or the keys that print. @param {HTMLElement} tools */
export function watchFor(tools) {
  const near = new AbortController();
  const come = (/** @type {Event} */ event) => {
    if (event instanceof KeyboardEvent && !event.ctrlKey && !event.metaKey) return;
    near.abort();
    getReady();
  };
  for (const type of ["pointerover", "focusin"]) tools.addEventListener(type, come, { signal: near.signal });
  addEventListener("keydown", come, { signal: near.signal });
}

/** Writes the paper of a case, before each printing. @param {Calculator} calculator */
export function writePaper({ form, link, note, page, result, table }) {
  const { lang, rules } = data(form);
  const paper = part(page, "paper");
  const waiting = result.hasAttribute("aria-busy"); // no amount may be printed beside answers that are not its own
  const address = linkTo(pageAddress(), waiting ? query(form) : link, rules);
  const answer = /** @type {HTMLElement} */ (result.cloneNode(true));
  for (const screen of answer.querySelectorAll(
    "[data-note], [data-tools], [data-change], [data-lead], details, figure",
  ))
    screen.remove();
  part(paper, "answer").replaceChildren(...(waiting ? [note.cloneNode(true)] : answer.childNodes));
  part(paper, "case").replaceChildren(...asked(form, lang));
  part(paper, "sources").replaceChildren(...paper.querySelectorAll("[data-answer] .notes > li"));
  paper.querySelector("[data-answer] .answer__sources")?.remove(); // they stand below the case
  part(paper, "address").textContent = address;
  part(paper, "day").textContent = day(new Date(), lang);
  part(paper, "code").innerHTML = draw?.(address) ?? "";
  table?.write(paper);
  paper.hidden = false;
  document.documentElement.dataset.printing = paper.className; // a style that looks for it costs each answer a frame
}

/** @param {Calculator} calculator */
export function putAway({ page }) {
  part(page, "paper").hidden = true;
  delete document.documentElement.dataset.printing;
}

/** @param {Date} date  @param {string} lang */
const day = (date, lang) => date.toLocaleDateString(lang, { dateStyle: "long" });

/** Each question that the case raises and that was answered, in words, but for a table's; a date left open is said. @param {HTMLFormElement} form  @param {string} lang */
function asked(form, lang) {
  /** @type {NodeListOf<HTMLElement>} */
  const questions = form.querySelectorAll("[data-question]:not([hidden], [data-column])");
  return [...questions].flatMap((question) => {
    const answer = said(question, lang) || (question.querySelector("[type=date]") ? word(form, "empty") : "");
    if (!answer) return [];
    const [pair, label, value] = ["div", "dt", "dd"].map((name) => document.createElement(name));
    label.textContent = String(question.querySelector("legend, label")?.firstChild?.textContent).trim();
    value.textContent = answer;
    pair.append(label, value);
    return [pair];
  });
}

/** @param {HTMLElement} question  @param {string} lang */
function said(question, lang) {
  /** @type {HTMLInputElement[]} */
  const controls = [...question.querySelectorAll("[name]")].map((each) => /** @type {HTMLInputElement} */ (each));
  const control = controls.find(isChosen);
  if (!control?.value) return "";
  if ("options" in control) {
    const select = /** @type {HTMLSelectElement} */ (/** @type {unknown} */ (control));
    return select.selectedOptions[0].text;
  }
  if (control.type === "radio") return String(control.closest("label")?.textContent).trim();
  if (control.type === "date") return day(new Date(`${control.value}T12:00`), lang);
  return `${control.value} ${question.querySelector(".unit")?.textContent ?? ""}`.trim();
}
