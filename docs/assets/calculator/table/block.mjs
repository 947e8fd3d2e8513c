/** A block of cells copied from a spreadsheet: what its text says, and what a cell of the form takes of it. */

/**
 * The lines of a block, each its cells: a tab between two of them, a cell that holds tabs, line ends or quotes in quotes.
 * @param {string} text
 * @returns {string[][]}
 */
export function linesOf(text) {
  /** @type {string[][]} */
  const lines = [[]];
  const CELL = /(?:"((?:[^"]|"")*)"(?=\t|\r?\n|\r|$)|([^\t\r\n]*))(\t|\r?\n|\r|$)/gy;
  for (const [whole, quoted, plain, end] of text.replace(/(?:\r?\n|\r)$/, "").matchAll(CELL)) {
    lines[lines.length - 1].push((quoted?.replaceAll('""', '"') ?? plain).replace(/\s+/g, " ").trim());
    if (!end) break;
    if (end !== "\t") lines.push([]);
    if (!whole) break;
  }
  return lines;
}

/** Whether a text is more than one cell. @param {string} text */
export const isBlock = (text) => /[\t\r\n]/.test(text.replace(/(?:\r?\n|\r)$/, ""));

const YES = ["o", "oui", "y", "yes", "j", "ja", "true", "vrai", "waar"];
const NO = ["n", "non", "no", "nee", "nein", "false", "faux", "onwaar"];

/**
 * The option that a text means, by its value or its words; nothing where it is none of them.
 * @param {string} text
 * @param {{value: string, text: string}[]} options
 */
export function optionOf(text, options) {
  const told = text.toLowerCase();
  const said = YES.includes(told) ? "yes" : NO.includes(told) ? "no" : told;
  const found =
    options.find(({ value, text }) => value === told || text.toLowerCase() === told) ??
    options.find(({ value }) => value === said);
  return found?.value;
}

/** Whether a text may be a number; how it is read, and whether it can be, is for Python to say. @param {string} text */
export const isNumber = (text) => /^[^\p{L}]*\d[^\p{L}]*(?:EUR|euros?|h|heures?)?$/iu.test(text);

/**
 * Where the cells of a line of heads belong, or nothing where the line is none: each of its words must be a head.
 * @param {string[]} line
 * @param {(string[]|null)[]} columns  how each column of the table may be called; null: it has no head
 * @param {string[]} others  heads of a file of ours that no column takes
 * @returns {number[]|null}  for each cell a column, -1 for none
 */
export function placesOf(line, columns, others) {
  const told = line.map((text) => text.toLowerCase());
  const places = told.map((text) => columns.findIndex((names) => names?.some((name) => name.toLowerCase() === text)));
  const known = others.map((text) => text.toLowerCase());
  const all = told.every((text, at) => !text || places[at] >= 0 || known.includes(text));
  return all && places.some((place) => place >= 0) ? places : null;
}
