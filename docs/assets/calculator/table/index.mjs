/**
 * What a table of questions can do beyond its count: rows that come and go, names, blocks from a spreadsheet, a file for
 * one, and a sheet of paper. A file of its own: only a page with such a table asks for it.
 *
 * @typedef {import("../types.mjs").Calculator} Calculator
 * @typedef {Object} Tools  of the script that asks for this one
 * @property {() => string} address  of the case that is shown
 * @property {(cell: HTMLElement, message: string) => HTMLElement} line  a message, as a link to its cell
 * @property {(form: HTMLFormElement) => void} toggle
 */

import { download } from "../../site/download.mjs";
import { word } from "../../site/word.mjs";
import { data, part } from "../parts.mjs";
import { clear, rows } from "../rows.mjs";
import { columns, people, resultOf, said, short } from "./cells.mjs";
import { amount, decimal, fileOf } from "./csv.mjs";
import { writeSheet } from "./paper.mjs";
import { paste } from "./paste.mjs";

const CSV = "text/csv";

/**
 * @param {Calculator} calculator
 * @param {HTMLElement} table
 * @param {Tools} tools
 */
export function enliven(calculator, table, tools) {
  const { form, page, result } = calculator;
  const count = /** @type {HTMLInputElement} */ (form.elements.namedItem(data(table).repeated));
  const told = part(table, "told");

  /** @param {string[]} lines */
  const tell = (lines) => told.replaceChildren(...lines.map((line) => paragraph(line)));

  /** @param {number} number */
  const room = (number) => {
    count.value = String(number);
    tools.toggle(form);
  };

  /** One new answer, to the table as it is now. */
  const answer = () => {
    part(form, "undo").hidden = true;
    count.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const add = () => {
    room(people(table).length + 1);
    const last = /** @type {import("./cells.mjs").Person} */ (people(table).at(-1));
    tell([word(table, "added", { row: last.title })]);
    answer();
    last.name.focus();
  };

  /** @param {Element} button  in the row that goes */
  const remove = (button) => {
    const at = people(table).findIndex(({ row }) => row.contains(button));
    const { title } = people(table)[at];
    const all = rows(table);
    all.slice(at).forEach((row, next) => {
      const follower = all[at + next + 1];
      if (follower) copy(follower, row);
      else clear(row);
    });
    room(people(table).length - 1);
    tell([word(table, "removed", { row: title })]);
    answer();
    const { row, name } = people(table)[Math.min(at, people(table).length - 1)];
    const next = /** @type {HTMLElement|null} */ (row.querySelector("[data-remove]:not([hidden])"));
    (next ?? name).focus();
  };

  const refresh = () => {
    for (const told of result.querySelectorAll(".rows__name")) told.remove();
    for (const person of people(table)) tellName(result, person);
    tellProblems(table, tools.line);
  };

  table.addEventListener("click", ({ target }) => {
    const button = /** @type {Element} */ (target).closest("button");
    if (button?.matches("[data-add]")) add();
    else if (button?.matches("[data-remove]")) remove(button);
  });
  table.addEventListener("input", ({ target }) => "name" in data(/** @type {Element} */ (target)) && refresh());
  table.addEventListener("paste", (event) => {
    const done = paste(table, event, room);
    if (!done) return;
    tell(done.told);
    if (done.answered) answer();
    refresh();
  });
  keepNames(calculator, table, refresh);
  part(page, "csv").addEventListener("click", async () => {
    await calculator.pending;
    const address = tools.address();
    const folder = new URL(address).pathname.split("/").filter(Boolean).at(-1);
    download(`${folder}.csv`, fileOf(linesOf(calculator, table, address)), CSV);
  });
  calculator.table = { refresh, write: (paper) => writeSheet(table, paper, calculator.values) };
  table.dataset.alive = "";
  refresh();
}

/** @param {string} text */
function paragraph(text) {
  const made = document.createElement("p");
  made.textContent = text;
  return made;
}

/** What one person has, for another: the next one, who takes their place. @param {Element} from  @param {Element} to */
function copy(from, to) {
  /** @param {Element} row */
  const fields = (row) => /** @type {NodeListOf<HTMLInputElement>} */ (row.querySelectorAll("input, select"));
  const values = [...fields(from)].map(({ value }) => value);
  fields(to).forEach((field, at) => (field.value = values[at]));
}

/** Beside « Personne 1 » in the result. @param {Element} result  @param {import("./cells.mjs").Person} person */
function tellName(result, person) {
  const name = person.name.value.trim();
  if (!name) return;
  const place = document.createElement("span");
  place.className = "rows__name";
  place.textContent = ` · ${name}`;
  resultOf(result, person)?.querySelector("th")?.firstChild?.after(place);
}

/** Under the table, what is to be mended in it: its cells have no room for words. @param {HTMLElement} table  @param {Tools["line"]} line */
function tellProblems(table, line) {
  const wrong = people(table).flatMap(({ cells }) => cells.filter((cell) => !part(cell, "error").hidden));
  const list = part(table, "cell-problems");
  list.hidden = !wrong.length;
  const said = wrong.map((cell) => String(part(cell, "error").textContent));
  if (said.join() === [...list.children].map(({ textContent }) => textContent).join()) return; // one may be pressed just now
  list.replaceChildren(...wrong.map((cell, at) => line(cell, said[at])));
}

/** « Recommencer » clears the names too, and its « Annuler » brings them back. @param {Calculator} calculator  @param {HTMLElement} table  @param {() => void} refresh */
function keepNames({ form }, table, refresh) {
  const fields = () => rows(table).map((row) => /** @type {HTMLInputElement} */ (part(row, "name")));
  /** @type {string[]} */
  let before = [];
  /** @param {string[]} names */
  const put = (names) => {
    fields().forEach((field, at) => (field.value = names[at] ?? ""));
    refresh();
  };
  form.addEventListener("reset", () => {
    before = fields().map(({ value }) => value);
    put([]);
    part(table, "told").replaceChildren();
  });
  part(form, "take-back").addEventListener("click", () => put(before));
}

/** The table with its result, for a spreadsheet. @param {Calculator} calculator  @param {HTMLElement} table  @param {string} address */
function linesOf({ result, values }, table, address) {
  const shown = columns(table);
  const lines = people(table).map((person) => {
    const own = resultOf(result, person)?.querySelector(".rows__amount")?.textContent ?? "";
    const answers = person.cells.map((cell) => decimal(said(cell, values)));
    return [person.name.value.trim(), String(data(person.row).row), ...answers, amount(own)];
  });
  const heads = [word(table, "who"), word(table, "number"), ...shown.map(short), word(table, "amount")];
  const total = [word(table, "total"), "", ...shown.map(() => ""), decimal(data(result).total ?? "")];
  return [heads, ...lines, total, [word(table, "address"), address]];
}
