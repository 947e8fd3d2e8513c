/** A file that spreadsheets open as it is meant in French: semicolons, decimal commas, and a mark that says UTF-8. */

/** @param {string} text  a number as a link writes it: « 1250.5 » */
export const decimal = (text) => (/^-?\d+\.\d+$/.test(text) ? text.replace(".", ",") : text);

/** An amount as the page writes it, as a plain number with its cents: « 1 900 EUR » is « 1900,00 ». @param {string} text */
export function amount(text) {
  const [, sign = "", whole, cents = ""] = /([-−]?)([\d\s.’']+)(?:,(\d+))?/u.exec(text.trim()) ?? [];
  return whole ? `${sign && "-"}${whole.replace(/\D/g, "")},${cents.padEnd(2, "0")}` : "";
}

/** A text that a spreadsheet would run is shown to it as text. @param {string} text */
const harmless = (text) => (/^[=+\-@\t\r]/.test(text) && !/^-?\d+(?:,\d+)?$/.test(text) ? `'${text}` : text);

/** @param {string} text */
const cell = (text) => {
  const safe = harmless(text);
  return /[;"\r\n\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** @param {string[][]} lines */
export const fileOf = (lines) => `\ufeff${lines.map((line) => `${line.map(cell).join(";")}\r\n`).join("")}`;
