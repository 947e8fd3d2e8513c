/**
 * All pages of a language, ready to be found: an index of MiniSearch over their words and the stems of these, and the
 * place of each word in its text, for what is shown of it.
 *
 * @typedef {import("../site/plain.mjs").Place} Place
 * @typedef {{id: string, title: string, text: string}} Section  a heading and what follows it; no id: what is on top
 * @typedef {{location: string, title: string, about: string, weight: number, sections: Section[]}} Page
 * @typedef {{section: Section, title: Place[], text: Place[]}} Read  a section as it was read
 * @typedef {{page: Page, title: Place[], about: Place[], read: Read[]}} Book
 * @typedef {{books: Book[], index: MiniSearch, stem: (word: string) => string, meant: Map<string, string>}} Shelf
 */

import { stemmer as dutch } from "@orama/stemmers/dutch";
import { stemmer as french } from "@orama/stemmers/french";
import MiniSearch from "minisearch";
import { places } from "../site/plain.mjs";

/**
 * What takes the ending from a word; a language without one finds whole words and beginnings. The French one leaves some
 * plurals without accents as they are.
 */
const STEMMERS = /** @type {Object<string, (word: string) => string>} */ ({
  fr: (word) => french(word.length > 3 ? word.replace(/s$/, "") : word),
  nl: dutch,
});

const STEM = "~"; // before a stem, which is no word: the beginning of a word must not find it

/** How much a word counts where it stands; `lead` is what comes before the first heading: the answer stands there. */
const BOOST = { title: 12, about: 4, lead: 2, headings: 3, text: 1 };

/**
 * @param {Page[]} pages
 * @param {string} lang
 * @param {Object<string, string>} [meant]  word → what readers mean by it, where no page uses it
 * @returns {Shelf}
 */
export function shelve(pages, lang, meant = {}) {
  const stemmer = STEMMERS[lang] ?? ((/** @type {string} */ word) => word);
  /** @type {Map<string, string>} */
  const stems = new Map();
  const stem = (/** @type {string} */ word) => {
    let found = stems.get(word);
    if (!found) stems.set(word, (found = STEM + stemmer(word)));
    return found;
  };
  const books = pages.map(read);
  const index = new MiniSearch({
    fields: Object.keys(BOOST),
    idField: "number",
    tokenize: (text) => text.split(" ").filter(Boolean),
    processTerm: (word) => [word, stem(word)],
    searchOptions: { boost: BOOST, processTerm: (word) => word, boostDocument: (number) => books[number].page.weight },
  });
  index.addAll(books.map(fields));
  return { books, index, stem, meant: new Map(Object.entries(meant)) };
}

/** @param {Page} page  @returns {Book} */
function read(page) {
  const sections = page.sections.map((section) => ({
    section,
    title: places(section.title),
    text: places(section.text),
  }));
  return { page, title: places(page.title), about: places(page.about), read: sections };
}

/** @param {Book} book  @param {number} number */
const fields = ({ title, about, read }, number) => ({
  number,
  title: joined(title),
  about: joined(about),
  headings: read.map((each) => joined(each.title)).join(" "),
  lead: texts(read.filter(({ section }) => !section.id)),
  text: texts(read.filter(({ section }) => section.id)),
});

/** @param {Read[]} read */
const texts = (read) => read.map(({ text }) => joined(text)).join(" ");

/** @param {Place[]} found */
const joined = (found) => found.map(({ word }) => word).join(" ");
