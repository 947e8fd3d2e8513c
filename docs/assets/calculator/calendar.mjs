/** The dates of a result as a file for the reader's calendar; calculators/engine/calendar.py makes it. */

import { askCalendar } from "./engine.mjs";
import { linkTo } from "./links.mjs";
import { data } from "./parts.mjs";

/** A day where the reader is: "2026-11-22". @param {Date} [now] */
export function dayOf(now = new Date()) {
  const [year, month, day] = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  return [String(year).padStart(4, "0"), ...[month, day].map((each) => String(each).padStart(2, "0"))].join("-");
}

/**
 * Whether a result shows dates that are to come; what is due before today is late.
 * @param {Element} result
 * @param {string} [today]
 */
export function hasComingDates(result, today = dayOf()) {
  return [...result.querySelectorAll(".timeline [data-step] time[datetime]")].some((time) => {
    const day = /** @type {HTMLTimeElement} */ (time).dateTime;
    return day > today || (day === today && !time.closest(".timeline__before"));
  });
}

/**
 * The file of a case; its text is empty where no day is to come, and it is refused where the engine fails.
 * @param {HTMLFormElement} form
 * @param {string} link  the case as a query
 */
export async function calendarOf(form, link) {
  const { calculator: slug, lang, rules } = data(form);
  return askCalendar(slug, link, lang, dayOf(), linkTo(location.origin + location.pathname, link, rules));
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
  // A phone may read it only once the reader has said where to: it is kept as long as the page is.
  addEventListener("pagehide", () => URL.revokeObjectURL(anchor.href), { once: true });
}
