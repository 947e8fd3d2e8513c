/** A block from a spreadsheet, pasted into the table: right of and below the cell, with as many rows as there is room for. */

import { word } from "../../site/word.mjs";
import { data } from "../parts.mjs";
import { isBlock, isNumber, linesOf, optionOf, placesOf } from "./block.mjs";
import { called, columns, control, people, short } from "./cells.mjs";

const SHOWN = 40; // characters of a text that is told as wrong

/**
 * @param {HTMLElement} table
 * @param {ClipboardEvent} event
 * @param {(count: number) => void} grow  makes room for so many people
 * @returns {{told: string[], answered: boolean}|null}  what is said of it, and whether an answer changed; nothing where
 *   the browser pastes
 */
export function paste(table, event, grow) {
  const field = /** @type {HTMLInputElement|HTMLSelectElement} */ (event.target);
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!text || !field.matches("input, select") || (!isBlock(text) && field.matches("input"))) return null;
  event.preventDefault();
  const { least, most } = data(table);
  const { lines, places } = meant(table, linesOf(text), field);
  const first = people(table).findIndex(({ row }) => row.contains(field));
  const filled = lines.findLastIndex((line) => line.some(Boolean)) + 1;
  const room = Math.min(Number(most), Math.max(Number(least), people(table).length, first + filled));
  const grown = room > people(table).length;
  if (grown) grow(room);
  /** @type {string[]} */
  const told = [];
  let answered = grown;
  let count = 0;
  const those = people(table);
  lines.slice(0, those.length - first).forEach((line, down) => {
    const { name, cells } = those[first + down];
    line.forEach((text, at) => {
      const place = places[at];
      if (place === undefined || place < 0) return;
      const problem = place
        ? put(table, cells[place - 1], text)
        : void (name.value = text.replace(/^'(?=[=+\-@])/, ""));
      if (problem) told.push(problem);
      else if (text) count += 1;
      if (place && !problem) answered = true;
    });
  });
  const wide = Math.max(...lines.map((line) => line.findLastIndex((text, at) => text && places[at] === undefined) + 1));
  if (wide) told.push(word(table, "tooManyColumns", { n: wide - places.length }));
  const long = filled - (those.length - first);
  if (long > 0) told.push(word(table, "tooManyRows", { n: long, most: data(table).textFull }));
  told.unshift(count === 1 ? word(table, "pastedOne") : word(table, "pasted", { n: count }));
  return { told, answered };
}

/**
 * The lines of a block without its heads, and the column of the table that each of its cells is for: 0 is the name.
 * @param {HTMLElement} table
 * @param {string[][]} lines
 * @param {Element} field  where it was pasted
 */
function meant(table, lines, field) {
  const shown = columns(table);
  const heads = [[word(table, "name"), word(table, "who")], ...shown.map((head) => [short(head)])];
  const places = placesOf(lines[0], heads, [word(table, "number"), word(table, "amount")]);
  if (places) {
    const ends = [word(table, "total"), word(table, "address")]; // the last lines of a file of ours
    return { lines: lines.slice(1).filter(([text]) => !ends.includes(text)), places };
  }
  const cell = /** @type {HTMLElement} */ (field.closest("[data-column], th"));
  const start = shown.findIndex((head) => data(head).head === data(cell).column) + 1;
  return { lines, places: Array.from({ length: shown.length + 1 - start }, (_, at) => start + at) };
}

/**
 * Puts a text into a cell; what does not fit is told, and the cell keeps what it held.
 * @param {HTMLElement} table
 * @param {HTMLElement} cell
 * @param {string} text
 */
function put(table, cell, text) {
  const field = control(cell);
  const places = { cell: called(cell), text: text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text };
  if ("options" in field) {
    const value = text ? optionOf(text, [...field.options]) : field.value;
    if (value === undefined) return word(table, data(cell).kind === "yes_no" ? "noAnswer" : "noChoice", places);
    field.value = value;
  } else {
    if (text && !isNumber(text)) return word(table, "noNumber", places);
    field.value = text;
  }
  return "";
}
