/** The search in the parts that a browser does not show: what is understood, shown of a page, and in which language. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { find } from "../../docs/assets/search/find.mjs";
import { shelve } from "../../docs/assets/search/shelf.mjs";
import { suggestion } from "../../docs/assets/search/suggestion.mjs";

/**
 * @param {string} location
 * @param {string} title
 * @param {string} text
 * @param {Partial<import("../../docs/assets/search/shelf.mjs").Page>} [more]
 */
const page = (location, title, text, more = {}) => ({
  location,
  title,
  about: "",
  weight: 1,
  sections: [{ id: "", title: "", text }],
  ...more,
});

const PAGES = [
  page("a/", "Les médicaments", "La tranche vaut 2 500 EUR & l’INAMI la paie <vite>."),
  page("b/", "La garde", "La mise en œuvre.", {
    sections: [
      { id: "", title: "", text: "La mise en œuvre." },
      { id: "week-end", title: "Le week-end", text: "La garde du week-end vaut 50,50 EUR." },
    ],
  }),
  page("c/", "Page lourde", "La garde, en bref.", { weight: 0.1 }),
];
const shelf = shelve(PAGES, "fr");

/** @param {string} typed */
const found = (typed) => find(shelf, typed).map(([{ location }]) => location);

test("a word that no page uses is found by what readers mean by it", () => {
  const known = shelve([page("mail/", "Courriels", "Le courriel part.")], "fr", { email: "courriel" });
  for (const typed of ["email", "e-mail", "E-Mail :"]) assert.equal(find(known, typed).length, 1, typed);
});

test("quotes of any kind hold a phrase; one word is none", () => {
  for (const typed of ['"mise en œuvre"', "« mise en œuvre »", "“mise en œuvre”", "„mise en œuvre”"]) {
    assert.deepEqual(found(typed), ["b/"], typed);
  }
  assert.deepEqual(found('"garde"'), ["b/", "c/"]);
  assert.deepEqual(found('"en mise"'), []);
});

for (const [typed, places] of /** @type {[string, string[]][]} */ ([
  ["medicament", ["a/"]],
  ["MÉDICAMENTS", ["a/"]],
  ["inami", ["a/"]],
  ["d'INAMI", ["a/"]],
  ["2.500,00 €", ["a/"]],
  ["50.50", ["b/"]],
  ["mise en oeuvre", ["b/"]],
  ["garde", ["b/", "c/"]],
  ["gar", ["b/", "c/"]],
  ["gerde", ["b/", "c/"]],
  ["week end", ["b/"]],
  ["garde xylophone", ["b/", "c/"]],
  ["xylophone", []],
  ["constructor __proto__", []],
  ["?!", []],
  ["", []],
])) {
  test(`« ${typed} » brings ${places.join(", ") || "nothing"}`, () => assert.deepEqual(found(typed), places));
}

test("text is text: what looks like HTML in it is shown as it stands, and the words are marked", () => {
  const [[item]] = find(shelf, "tranche");
  assert.equal(
    item.text,
    "La <mark data-md-highlight>tranche</mark> vaut 2 500 EUR &#38; l’INAMI la paie &#60;vite&#62;.",
  );
});

test("the section that answers stands below its page, with the same score", () => {
  const [[whole, section]] = find(shelf, "week-end");
  assert.equal(whole.location, "b/");
  assert.equal(section.location, "b/#week-end");
  assert.equal(section.score, whole.score);
});

test("a long text is shown around the words, from the beginning of a sentence", () => {
  const long = `${"Rien ici. ".repeat(50)}Voici le baromètre. ${"Rien là. ".repeat(50)}`;
  const [[{ text }]] = find(shelve([page("d/", "D", long)], "fr"), "barometre");
  assert.match(text, /^… (Rien ici\. )?Voici le <mark data-md-highlight>baromètre<\/mark>\..* …$/);
});

test("a word is said to lack where no page has all of them", () => {
  assert.deepEqual(find(shelf, "garde xylophone")[0][0].terms, { garde: true, xylophone: false });
});

test("the end of a word is guessed from titles and headings, in the reader's own letters", () => {
  assert.deepEqual(suggestion(shelf, "Médic"), ["Médicaments"]);
  assert.deepEqual(suggestion(shelf, "la gar"), ["garde"]);
  assert.deepEqual(suggestion(shelf, "garde"), []);
  assert.deepEqual(suggestion(shelf, "oeuv"), []);
});

test("each language has its own endings, and one without a stemmer whole words", () => {
  const dutch = [page("nl/", "Vergadering", "De huisartsen vergaderen.")];
  assert.equal(find(shelve(dutch, "nl"), "huisarts").length, 1);
  assert.equal(find(shelve(dutch, "xx"), "huisartsen").length, 1);
});
