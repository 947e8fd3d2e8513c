/** The table on one sheet: whose row, what was answered, what comes of it, and in small how. */

import { word } from "../../site/word.mjs";
import { columns, people, resultOf, said, short } from "./cells.mjs";
import { decimal } from "./csv.mjs";

const MODULE = 0.3; // mm a side of the smallest square of a code: less, and a telephone does not read it
const MANY = 12; // rows from which on they stand closer

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {(Node|string)[]} children
 */
function element(name, ...children) {
  const made = document.createElement(name);
  made.append(...children);
  return made;
}

/**
 * Puts the table in the place of the rows that it says more of.
 * @param {HTMLElement} table
 * @param {HTMLElement} paper
 * @param {Object<string, string>} values  of the case that is shown
 */
export function writeSheet(table, paper, values) {
  const answer = /** @type {HTMLElement} */ (paper.querySelector("[data-answer]"));
  const shown = columns(table);
  const those = people(table);
  const named = those.some(({ name }) => name.value.trim());
  const titles = shown.map((head) =>
    [short(head), head.querySelector(".unit")?.textContent].filter(Boolean).join(", "),
  );
  const heads = ["", ...(named ? [word(table, "who")] : []), ...titles, word(table, "amount"), word(table, "working")];
  const body = element("tbody");
  const sheet = element("table", element("thead", element("tr", ...heads.map((text) => element("th", text)))), body);
  sheet.className = "sheet";
  paper.classList.toggle("paper--many", those.length > MANY);
  for (const person of those) {
    const result = resultOf(answer, person);
    const told = person.cells.map((cell) => element("td", decimal(said(cell, values))));
    const amount = element("td", result?.querySelector(".rows__amount")?.textContent ?? "");
    amount.className = "sheet__amount";
    const name = element("td", person.name.value.trim());
    name.className = "sheet__name";
    const who = element("th", person.title, ...(result?.querySelectorAll(".note") ?? []));
    const working = [...(result?.querySelectorAll(".rows__working, .rows__reading") ?? [])];
    const how = element("td", working.map(({ textContent }) => textContent?.trim()).join(" "));
    how.className = "sheet__working";
    body.append(element("tr", who, ...(named ? [name] : []), ...told, amount, how));
    result?.remove();
  }
  const rest = answer.querySelector(".rows");
  const card = answer.querySelector(".answer__body");
  if (rest) rest.before(sheet);
  else if (card) card.prepend(sheet);
  else answer.append(sheet);
  if (!rest?.querySelector("[data-row]")) rest?.remove();
  shorten(answer);
  const code = paper.querySelector("[data-code] svg");
  const modules = Number(code?.getAttribute("viewBox")?.split(" ")[2]);
  for (const side of ["width", "height"]) code?.setAttribute(side, `${Math.max(16, MODULE * modules)}mm`);
}

/** One sheet has room for what is still to be done: no days that are past, no pictures. @param {HTMLElement} answer */
function shorten(answer) {
  for (const past of answer.querySelectorAll(".answer__drawn, .timeline > li:has(.past)")) past.remove();
  const dates = answer.querySelector(".timeline:empty");
  dates?.previousElementSibling?.remove();
  dates?.remove();
}
