// Calendars as ical.js understands them, the reader of Thunderbird:  node tests/node/read_calendars.mjs < calendars.json
// A JSON list of calendars in; out, for each, its events: [title, first day, day after the last, when its alarms ring].
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

/** @param {string} text */
function events(text) {
  const calendar = new ICAL.Component(ICAL.parse(text)); // strict: what the RFC forbids throws
  return calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    const rings = component.getAllSubcomponents("valarm").map((alarm) => {
      const trigger = /** @type {ICAL.Property} */ (alarm.getFirstProperty("trigger"));
      const from = (trigger.getParameter("related") === "END" ? event.endDate : event.startDate).clone();
      from.isDate = false;
      from.addDuration(/** @type {ICAL.Duration} */ (trigger.getFirstValue()));
      return from.toString();
    });
    return [event.summary, event.startDate.toString(), event.endDate.toString(), rings];
  });
}

console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(events)));
