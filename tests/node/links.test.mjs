// The address as the state: which case it names, and what a copied link says.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { caseOf, linkTo, LONGEST, RESERVED } from "../../docs/assets/calculator/links.mjs";

test("an address names its case, in its order, with unknown names and repeated ones", () => {
  assert.equal(caseOf("?year=2022&status=gp&zzz=1&year=2023").toString(), "year=2022&status=gp&zzz=1&year=2023");
  assert.equal(caseOf("").toString(), "");
  assert.equal(caseOf("?").toString(), "");
});

test("the version of the rules and the wish that the site be kept are no answers", () => {
  assert.equal(caseOf("?rules=2026.11&year=2022&sw=off").toString(), "year=2022");
  assert.equal(caseOf("?rules=2026.11&sw=on").toString(), "");
});

test("Python reserves the same names", () => {
  const report = readFileSync(new URL("../../calculators/engine/report.py", import.meta.url), "utf8");
  const [, names = ""] = report.match(/^RESERVED = \((.*)\)$/m) ?? [];
  assert.deepEqual(JSON.parse(`[${names}]`), RESERVED);
});

test("names and values without end are cut", () => {
  const [[name, value]] = caseOf(`?${"n".repeat(5000)}=${"9".repeat(1_000_000)}`);
  assert.equal(name, "n".repeat(LONGEST));
  assert.equal(value, "9".repeat(LONGEST));
});

test("a copied link says the case and its rules", () => {
  const page = "https://example.org/calculateurs/x/";
  assert.equal(linkTo(page, "year=2022", "2026.11"), `${page}?year=2022&rules=2026.11`);
  assert.equal(linkTo(page, "", "2026.11"), `${page}?rules=2026.11`);
  assert.equal(new URL(linkTo(page, "", "a&b=c")).searchParams.get("rules"), "a&b=c");
});
