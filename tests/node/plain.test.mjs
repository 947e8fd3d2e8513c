/** One way to compare text: what a reader types and what a page says are the same where only the spelling differs. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { fold, phrases, places, words } from "../../docs/assets/site/plain.mjs";
import { comparing, looking } from "../../docs/assets/site/rows.mjs";

/** @type {[string, string[]][]} */
const SAME = [
  ["medecin", ["médecin", "MÉDECIN", "me\u0301decin", "méde\u00adcin", "m\u200bédecin\ufeff"]],
  ["oeuvre", ["œuvre", "Œuvre", "OEUVRE", "d’œuvre", "l'œuvre", "ŒUVRE"]],
  ["inami", ["l'INAMI", "l’INAMI", "d‘INAMI", "qu'INAMI", "(INAMI)", "INAMI :", "« INAMI »", "INAMI\u00a0!"]],
  ["medico pharmaceutique", ["médico-pharmaceutique", "médico‑pharmaceutique", "médico – pharmaceutique"]],
  [
    "2500",
    ["2 500", "2\u00a0500", "2\u202f500", "2.500", "2'500", "2’500", "2 500,00", "2.500,-", "2,500.00", "2500,--"],
  ],
  ["2500 eur", ["2 500 EUR", "2500€", "2500EUR", "2.500,00 €", "2 500 euros", "2500 euro"]],
  ["1234567", ["1 234 567", "1.234.567", "1 234 567,00"]],
  ["dmg", ["DMG", "D.M.G.", "d.m.g."]],
  ["efact", ["eFact", "e-Fact", "E-FACT"]],
  ["recipe", ["Recip-e", "recip-e"]],
  ["a t il", ["a-t il"]],
  ["24.9", ["24,9", "24.9", "24,9 %"]],
  ["0.5", ["0,5"]],
  ["2018 500", ["2018 500"]],
  ["1er novembre 2026", ["1er novembre 2026", "1ᵉʳ novembre 2026"]],
  ["31.12 2025", ["31.12.2025"]],
  ["", ["", " ", "?!", "…", "—"]],
];
for (const [plain, spellings] of SAME) {
  for (const spelling of spellings) test(`« ${spelling} »`, () => assert.equal(words(spelling).join(" "), plain));
}

test("an elided article is left out where a word follows it, and only there", () => {
  assert.deepEqual(words("l' et d"), ["l", "et", "d"]);
  assert.deepEqual(words("aujourd’hui"), ["aujourd", "hui"]);
});

test("a place is where the spelling stands in its text", () => {
  const text = "L’œuvre vaut 2 500 EUR.";
  assert.deepEqual(
    places(text).map(({ word, start, end }) => [word, text.slice(start, end)]),
    [
      ["oeuvre", "œuvre"],
      ["vaut", "vaut"],
      ["2500", "2 500"],
      ["eur", "EUR"],
    ],
  );
});

test("folding keeps what is a difference", () => {
  for (const [one, other] of [
    ["2500", "25000"],
    ["-5", "5"],
    ["a", "b"],
  ]) {
    assert.notEqual(fold(one), fold(other));
  }
});

test("phrases stand between quotes of any kind", () => {
  assert.deepEqual(phrases('le "bon usage" du « dossier médical » et “un” mot'), [
    ["bon", "usage"],
    ["dossier", "medical"],
  ]);
});

const compare = comparing(new Intl.Collator("fr", { numeric: true }).compare);

test("numbers come by value, days by day, words by the order of the language", () => {
  const sorted = ["1000", "3", "-2.5", "25000.50"].sort(compare);
  assert.deepEqual(sorted, ["-2.5", "3", "1000", "25000.50"]);
  assert.deepEqual(["2026-11-01", "2013-12-31", "2025-01-02"].sort(compare), [
    "2013-12-31",
    "2025-01-02",
    "2026-11-01",
  ]);
  assert.deepEqual(["zone", "été", "œil", "eau", "Étage"].sort(compare), ["eau", "Étage", "été", "œil", "zone"]);
  assert.deepEqual(["b", "12", "2025-01-01"].sort(compare), ["12", "2025-01-01", "b"]);
});

/** @type {[string, string, boolean][]} */
const ROWS = [
  ["remuneration", "la rémunération des pharmaciens d’officine", true],
  ["REMUNERATION d'officine", "la rémunération des pharmaciens d’officine", true],
  ["médecins", "un médecin", true],
  ["medecin", "des médecins", true],
  ["2500", "2 500 EUR", true],
  ["2.500 €", "2 500 EUR", true],
  ["2500", "25 000 EUR", false],
  ["(prime)", "la prime", true],
  ['"pharmaciens officine"', "pharmaciens d’officine", true],
  ['"officine pharmaciens"', "pharmaciens d’officine", false],
  ["«maison de repos»", "une maison de repos", true],
  ["?", "rien", true],
  ["zzz", "rien", false],
];
for (const [typed, row, fits] of ROWS) {
  test(`« ${typed} » ${fits ? "is" : "is not"} « ${row} »`, () =>
    assert.equal(looking(typed)(` ${words(row).join(" ")} `), fits));
}
