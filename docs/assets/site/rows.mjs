/** The rows of a table: in which order they stand, which of them are what is looked for. */

import { phrases, words } from "./plain.mjs";

/**
 * Numbers by value and before all else, words by the order of the language.
 * @param {(a: string, b: string) => number} collate
 * @returns {(a: string, b: string) => number}
 */
export const comparing = (collate) => (a, b) => {
  const [one, two] = [Number(a), Number(b)];
  if (!isNaN(one) && !isNaN(two)) return one - two;
  return isNaN(one) && isNaN(two) ? collate(a, b) : Number(isNaN(one)) - Number(isNaN(two));
};

/** A number is meant as a whole; of a word a part will do, and its singular. @param {string} word */
const needle = (word) => (/^[\d.]+$/.test(word) ? ` ${word} ` : word.length > 3 ? word.replace(/[sx]$/, "") : word);

/**
 * Whether a row, its words between spaces, is what is looked for: it has each word, and each phrase between quotes.
 * @param {string} typed
 * @returns {(haystack: string) => boolean}
 */
export function looking(typed) {
  const needles = words(typed).map(needle);
  const whole = phrases(typed).map((phrase) => ` ${phrase.join(" ")} `);
  return (hay) => [...needles, ...whole].every((each) => hay.includes(each));
}
