/** The dates of a result as a file for the reader's calendar; calculators/engine/calendar.py makes it. */

import { today } from "../site/day.mjs";
import { askCalendar } from "./engine.mjs";
import { linkTo, pageAddress } from "./links.mjs";
import { data } from "./parts.mjs";

export const CALENDAR = "text/calendar";

/**
 * The file of a case; its text is empty where no day is to come, and it is refused where the engine fails.
 * @param {HTMLFormElement} form
 * @param {string} link  the case as a query
 */
export async function calendarOf(form, link) {
  const { calculator: slug, lang, rules } = data(form);
  return askCalendar(slug, link, lang, today(), linkTo(pageAddress(), link, rules));
}
