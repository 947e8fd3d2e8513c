/**
 * Sorting and filtering for every table[data-filterable]. Without this script the table is whole and readable.
 *
 * The page has room for all that works with it (build_scripts/pages/templates/table.html.j2), so nothing moves:
 *
 *   <div id="…-filters" inert>                        the field, the lists, the button that shows all; unseen
 *   <p role="status">                                 how many rows are shown
 *   <table id="…" data-filterable data-text-shown="{shown} sur {total}" data-text-one="…" data-text-none="…"
 *          data-text-sort="Trier par {column}">
 *   <th data-key="status" data-sort data-filter>      data-sort: a sort button; data-filter: a list of its values
 *   <td data-sort-value="3" data-filter-value="a|b">  where the cell's own text is not what counts ("|": several values):
 *                                         to sort, a plain number, a day (2026-11-22), or nothing: that comes last
 *
 * The tables' rows are never built anew: they are hidden and moved, so links into them keep working.
 */

import { onEachPage } from "./pages.mjs";
import { words } from "./plain.mjs";
import { comparing, looking } from "./rows.mjs";
import { word } from "./word.mjs";

const NEXT = { none: "ascending", ascending: "descending", descending: "none" };

/** Shows the whole table again, by its element: a link may lead into a row that is not shown. */
const whole = new WeakMap();

/** @param {HTMLTableCellElement} cell */
const sortValue = (cell) => cell.dataset.sortValue ?? cell.textContent.replace(/^[^\p{L}\p{N}]+/u, "");

/** The words of a row, one after the other, with an end between its cells. @param {HTMLTableRowElement} row */
const haystack = (row) => [...row.cells].map((cell) => ` ${words(cell.innerText).join(" ")} `).join("|");

/** @param {HTMLTableCellElement} cell */
const filterValues = (cell) => (cell.dataset.filterValue ?? cell.textContent.trim()).split("|");

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Object<string, unknown>} [properties]
 * @param {HTMLElement[]} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
function element(name, properties = {}, ...children) {
  const node = Object.assign(document.createElement(name), properties);
  node.append(...children);
  return node;
}

/** @param {HTMLTableElement} table */
function enhance(table) {
  if (table.dataset.filterable === "ready") return;
  table.dataset.filterable = "ready";

  const heads = [.../** @type {HTMLTableSectionElement} */ (table.tHead).rows[0].cells];
  const rows = [...table.tBodies[0].rows]; // in the source's order
  /** The words of each row, from the first search on: to read them takes a telephone a second. */
  const haystacks = new Map();

  /** What stands in the page for this table. @param {string} name */
  const own = (name) => /** @type {HTMLElement} */ (document.getElementById(`${table.id}-${name}`));
  const bar = own("filters");
  const search = /** @type {HTMLInputElement} */ (own("search"));
  const status = /** @type {HTMLElement} */ (bar.nextElementSibling);
  const reset = /** @type {HTMLButtonElement} */ (bar.querySelector("button"));
  /** A list of the values of a column. @type {Map<number, HTMLSelectElement>} */
  const selects = new Map();

  heads.forEach((head, column) => {
    if ("filter" in head.dataset) selects.set(column, /** @type {HTMLSelectElement} */ (own(head.dataset.key ?? "")));
  });

  function filter() {
    const typed = search.value.trim();
    const isMeant = looking(typed);
    if (typed && !haystacks.size) {
      table.dataset.filterable = "reading"; // what is not laid out has no words
      for (const row of rows) row.hidden = false;
      for (const row of rows) haystacks.set(row, haystack(row));
      table.dataset.filterable = "ready";
    }
    const chosen = [...selects].filter(([, select]) => select.value);
    let shown = 0;
    for (const row of rows) {
      const fits =
        (!typed || isMeant(haystacks.get(row))) &&
        chosen.every(([column, select]) => filterValues(row.cells[column]).includes(select.value));
      if (row.hidden === fits) row.hidden = !fits;
      if (fits) shown += 1;
    }
    reset.hidden = !typed && !chosen.length;
    const sentence = word(table, ["none", "one"][shown] ?? "shown", { shown, total: rows.length });
    if (status.textContent !== sentence) status.textContent = sentence;
  }

  /**
   * Ascending, then descending, then the source's own order.
   * @param {HTMLTableCellElement} head
   * @param {number} column
   */
  function sort(head, column) {
    const next = NEXT[/** @type {keyof typeof NEXT} */ (head.getAttribute("aria-sort"))];
    for (const other of heads) if (other.hasAttribute("aria-sort")) other.setAttribute("aria-sort", "none");
    head.setAttribute("aria-sort", next);
    const sorted = [...rows];
    const collator = new Intl.Collator(document.documentElement.lang || "fr", { numeric: true }); // slow to make: not before
    const compare = comparing(collator.compare);
    if (next !== "none") {
      const way = next === "ascending" ? 1 : -1;
      sorted.sort((a, b) => {
        const [one, two] = [sortValue(a.cells[column]), sortValue(b.cells[column])];
        if (!one || !two) return (one ? 0 : 1) - (two ? 0 : 1); // what has no value comes last either way
        return way * compare(one, two);
      });
    }
    table.tBodies[0].append(...sorted);
  }

  heads.forEach((head, column) => {
    if (!("sort" in head.dataset)) return;
    const label = head.textContent.trim();
    const button = element("button", { type: "button", className: "table-sort", textContent: label });
    button.title = word(table, "sort", { column: label });
    button.addEventListener("click", () => sort(head, column));
    head.replaceChildren(button);
    head.setAttribute("aria-sort", "none");
  });

  search.addEventListener("input", filter);
  for (const select of selects.values()) select.addEventListener("change", filter);
  const all = () => {
    search.value = "";
    for (const select of selects.values()) select.value = "";
    filter();
  };
  reset.addEventListener("click", () => {
    all();
    search.focus();
  });
  whole.set(table, all);

  filter();
  bar.removeAttribute("inert");
}

addEventListener("hashchange", () => {
  const row = document.querySelector(":target")?.closest("tr");
  if (!row?.hidden) return;
  whole.get(/** @type {Element} */ (row.closest("table")))?.();
  row.scrollIntoView();
});

onEachPage(() => {
  /** @type {NodeListOf<HTMLTableElement>} */
  const tables = document.querySelectorAll("table[data-filterable]");
  for (const table of tables) enhance(table);
});
