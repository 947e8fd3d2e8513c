/**
 * Questions that repeat: a table whose rows are as many as a count says. The page holds those of its default case, further
 * ones are made from the first. What lies beyond the count is hidden and keeps what it held.
 */

import { data, part } from "./parts.mjs";

/** @param {HTMLFormElement} form */
export const tables = (form) =>
  [...form.querySelectorAll("[data-repeated]")].map((table) => /** @type {HTMLElement} */ (table));

/** @param {Element} table */
export const heads = (table) =>
  [...table.querySelectorAll("[data-head]")].map((head) => /** @type {HTMLElement} */ (head));

/** All that were made. @param {Element} table */
export const rows = (table) =>
  [...table.querySelectorAll("[data-row]")].map((row) => /** @type {HTMLTableRowElement} */ (row));

/**
 * How many rows a count asks for; where it cannot be read, as many as are shown.
 * @param {Element} table
 * @param {string|undefined} count
 */
export function rowsOf(table, count) {
  const { least, most, rows } = data(table);
  const number = Number(count?.trim() || NaN);
  return Number.isInteger(number) && number >= Number(least) && number <= Number(most) ? number : Number(rows);
}

/** The names that its cells may have. @param {Element} table */
export const namesOfCells = (table) =>
  heads(table).flatMap((head) =>
    Array.from({ length: Number(data(table).most) }, (_, at) => `${data(head).head}_${at + 1}`),
  );

/**
 * Makes the rows that are not there yet, their answers at the default.
 * @param {Element} table
 * @param {number} count
 */
export function makeRows(table, count) {
  const made = rows(table);
  const [first] = made;
  for (let number = made.length + 1; number <= count; number += 1) {
    const row = /** @type {HTMLTableRowElement} */ (first.cloneNode(true));
    row.dataset.row = String(number);
    for (const element of row.querySelectorAll("*")) {
      for (const { name, value } of element.attributes) {
        if (["data-question", "id", "for", "name", "aria-describedby"].includes(name))
          element.setAttribute(name, value.replace(/_1\b/g, `_${number}`));
      }
    }
    /** @type {[string, string][]} */
    const words = [["row-name", "textRow"], ["whose", "textCell"]]; // prettier-ignore
    for (const [mark, text] of words) {
      for (const place of row.querySelectorAll(`[data-${mark}]`))
        place.textContent = data(table)[text].replace("{n}", String(number));
    }
    const button = part(row, "remove");
    button.title = data(table).textRemove.replace("{n}", String(number));
    button.setAttribute("aria-label", button.title);
    clear(row);
    made.at(-1)?.after(row);
    made.push(row);
  }
}

/** A row as nobody has answered it yet. @param {Element} row */
export function clear(row) {
  /** @type {NodeListOf<HTMLInputElement|HTMLSelectElement>} */
  const fields = row.querySelectorAll("input, select");
  for (const field of fields) {
    if ("options" in field)
      field.selectedIndex = Math.max(
        0,
        [...field.options].findIndex(({ defaultSelected }) => defaultSelected),
      );
    else field.value = field.defaultValue;
    field.removeAttribute("aria-invalid");
  }
  for (const cell of row.querySelectorAll(".question--problem")) cell.classList.remove("question--problem");
  /** @type {NodeListOf<HTMLElement>} */
  const told = row.querySelectorAll("[data-error], [data-read]");
  for (const each of told) each.hidden = true;
}

/**
 * Shows as many rows as the count says, and of each the columns that the case raises.
 * @param {HTMLElement} table
 * @param {string|undefined} count  nothing where it is not asked
 */
export function showRows(table, count) {
  const number = count === undefined ? 0 : rowsOf(table, count);
  if (number) table.dataset.rows = String(number);
  makeRows(table, number);
  const { least, most } = data(table);
  part(table, "add").hidden = number >= Number(most);
  part(table, "full").hidden = number < Number(most);
  const columns = new Map(heads(table).map((head) => [data(head).head, head]));
  const hints = new Map([...columns].map(([name, head]) => [name, hintOf(head)]));
  rows(table).forEach((row, at) => {
    row.hidden = at >= number;
    part(row, "remove").hidden = number <= Number(least);
    for (const cell of row.cells) {
      const { column } = data(cell);
      if (!column) continue;
      cell.hidden = row.hidden || Boolean(columns.get(column)?.hidden);
      const hint = hints.get(column);
      if (hint)
        cell.dataset.hint = hint; // a telephone shows no heads
      else delete cell.dataset.hint;
    }
  });
}

/** What stands under a head in this case. @param {HTMLElement} head */
function hintOf(head) {
  const parts = /** @type {HTMLElement[]} */ ([...(head.querySelector(".hint")?.childNodes ?? [])]);
  const shown = parts.filter(({ hidden }) => !hidden).map(({ textContent }) => String(textContent).trim());
  return shown.filter(Boolean).join(" ");
}
