/**
 * One way to compare text, for all that finds or sorts: the search, the tables. What a reader types and what a page says
 * are the same where they differ only in accents, case, the letters œ and æ, the kind of apostrophe or space, or the way
 * an amount is written: « 2 500 », « 2.500,00 € » and « 2500 EUR » are one.
 *
 * @typedef {{word: string, start: number, end: number}} Place  a word, folded, and where it stands in its text
 */

const MARKS = /\p{M}/gu;
const UNSEEN = /[\u00ad\u200b-\u200f\u2060\ufeff]/g; // soft hyphens, zero widths: they come along when a text is copied
const APOSTROPHES = /[’‘ʼ′´`]/g;
const GROUPED = /\b\d{1,3}([ .,'])\d{3}(?:\1\d{3})*\b/g; // thousands in groups
const NO_CENTS = /(\d)[.,](?:00|-{1,2}|—)(?!\d)/g;
const CURRENCY = /€|\beuros?\b/g;
const LIGATURES = { œ: "oe", æ: "ae", ß: "ss" };

/** A text as it is compared. @param {string} text */
export const fold = (text) =>
  text
    .toLowerCase()
    .replace(UNSEEN, "")
    .normalize("NFKD") // a no-break space becomes a space, an accent a mark of its own
    .replace(MARKS, "")
    .replace(/[œæß]/g, (letter) => LIGATURES[/** @type {keyof typeof LIGATURES} */ (letter)])
    .replace(APOSTROPHES, "'")
    .replace(GROUPED, (number) => number.replace(/\D/g, ""))
    .replace(NO_CENTS, "$1")
    .replace(CURRENCY, "eur");

// A number with its groups and decimals, « D.M.G. », « e-fact », a word, the sign of the euro; an apostrophe ends a word.
const WORD =
  /(?:\p{L}\.){2,}|\p{L}-[\p{L}\p{M}]{2,}|[\p{L}\p{M}]{2,}-\p{L}(?![\p{L}\p{M}])|\d{1,3}(?:[ .,'’\u00a0\u2009\u202f]\d{3})+(?:[.,]\d{1,2})?(?!\p{N})|\d+[.,]\d+|\d+(?=eur)|[\p{L}\p{M}\p{N}\u00ad\u200b-\u200f\u2060\ufeff]+|€/giu;
const ELIDED = /^(?:[cdjlmnst]|(?:jus|lors|puis)?qu)$/; // « l’INAMI »: the noun is what is meant
const AFTER_ELISION = /^['’‘ʼ′´`]\p{L}/u;

/** One spelling of decimals; none of the points and strokes between single letters. @param {string} folded */
const oneWord = (folded) => (/\d/.test(folded) ? folded.replace(",", ".") : folded.replace(/[.-]/g, ""));

/** A folded word by its spelling: a page has few of them, many times. @type {Map<string, string>} */
const known = new Map();

/** The words of a text, in order, without elided articles. @param {string} text  @returns {Place[]} */
export function places(text) {
  const found = [];
  for (const { 0: spelling, index: start } of text.matchAll(WORD)) {
    let word = known.get(spelling);
    if (word === undefined) known.set(spelling, (word = oneWord(fold(spelling))));
    const end = start + spelling.length;
    if (word && !(ELIDED.test(word) && AFTER_ELISION.test(text.slice(end, end + 3)))) found.push({ word, start, end });
  }
  return found;
}

/** @param {string} text */
export const words = (text) => places(text).map(({ word }) => word);

const QUOTED = /["“”„«»]([^"“”„«»]+)["“”„«»]/g;

/** What stands between quotes, of any kind: several words one after the other. @param {string} text */
export const phrases = (text) =>
  [...text.matchAll(QUOTED)].map(([, phrase]) => words(phrase)).filter(({ length }) => length > 1);
