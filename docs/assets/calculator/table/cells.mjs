/**
 * What a table of questions holds as one sees it: its columns, and of each person the fields and what stands in them.
 *
 * @typedef {import("../types.mjs").Control} Control
 * @typedef {{row: HTMLElement, title: string, name: HTMLInputElement, cells: HTMLElement[]}} Person
 */

import { data } from "../parts.mjs";
import { heads, rows } from "../rows.mjs";

/** The heads that are shown. @param {Element} table */
export const columns = (table) => heads(table).filter((head) => !head.hidden);

/** @param {Element} head */
export const short = (head) => String(head.querySelector("[data-short]")?.textContent);

/** The people that the count says, with the cells that are shown. @param {Element} table  @returns {Person[]} */
export const people = (table) =>
  rows(table)
    .filter((row) => !row.hidden)
    .map((row) => ({
      row,
      title: String(row.querySelector("[data-row-name]")?.textContent),
      name: /** @type {HTMLInputElement} */ (row.querySelector("[data-name]")),
      cells: [...row.cells].filter((cell) => data(cell).column && !cell.hidden),
    }));

/** @param {Element} cell */
export const control = (cell) => /** @type {Control} */ (cell.querySelector("[name]"));

/** Whose cell it is and what it asks: « Personne 3, Heures ». @param {Element} cell */
export const called = (cell) => String(cell.querySelector("label")?.textContent);

/**
 * What stands in a cell, in words; a number as it was read.
 * @param {Element} cell
 * @param {Object<string, string>} values  of the case that is shown
 */
export function said(cell, values) {
  const field = control(cell);
  if ("options" in field) return field.value ? field.selectedOptions[0].text : "";
  return values[field.name] ?? (field.value || field.defaultValue);
}

/**
 * The row of a result that is one person's: its name ends with their number.
 * @param {Element} within
 * @param {Person} person
 * @returns {HTMLElement|null}
 */
export const resultOf = (within, { row }) => within.querySelector(`.rows [data-row$="_${data(row).row}"]`);
