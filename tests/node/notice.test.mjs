/** Which text a page shows on a day. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { current } from "../../docs/assets/site/day.mjs";

const SPANS = [{}, { from: "2026-07-01", until: "2026-12-15" }, { from: "2026-12-16", until: "2026-12-31" }];

for (const [day, place] of [
  ["2026-06-30", -1],
  ["2026-07-01", 1],
  ["2026-12-15", 1],
  ["2026-12-16", 2],
  ["2026-12-31", 2],
  ["2027-01-01", -1],
]) {
  test(`on ${day} it is number ${place}`, () => assert.equal(current(SPANS, String(day)), place));
}
