/**
 * The dates of a result as a file for the reader's calendar (RFC 5545).
 *
 * @typedef {{key: string, date: string, text: string}} Dated  a step: date is "2026-11-22"
 */

import { data } from "./parts.mjs";

/**
 * The dated steps of a result. They are read from what is shown, not from the answer's agenda: the result that was built
 * into the page has come as HTML alone, and what the reader takes along is what they see, in the same words.
 * @param {Element} result
 * @returns {Dated[]}
 */
export function steps(result) {
  return [...result.querySelectorAll(".timeline [data-step]")].map((step) => {
    const time = /** @type {HTMLTimeElement} */ (step.querySelector("time"));
    const what = /** @type {HTMLElement} */ (step.querySelector(".timeline__what")).textContent;
    // The day itself needs no words; « au plus tard le … » does.
    const text = step.matches(".timeline__on") ? what : `${time.textContent} – ${what}`;
    return { key: data(step).step, date: time.dateTime, text };
  });
}

/**
 * Dated steps as a calendar: days without an hour.
 * @param {string} slug
 * @param {Dated[]} dated
 * @param {string} href  the address of the case
 * @param {Date} [now]
 */
export function calendar(slug, dated, href, now = new Date()) {
  const address = href.replace(/#.*/, "");
  const { hostname } = new URL(href);
  const stamp = now.toISOString().replace(/[-:]|\.\d+/g, "");
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", `PRODID:-//${hostname}//${slug}//`, "CALSCALE:GREGORIAN"];
  for (const { key, date, text } of dated) {
    lines.push(
      "BEGIN:VEVENT",
      `UID:${slug}-${key}-${date}@${hostname}`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${day(date)}`,
      `DTEND;VALUE=DATE:${day(date, 1)}`, // the day after: an end is not part of the event
      `SUMMARY:${text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n")}`,
      `URL:${address}`,
      "TRANSP:TRANSPARENT",
      "END:VEVENT",
    );
  }
  lines.push("END:VCALENDAR", "");
  return lines.map(fold).join("\r\n");
}

/** @param {string} date  @param {number} [later]  days */
const day = (date, later = 0) =>
  new Date(Date.parse(`${date}T00:00:00Z`) + later * 86_400_000).toISOString().slice(0, 10).replaceAll("-", "");

/** Lines of at most 75 octets; no character is cut in two. @param {string} line */
function fold(line) {
  /** @param {string} text */
  const size = (text) => new TextEncoder().encode(text).length;
  const parts = [""];
  for (const character of line) {
    if (size(parts[parts.length - 1]) + size(character) > (parts.length > 1 ? 74 : 75)) parts.push("");
    parts[parts.length - 1] += character;
  }
  return parts.join("\r\n ");
}

/**
 * @param {string} name
 * @param {string} text
 */
export function download(name, text) {
  const anchor = document.createElement("a");
  anchor.href = URL.createObjectURL(new Blob([text], { type: "text/calendar" }));
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), 10_000);
}
