/** The day where the reader is, and the span of days that holds it. */

/** "2026-11-22" */
export function today(now = new Date()) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/**
 * The place of the span that holds a day, or -1.
 * @param {{from?: string, until?: string}[]} spans  first and last day: "2026-07-01"
 * @param {string} now
 */
export const current = (spans, now) =>
  spans.findIndex(({ from, until }) => from && until && from <= now && now <= until);
