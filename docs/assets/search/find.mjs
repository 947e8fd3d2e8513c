/**
 * Pages for what a reader has typed, best first.
 *
 * @typedef {import("./shelf.mjs").Shelf} Shelf
 * @typedef {import("./shelf.mjs").Book} Book
 * @typedef {import("./passage.mjs").Item} Item
 * @typedef {{words: string[], phrases: string[][]}} Wish  what is looked for; phrases stand between quotes
 */

import { words } from "../site/plain.mjs";
import { items } from "./passage.mjs";

const QUOTED = /["“”„«»]([^"“”„«»]+)["“”„«»]/g;
const TELLING = 0.6; // of all pages at most have a word that tells something beside another: « la » has no say
const TYPO = 0.2; // of the letters may be others, where no page has the word

/** @param {string} typed  @returns {Wish} */
export const understand = (typed) => ({
  words: [...new Set(words(typed))],
  phrases: [...typed.matchAll(QUOTED)].map(([, phrase]) => words(phrase)).filter(({ length }) => length > 1),
});

/**
 * Each page as the theme shows it: itself, then the section that answers best. Where some pages have every word that
 * tells something, these alone; else those that have any.
 * @param {Shelf} shelf
 * @param {string} typed
 * @returns {Item[][]}
 */
export function find(shelf, typed) {
  const { index, books } = shelf;
  const wish = understand(typed);
  const asked = wish.words.map((word, place) => {
    const query = forms(shelf, word, place === wish.words.length - 1); // the last may still be typed
    return { word, query, hits: new Map(index.search(query).map(({ id, terms }) => [id, terms])) };
  });
  const telling = asked.filter(({ hits }) => hits.size && hits.size <= TELLING * books.length);
  const needed = telling.length ? telling : asked;
  const having = (/** @type {number} */ id) => needed.filter(({ hits }) => hits.has(id)).length;
  const found = index
    .search({ queries: asked.map(({ query }) => query) })
    .filter(({ id }) => having(id) && wish.phrases.every((phrase) => holds(books[id], phrase)));
  const whole = found.filter(({ id }) => having(id) === needed.length);
  return (whole.length ? whole : found).map(({ id, score }) => {
    const said = Object.fromEntries(asked.map(({ word, hits }) => [word, hits.has(id)]));
    const terms = new Set(needed.flatMap(({ hits }) => hits.get(id) ?? []));
    return items(shelf, books[id], terms, score, said);
  });
}

/**
 * What finds a word: itself, the words that it begins where it is unfinished, those with the same stem; a word that no
 * page has finds those that are nearly spelt so.
 * @param {Shelf} shelf
 * @param {string} word
 * @param {boolean} unfinished
 * @returns {import("minisearch").QueryCombination}
 */
function forms({ index, stem }, word, unfinished) {
  const query = { queries: [{ queries: [word], prefix: unfinished }, stem(word)] };
  return index.search(query).length ? query : { queries: [word], fuzzy: TYPO };
}

/** Whether a page has these words one after the other. @param {Book} book  @param {string[]} phrase */
function holds({ title, about, read }, phrase) {
  const texts = [title, about, ...read.flatMap((each) => [each.title, each.text])];
  return texts.some((text) => text.some((_, at) => phrase.every((word, after) => text[at + after]?.word === word)));
}
