// What a pack answers, and what it leaves to Python.
import assert from "node:assert/strict";
import { test } from "node:test";
import { amount, lookup } from "../../docs/assets/calculator/packs.mjs";

/**
 * Two years; a question of the second year alone; a text that the pack knows at its default only.
 * @type {import("../../docs/assets/calculator/types.mjs").Pack}
 */
const PACK = {
  questions: [
    ["year", "2023", [], ["2023", "2024"], { ancient: { MMXXIII: "2023", MMXXIV: "2024" } }],
    ["group", "no", [{ year: ["2024"] }], ["no", "yes"], {}],
    ["billed", "25000", [], null, { earned: {} }],
    ["scores", "0", [{ group: ["yes"] }], null, {}],
  ],
  cases: [0, -1, 0, 1],
  answers: [
    [0, -1, 1, -2, 2, -3, 3],
    [0, -1, 4],
  ],
  pieces: ['{"link":', ',"values":', ',"asked":', ',"total":"1.00"}', ',"total":"2.00"}'],
};

test("a case is answered, and says itself in question order", () => {
  assert.deepEqual(lookup(PACK, "year=2024"), {
    link: "year=2024",
    values: { year: "2024", group: "no", billed: "25000" },
    asked: ["year", "group", "billed"],
    total: "1.00",
  });
  assert.deepEqual(lookup(PACK, "group=yes&year=2024"), { link: "year=2024&group=yes", total: "2.00" });
});

test("what is empty or stands between spaces is read as Python reads it", () => {
  assert.equal(lookup(PACK, "")?.link, "");
  assert.equal(lookup(PACK, "year=&billed=+25000+")?.link, "");
  assert.equal(lookup(PACK, "year=2023&year=2024")?.link, "year=2024", "the last of two answers counts");
});

test("a question is read under a former name, and says itself under its own", () => {
  assert.equal(lookup(PACK, "ancient=MMXXIV")?.link, "year=2024");
  assert.equal(lookup(PACK, "ancient=MMXXIV&year=2023")?.link, "", "its own name counts");
  assert.equal(lookup(PACK, "ancient=MMXXIV&year=&earned=25000")?.link, "year=2024", "where it is answered");
  assert.equal(lookup(PACK, "ancient=2024"), null, "what it never offered is left to Python");
});

test("yes and no are understood as people and programs say them", () => {
  for (const said of ["Yes", "OUI", "true", "ja", "\u200byes\u00a0"]) {
    assert.equal(
      lookup(PACK, new URLSearchParams({ year: "2024", group: said }).toString())?.link,
      "year=2024&group=yes",
    );
  }
});

test("a question that is not raised neither counts nor raises another", () => {
  const answer = lookup(PACK, "group=yes&scores=7");
  assert.deepEqual(answer?.values, { year: "2023", billed: "25000" });
  assert.equal(answer?.link, "");
});

test("another value, another spelling and an unknown name are left to Python", () => {
  for (const query of [
    "year=2022",
    "billed=25000,00",
    "billed=30000",
    "group=Peut-être&year=2024",
    "year=2024&group=yes&scores=7",
    "zzz=",
    "rules=2026.11",
    "constructor=1",
    "ancient=constructor",
    "__proto__=1",
  ]) {
    assert.equal(lookup(PACK, query), null, query);
  }
});

test("a combination without an answer has none", () => {
  const one = { ...PACK, cases: [-1, -1, -1, -1] };
  assert.equal(lookup(one, ""), null);
});

test("of an amount that is only compared, its class counts", () => {
  /** @type {import("../../docs/assets/calculator/types.mjs").Pack} */
  const classes = {
    questions: [
      ["billed", "25000", [], [0, 25000], {}],
      ["group", "no", [], ["no", "yes"], {}],
    ],
    cases: [0, 1, 2, 3],
    answers: [[0, -1, 1], [0, -1, 2], [0, -1, 3], [0, -1, 4]], // prettier-ignore
    pieces: ['{"link":', ',"total":"0"}', ',"total":"1"}', ',"total":"2"}', ',"total":"3"}'],
  };
  for (const [query, link, total] of [
    ["", "", "2"],
    ["billed=25000", "", "2"],
    ["billed=25.000,00", null, null],
    ["billed=25 000,00 EUR", "", "2"],
    ["billed=24999,99", "billed=24999.99", "0"],
    ["billed=0&group=yes", "billed=0&group=yes", "1"],
    ["billed=9999999.99", "billed=9999999.99", "2"],
    ["billed=-1", null, null],
    ["billed=abc", null, null],
    ["billed=", "", "2"],
  ]) {
    const found = /** @type {any} */ (lookup(classes, String(query)));
    assert.deepEqual([found?.link ?? null, found?.total ?? null], [link, total], String(query));
  }
});

for (const [typed, text] of [
  ["30000", "30000"],
  ["30 000", "30000"],
  ["30\u00a0000,5", "30000.50"],
  ["30\u202f000,50 €", "30000.50"],
  ["1'234'567.89", "1234567.89"],
  ["007", "7"],
  ["0", "0"],
  ["00", "0"],
  ["12,00 euros", "12"],
  ["25.000", ""],
  ["25,000", ""],
  ["1,2,3", ""],
  ["12345678", ""],
  ["12 345 678", ""],
  ["1 2345", ""],
  ["1 000\u00a0000", ""],
  ["12.345,67", ""],
  ["-5", ""],
  ["1e3", ""],
  ["٣", ""],
]) {
  test(`« ${typed} » is ${text || "left to Python"}`, () => assert.equal(amount(typed), text));
}
