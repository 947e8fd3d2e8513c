/**
 * Pages for what a reader has typed, best first.
 *
 * @typedef {import("./shelf.mjs").Shelf} Shelf
 * @typedef {import("./shelf.mjs").Book} Book
 * @typedef {import("./passage.mjs").Item} Item
 * @typedef {Map<number, {score: number, terms: string[]}>} Hits  pages by number: how well they fit, their words that do
 */

import { phrases, words } from "../site/plain.mjs";
import { items } from "./passage.mjs";

const TELLING = 0.6; // of all pages at most have a word that tells something beside another: « la » has no say
const BEGINNING = 0.1; // of the worth of a word has one that only begins so: it may be another
const TYPO = 0.2; // of the letters may be others, where no page has the word

/**
 * Each page as the theme shows it: itself, then the section that answers best. Where some pages have every word that
 * tells something, these alone; else those that have any.
 * @param {Shelf} shelf
 * @param {string} typed
 * @returns {Item[][]}
 */
export function find(shelf, typed) {
  const { books, meant } = shelf;
  const wanted = phrases(typed);
  const asked = [...new Set(words(typed).flatMap((word) => words(meant.get(word) ?? word)))].map(
    (word, place, { length }) => ({
      word,
      hits: having(shelf, word, place === length - 1), // the last may still be typed
    }),
  );
  const telling = asked.filter(({ hits }) => hits.size && hits.size <= TELLING * books.length);
  const needed = telling.length ? telling : asked;
  const found = books
    .map((book, id) => ({
      book,
      had: needed.filter(({ hits }) => hits.has(id)).length,
      score: asked.reduce((sum, { hits }) => sum + (hits.get(id)?.score ?? 0), 0),
      terms: new Set(needed.flatMap(({ hits }) => hits.get(id)?.terms ?? [])),
      said: Object.fromEntries(asked.map(({ word, hits }) => [word, hits.has(id)])),
    }))
    .filter(({ book, had }) => had && wanted.every((phrase) => holds(book, phrase)));
  const whole = found.filter(({ had }) => had === needed.length);
  return (whole.length ? whole : found)
    .sort((a, b) => b.score - a.score)
    .map(({ book, terms, score, said }) => items(shelf, book, terms, score, said));
}

/**
 * The pages that have a word in any of its forms, or, where it is no whole word yet, one that begins like it; where none
 * has, one that is nearly spelt so.
 * @param {Shelf} shelf
 * @param {string} word
 * @param {boolean} unfinished
 * @returns {Hits}
 */
function having({ index, stem }, word, unfinished) {
  const hits = byPage(index.search(stem(word)));
  const begins = unfinished && !index.search(word).length;
  for (const { id, score, terms } of begins ? index.search(word, { prefix: true }) : []) {
    const whole = hits.get(id);
    hits.set(id, { score: whole?.score ?? score * BEGINNING, terms: [...(whole?.terms ?? []), ...terms] });
  }
  if (hits.size) return hits;
  return byPage(index.search(word, { fuzzy: TYPO }));
}

/** @param {import("minisearch").SearchResult[]} results  @returns {Hits} */
const byPage = (results) => new Map(results.map(({ id, score, terms }) => [id, { score, terms }]));

/** Whether a page has these words one after the other. @param {Book} book  @param {string[]} phrase */
function holds({ title, about, read }, phrase) {
  const texts = [title, about, ...read.flatMap((each) => [each.title, each.text])];
  return texts.some((text) => text.some((_, at) => phrase.every((word, after) => text[at + after]?.word === word)));
}
