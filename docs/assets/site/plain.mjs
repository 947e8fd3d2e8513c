/**
 * One way to compare text, for all that finds or sorts: the search, the tables. What a reader types and what a page says
 * are the same where they differ only in accents, case, the letters œ and æ, the kind of apostrophe or space, or the way
 * an amount is written: « 2 500 », « 2.500,00 € » and « 2500 EUR » are one.
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
    .replace(CURRENCY, " eur ");

const ELIDED = /\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)'(?=\p{L})/gu; // « l’INAMI »: the noun is what is meant

const WORD = /\d+[.,]\d+|[\p{L}\p{N}]+/gu;

/** The words of a text, folded: letters and digits, without elided articles. @param {string} text */
export const words = (text) =>
  (fold(text).replace(ELIDED, " ").match(WORD) ?? []).map((word) => word.replace(",", "."));
