// What the day of reading makes of a date.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isOver } from "../../docs/assets/calculator/agenda.mjs";
import { today } from "../../docs/assets/site/day.mjs";

test("a step is over once its last day is behind", () => {
  for (const binds of ["on", "by", "from"]) {
    assert.equal(isOver(binds, "2026-11-26", "2026-11-26"), false, binds);
    assert.equal(isOver(binds, "2026-11-26", "2026-11-27"), true, binds);
  }
});

test("what was due before a day is over when that day comes", () => {
  assert.equal(isOver("before", "2026-11-26", "2026-11-25"), false);
  assert.equal(isOver("before", "2026-11-26", "2026-11-26"), true);
});

test("today is the day where the reader is, not in Greenwich", () => {
  assert.equal(today(new Date(2026, 0, 5, 0, 30)), "2026-01-05");
  assert.equal(today(new Date(2026, 11, 31, 23, 59)), "2026-12-31");
});
