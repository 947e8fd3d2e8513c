/**
 * The end of the word that is being typed, which the theme shows behind it: that of the title or heading that most pages
 * have.
 *
 * @typedef {import("./shelf.mjs").Shelf} Shelf
 */

import { fold } from "../site/plain.mjs";

const LEAST = 2; // letters before a word is guessed

/**
 * @param {Shelf} shelf
 * @param {string} typed
 * @returns {string[]}  what is typed with the end of its last word, by words; none where nothing is guessed
 */
export function suggestion({ books }, typed) {
  const last = /[\p{L}\p{M}]+$/u.exec(typed)?.[0] ?? "";
  const begun = fold(last);
  if (begun.length < LEAST) return [];
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { page, title, read } of books) {
    const texts = [[page.title, title], ...read.map((each) => [each.section.title, each.title])];
    const here = new Set();
    for (const [text, places] of /** @type {[string, import("../site/plain.mjs").Place[]][]} */ (texts)) {
      for (const { word, start, end } of places)
        if (word.startsWith(begun)) here.add(text.slice(start, end).toLowerCase());
    }
    for (const word of here) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  if ([...counts.keys()].some((word) => fold(word) === begun)) return []; // it is whole already
  const [best] = [...counts].sort(([a, many], [b, more]) => more - many || a.length - b.length);
  return best ? [last + best[0].slice(last.length)] : [];
}
