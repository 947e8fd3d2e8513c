// The address as the state: which case it names, and what a copied link says.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  caseOf,
  choice,
  IGNORED,
  linkTo,
  LONGEST,
  pairsOf,
  RESERVED,
  tidy,
} from "../../docs/assets/calculator/links.mjs";

test("an address names its case, in its order, with unknown names and repeated ones", () => {
  assert.equal(caseOf("?year=2022&status=gp&zzz=1&year=2023").toString(), "year=2022&status=gp&zzz=1&year=2023");
  assert.equal(caseOf("").toString(), "");
  assert.equal(caseOf("?").toString(), "");
});

test("the version of the rules and the wish that the site be kept are no answers", () => {
  assert.equal(caseOf("?rules=2026.11&year=2022&sw=off").toString(), "year=2022");
  assert.equal(caseOf("?rules=2026.11&sw=on").toString(), "");
});

/** @param {string} path */
const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

test("Python reserves and ignores the same names", () => {
  const links = read("calculators/engine/links.py");
  const [, reserved = ""] = links.match(/^RESERVED = \((.*)\)$/m) ?? [];
  assert.deepEqual(JSON.parse(`[${reserved}]`), RESERVED);
  const [, ignored = ""] = links.match(/^IGNORED = """([^"]*)"""/m) ?? [];
  assert.deepEqual(ignored.match(/\S+/g), IGNORED);
});

test("Python says yes and no in the same words", () => {
  const [, said = ""] = read("calculators/engine/kinds.py").match(/^SAID = (\{.*\})$/m) ?? [];
  for (const [text, meant] of Object.entries(JSON.parse(said))) {
    assert.equal(choice(text, ["yes", "no"]), meant);
    assert.equal(choice(text.toUpperCase(), ["no", "yes"]), meant);
    assert.equal(choice(text, ["act", "lump-sum"]), text);
  }
  assert.equal(choice("toString", ["yes", "no"]), "tostring");
});

const HOSTILE = JSON.parse(read("tests/hostile_links.json"));

test("a link is read as it was meant, and as Python reads it", () => {
  for (const [query, found] of HOSTILE.links) assert.deepEqual(pairsOf(query), found, JSON.stringify(query));
});

test("characters that nobody sees and spaces are left out as Python leaves them out", () => {
  const every = Array.from({ length: 0x110000 }, (_, code) => code).filter((code) => code < 0xd800 || code > 0xdfff);
  const text = String.fromCodePoint;
  const within = (/** @type {number} */ code) => tidy(`a${text(code)}b`);
  const dropped = new Set(every.filter((code) => within(code) === "ab"));
  const trimmed = every.filter((code) => !dropped.has(code) && tidy(`${text(code)}a${text(code)}`) === "a");
  const plain = every.filter((code) => !["ab", `a${text(code)}b`].includes(within(code)));
  assert.deepEqual({ dropped: [...dropped], trimmed, plain }, mapped(HOSTILE.characters, codes));
});

/** @param {Object<string, string>} table  @param {(text: string) => number[]} change */
const mapped = (table, change) => Object.fromEntries(Object.entries(table).map(([name, text]) => [name, change(text)]));

/** « 0009 000b-000c » → 9, 11, 12. @param {string} ranges */
const codes = (ranges) =>
  ranges.split(" ").flatMap((each) => {
    const [first, last = first] = each.split("-").map((code) => parseInt(code, 16));
    return Array.from({ length: last - first + 1 }, (_, more) => first + more);
  });

test("what newsletters and networks add makes no case, a question in capitals is the question", () => {
  assert.equal(caseOf("?utm_source=x&h=prime&FBCLID=1&rules=1").size, 0);
  assert.equal(caseOf("?Year=2022&ZZZ=1", (name) => name === "year").toString(), "year=2022&ZZZ=1");
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
