/** What is typed, in the words of letters and documents, and the names of files. No element is needed for it. */

/**
 * A day in words: "18 mars 2027". What is no day stays as it is.
 * @param {string} value  "2027-03-18"
 * @param {string} lang
 */
export function day(value, lang) {
  const date = new Date(`${value}T12:00:00`);
  if (!/^\d{4}-\d\d-\d\d$/.test(value) || Number.isNaN(date.getTime())) return value;
  return new Intl.DateTimeFormat(`${lang}-BE`, { day: "numeric", month: "long", year: "numeric" }).format(date);
}

/**
 * An hour in words: "20 h 30", or "20 h" on the hour.
 * @param {string} value  "20:30"
 * @param {string} pattern  "{h} h {m}"
 */
export function hour(value, pattern) {
  const [, h, m] = /^(\d\d):(\d\d)/.exec(value) ?? [];
  if (!h) return value;
  const shown = m === "00" ? pattern.slice(0, pattern.indexOf("{m}")).trim() : pattern;
  return shown.replace("{h}", String(Number(h))).replace("{m}", m);
}

/**
 * The name of a file; without what nobody has typed, and without what a disk or a mail program may refuse.
 * @param {string} pattern  "CMP_{number}_2-rapport_{place}_{date}"
 * @param {Object<string, string>} typed  a date as it was typed: "2027-03-18"
 */
export const fileName = (pattern, typed) =>
  pattern
    .replace(/_?\{(\w+)\}/g, (place, name) => {
      const part = plain(typed[name] ?? "");
      return part && (place.startsWith("_") ? `_${part}` : part);
    })
    .replace(/^_/, "");

/** @param {string} text */
const plain = (text) =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\w-]+/g, "-")
    .replace(/^[-_]+|[-_]+$/g, "")
    .slice(0, 40);

/** @param {string} to  @param {string} subject  @param {string} body */
export const mailto = (to, subject, body) =>
  `mailto:${to}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replace(/\r?\n/g, "\r\n"))}`;
