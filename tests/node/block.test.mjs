// A block copied from a spreadsheet, and a file for one: text alone, as both sides write it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isBlock, isNumber, linesOf, optionOf, placesOf } from "../../docs/assets/calculator/table/block.mjs";
import { amount, decimal, fileOf } from "../../docs/assets/calculator/table/csv.mjs";

test("tabs and line ends part cells, whatever the system writes", () => {
  for (const end of ["\n", "\r\n", "\r"]) {
    assert.deepEqual(linesOf(`1\t2${end}3\t4`), [["1", "2"], ["3", "4"]]); // prettier-ignore
    assert.deepEqual(linesOf(`1\t2${end}3\t4${end}`), [["1", "2"], ["3", "4"]], "an end after the last line is none"); // prettier-ignore
  }
});

test("empty cells keep their place", () => {
  assert.deepEqual(linesOf("\t1\t\n\t\t2"), [["", "1", ""], ["", "", "2"]]); // prettier-ignore
  assert.deepEqual(linesOf("1\n\n2\n"), [["1"], [""], ["2"]]);
  assert.deepEqual(linesOf(""), [[""]]);
});

test("a cell in quotes may hold tabs, line ends and quotes; other quotes are its own", () => {
  assert.deepEqual(linesOf('"a\tb"\t"c\r\nd"\n"say ""x"""\te'), [["a b", "c d"], ['say "x"', "e"]]); // prettier-ignore
  assert.deepEqual(linesOf('"a" b\tc'), [['"a" b', "c"]]);
  assert.deepEqual(linesOf('12"\t"'), [['12"', '"']]);
});

test("spaces around a text are none of it", () => {
  assert.deepEqual(linesOf(" 1\u00a0250,50 \t 3 "), [["1 250,50", "3"]]);
});

test("one cell is no block, even with the line end that a spreadsheet adds", () => {
  assert.deepEqual(["12", "12\n", "12\r\n"].map(isBlock), [false, false, false]);
  assert.deepEqual(["1\t2", "1\n2", "\t", "1\n\n"].map(isBlock), [true, true, true, true]);
});

const ANSWERS = [
  { value: "", text: "–" },
  { value: "yes", text: "Oui" },
  { value: "no", text: "Non" },
];

test("yes and no are understood as people write them", () => {
  for (const text of ["oui", "OUI", "o", "Ja", "true", "VRAI", "yes", "y"])
    assert.equal(optionOf(text, ANSWERS), "yes");
  for (const text of ["non", "N", "nee", "false", "FAUX", "no"]) assert.equal(optionOf(text, ANSWERS), "no");
  assert.equal(optionOf("–", ANSWERS), "");
  for (const text of ["peut-être", "1", "oui non"]) assert.equal(optionOf(text, ANSWERS), undefined);
});

test("a choice is understood by its value or its words", () => {
  const options = [{ value: "act", text: "À l’acte" }, { value: "n", text: "N" }]; // prettier-ignore
  assert.equal(optionOf("à l’acte", options), "act");
  assert.equal(optionOf("n", options), "n", "what is offered counts before what means no");
});

test("a number is put in as it was written; a name is none", () => {
  for (const text of ["12", "12,5", "85 %", "1.250,50", "1 250", "€ 12", "12 EUR", "7,5 h", "-3", "2500,-"])
    assert.equal(isNumber(text), true, text);
  for (const text of ["Dupont", "", "-", "%", "12 patients", "Dr 12", "beaucoup"])
    assert.equal(isNumber(text), false, text);
});

test("a line of heads says where its cells belong; any other line does not", () => {
  const columns = [["Nom (facultatif)", "Nom"], ["Frais avancés"], ["Heures"]];
  const others = ["N°", "Montant (EUR)"];
  const found = placesOf(["Nom", "N°", "heures", "FRAIS AVANCÉS", "Montant (EUR)"], columns, others);
  assert.deepEqual(found, [0, -1, 2, 1, -1]);
  assert.equal(placesOf(["Nom", "Dupont"], columns, others), null);
  assert.equal(placesOf(["N°", ""], columns, others), null);
  assert.equal(placesOf(["", ""], columns, others), null);
});

test("the file says what it is, in bytes that spreadsheets expect", () => {
  assert.equal(fileOf([["Nom", "N°"], ["a;b", 'c"d']]), '\ufeffNom;N°\r\n"a;b";"c""d"\r\n'); // prettier-ignore
});

test("no text of the file runs as a formula", () => {
  const texts = ["=1+1", "+32 2", "-cmd", "@SUM(1)", "\tx", "-12,50", "-3"];
  assert.equal(fileOf([texts]), "\ufeff'=1+1;'+32 2;'-cmd;'@SUM(1);\"'\tx\";-12,50;-3\r\n");
});

test("amounts have a decimal comma and their cents", () => {
  assert.equal(amount("1\u202f271,43 EUR"), "1271,43");
  assert.equal(amount("1 900 EUR"), "1900,00");
  assert.equal(amount("−12,50 EUR"), "-12,50");
  assert.equal(amount(""), "");
  assert.deepEqual(["1250.5", "12", "85,5", "1.2.3"].map(decimal), ["1250,5", "12", "85,5", "1.2.3"]);
});
