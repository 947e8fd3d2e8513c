/** The papers of a project, as far as no page is needed: accounts, words, names of files, and the file to keep. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { mayBeAccount } from "../../docs/assets/project/iban.mjs";
import { fromFile, toFile } from "../../docs/assets/project/keep.mjs";
import { day, fileName, hour, mailto } from "../../docs/assets/project/words.mjs";

const NAME = "CMP_{number}_2-rapport_{place}_{date}";

test("the examples of the registry of IBAN are accounts, however they are written", () => {
  for (const account of [
    "BE68 5390 0754 7034",
    "BE68539007547034",
    "be68-5390-0754-7034",
    "BE71 0961 2345 6769",
    "FR14 2004 1010 0505 0001 3M02 606",
    "NL91 ABNA 0417 1643 00",
    "LU28 0019 4006 4475 0000",
    "DE89 3704 0044 0532 0130 00",
    "GB29 NWBK 6016 1331 9268 19",
    "MT84 MALT 0110 0001 2345 MTLC AST0 01S",
  ])
    assert.ok(mayBeAccount(account), account);
});

test("one digit wrong, two that changed places, one too few: no account", () => {
  for (const account of ["BE68 5390 0754 7035", "BE68 5390 0745 7034", "BE68 5390 0754 703", "BE00 0000 0000 0000"])
    assert.ok(!mayBeAccount(account), account);
  for (const account of ["", "539-0075470-34", "B€68 5390 0754 7034", "BE68 5390 0754 7034 0000", "ma banque"])
    assert.ok(!mayBeAccount(account), account);
  const right = "BE68539007547034";
  for (let at = 2; at < right.length; at++)
    for (const digit of "0123456789")
      if (digit !== right[at]) assert.ok(!mayBeAccount(right.slice(0, at) + digit + right.slice(at + 1)));
});

test("days and hours in words; what is none stays", () => {
  assert.equal(day("2027-03-18", "fr"), "18 mars 2027");
  assert.equal(day("2027-03-01", "nl"), "1 maart 2027");
  assert.equal(day("en mars", "fr"), "en mars");
  assert.equal(day("2027-13-45", "fr"), "2027-13-45");
  assert.equal(hour("20:30", "{h} h {m}"), "20 h 30");
  assert.equal(hour("08:00", "{h} h {m}"), "8 h");
  assert.equal(hour("le soir", "{h} h {m}"), "le soir");
});

test("a name of a file has what is known, in letters that every disk takes", () => {
  const typed = { place: "Valmont-l’Exemple / Été", date: "2027-03-18", number: "2027/123" };
  assert.equal(fileName(NAME, typed), "CMP_2027-123_2-rapport_Valmont-l-Exemple-Ete_2027-03-18");
  assert.equal(fileName(NAME, {}), "CMP_2-rapport");
  assert.equal(fileName(NAME, { place: "../../etc", date: "…" }), "CMP_2-rapport_etc");
});

test("a message opens with its lines", () => {
  const opened = new URL(mailto("a@example.org", "CMP & co : le 18", "Bonjour,\n\nUn + deux ?"));
  assert.equal(opened.pathname, "a@example.org");
  assert.equal(opened.searchParams.get("subject"), "CMP & co : le 18");
  assert.ok(opened.search.endsWith("body=Bonjour%2C%0D%0A%0D%0AUn%20%2B%20deux%20%3F"));
});

test("a file gives back what was kept, leaves what nobody knows, and is refused where it is another", () => {
  const typed = { doctor: "Jean « Fictif »", topics: "un\ndeux", account: "" };
  const names = Object.keys(typed);
  assert.deepEqual(fromFile(toFile(typed), names), { typed, unknown: [] });
  assert.deepEqual(fromFile("\ufeff" + toFile({ ...typed, nurse: "x" }), names), { typed, unknown: ["nurse"] });
  for (const text of [
    "",
    "{",
    "[]",
    "null",
    "{}",
    '{"format":"cmp-project","typed":null}',
    '{"format":"other","typed":{}}',
  ])
    assert.equal(fromFile(text, names), null, text);
  const odd = '{"format":"cmp-project","typed":{"doctor":7,"topics":"un"}}';
  assert.deepEqual(fromFile(odd, names), { typed: { topics: "un" }, unknown: [] });
});
