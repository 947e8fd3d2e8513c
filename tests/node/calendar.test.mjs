// Which day it is where the reader is, and whether a result has dates to come. Plain objects stand for the elements.
import assert from "node:assert/strict";
import { test } from "node:test";
import { dayOf, hasComingDates } from "../../docs/assets/calculator/calendar.mjs";

/**
 * A result whose agenda has these days, each before, on, by or from.
 * @param {...[dateTime: string, when: string]} days
 * @returns {any}
 */
const resultOf = (...days) => ({
  querySelectorAll: () =>
    days.map(([dateTime, when]) => ({
      dateTime,
      closest: (/** @type {string} */ selector) => (selector === `.timeline__${when}` ? {} : null),
    })),
});

test("the day is the reader's own, not that of Greenwich", () => {
  assert.equal(dayOf(new Date(2026, 0, 2, 0, 1)), "2026-01-02");
  assert.equal(dayOf(new Date(2026, 10, 26, 23, 59)), "2026-11-26");
});

test("a day is to come until it is over", () => {
  const result = resultOf(["2026-11-20", "from"], ["2026-11-26", "by"]);
  assert.equal(hasComingDates(result, "2026-11-25"), true);
  assert.equal(hasComingDates(result, "2026-11-26"), true);
  assert.equal(hasComingDates(result, "2026-11-27"), false);
});

test("what is due before a day is late on that day", () => {
  const result = resultOf(["2026-11-26", "before"]);
  assert.equal(hasComingDates(result, "2026-11-25"), true);
  assert.equal(hasComingDates(result, "2026-11-26"), false);
});

test("a result without dates has none to come", () => {
  assert.equal(hasComingDates(resultOf(), "2026-11-26"), false);
});
