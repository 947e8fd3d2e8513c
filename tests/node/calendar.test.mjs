// The calendar file, as RFC 5545 wants it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { calendar } from "../../docs/assets/calculator/calendar.mjs";

const NOW = new Date("2026-11-25T09:47:03.123Z");
const HREF = "https://example.org/calculateurs/x/?year=2024#resultat";

/** @param {Partial<import("../../docs/assets/calculator/calendar.mjs").Dated>} step */
const lines = (step) => {
  const whole = { key: "payment", date: "2025-12-31", text: "Paiement", ...step };
  return calendar("gp-premium", [whole], HREF, NOW).split("\r\n");
};

/** The logical line of a property. @param {string[]} physical  @param {string} name */
const unfolded = (physical, name) =>
  physical
    .join("\r\n")
    .replaceAll("\r\n ", "")
    .split("\r\n")
    .find((line) => line.startsWith(`${name}:`))
    ?.slice(name.length + 1);

test("one step, to the letter", () => {
  assert.deepEqual(lines({}), [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//example.org//gp-premium//",
    "CALSCALE:GREGORIAN",
    "BEGIN:VEVENT",
    "UID:gp-premium-payment-2025-12-31@example.org",
    "DTSTAMP:20261125T094703Z",
    "DTSTART;VALUE=DATE:20251231",
    "DTEND;VALUE=DATE:20260101",
    "SUMMARY:Paiement",
    "URL:https://example.org/calculateurs/x/?year=2024",
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ]);
});

test("the end is the day after, over months, leap days and clock changes", () => {
  for (const [date, after] of [
    ["2024-02-28", "20240229"],
    ["2025-02-28", "20250301"],
    ["2026-03-29", "20260330"],
    ["2026-10-25", "20261026"],
  ]) {
    assert.ok(lines({ date }).includes(`DTEND;VALUE=DATE:${after}`), date);
  }
});

test("steps of one result have each their own identity", () => {
  const steps = ["a", "b"].flatMap((key) => ["2026-01-01", "2026-01-02"].map((date) => ({ key, date, text: "x" })));
  const ids = calendar("x", steps, HREF, NOW).match(/^UID:.*$/gm) ?? [];
  assert.equal(new Set(ids).size, 4);
});

test("backslash, semicolon, comma and line break are escaped", () => {
  assert.equal(unfolded(lines({ text: "a\\b;c,d\ne\r\nf:g" }), "SUMMARY"), "a\\\\b\\;c\\,d\\ne\\nf:g");
});

test("lines are folded at 75 octets, no character is cut, and nothing is lost", () => {
  for (const character of ["x", "é", "€", "🩺"]) {
    for (let length = 20; length < 260; length += 1) {
      const text = character.repeat(length);
      const physical = lines({ text });
      for (const line of physical) assert.ok(Buffer.byteLength(line) <= 75, `${character} ${length}: ${line}`);
      assert.equal(unfolded(physical, "SUMMARY"), text);
    }
  }
});

test("a line of 75 octets is left whole, one of 76 is folded", () => {
  const room = 75 - "SUMMARY:".length;
  assert.ok(lines({ text: "x".repeat(room) }).includes(`SUMMARY:${"x".repeat(room)}`));
  const physical = lines({ text: "x".repeat(room + 1) });
  assert.ok(physical.includes(`SUMMARY:${"x".repeat(room)}`));
  assert.ok(physical.includes(" x"));
});

test("without a step there is an empty calendar", () => {
  assert.ok(!calendar("x", [], HREF, NOW).includes("VEVENT"));
});
