/**
 * What is shown of a page that was found: its title, the section that answers best, and there the passage with most of
 * the words, these marked.
 *
 * @typedef {import("../site/plain.mjs").Place} Place
 * @typedef {import("./shelf.mjs").Shelf} Shelf
 * @typedef {import("./shelf.mjs").Book} Book
 * @typedef {{location: string, title: string, text: string, score: number, terms: Object<string, boolean>}} Item  as the
 *   theme takes it: title and text are HTML, terms are the words typed and whether the page has them
 */

const WIDTH = 180; // characters of a passage
const BEFORE = 60; // characters of it that may stand before the first word found
const HEADING = 2; // a word of a heading counts as so many of the text

/**
 * @param {Shelf} shelf
 * @param {Book} book
 * @param {Set<string>} terms  words and stems that were found in this page
 * @param {number} score
 * @param {Object<string, boolean>} said  the words typed, and whether the page has them
 * @returns {Item[]}
 */
export function items({ stem }, { page, title, about, read }, terms, score, said) {
  const isFound = (/** @type {Place} */ { word }) => terms.has(word) || terms.has(stem(word));
  const kinds = (/** @type {Place[]} */ places) => new Set(places.filter(isFound).map(({ word }) => stem(word))).size;
  let [best, most] = [read[0], 0];
  for (const each of read) {
    const worth = HEADING * kinds(each.title) + kinds(each.text);
    if (worth > most) [best, most] = [each, worth];
  }
  const item = (/** @type {string} */ location, /** @type {string} */ heading, /** @type {Place[]} */ places) => ({
    location,
    title: marked(heading, places.filter(isFound)),
    text: "",
    score,
    terms: said,
  });
  const whole = item(page.location, page.title, title);
  const passage = excerpt(best?.section.text ?? "", best?.text.filter(isFound) ?? [], stem);
  if (most && best.section.id) {
    const section = item(`${page.location}#${best.section.id}`, best.section.title, best.title);
    return [whole, { ...section, text: passage || excerpt(best.section.text, [], stem) }];
  }
  return [{ ...whole, text: most ? passage : excerpt(page.about, about.filter(isFound), stem) }];
}

/**
 * The part of a text that holds most of the words found, from the beginning of a sentence where that is near.
 * @param {string} text
 * @param {Place[]} found
 * @param {(word: string) => string} stem
 */
function excerpt(text, found, stem) {
  let [from, most] = [0, 0];
  for (const { start } of found) {
    const near = found.filter((each) => each.start >= start && each.end <= start + WIDTH - BEFORE);
    const worth = new Set(near.map(({ word }) => stem(word))).size;
    if (worth > most) [from, most] = [start, worth];
  }
  from = beginning(text, from);
  const to = from + WIDTH >= text.length ? text.length : text.lastIndexOf(" ", from + WIDTH);
  const inside = found.filter(({ start, end }) => start >= from && end <= to);
  const shown = inside.map(({ word, start, end }) => ({ word, start: start - from, end: end - from }));
  return `${from ? "… " : ""}${marked(text.slice(from, to), shown)}${to < text.length ? " …" : ""}`;
}

/** Where a passage around a place begins. @param {string} text  @param {number} place */
function beginning(text, place) {
  if (place <= BEFORE) return 0;
  const before = text.slice(place - BEFORE, place);
  const sentence = Math.max(...[". ", "? ", "! ", ": ", "; "].map((end) => before.lastIndexOf(end)));
  return place - BEFORE + (sentence < 0 ? before.indexOf(" ") + 1 : sentence + 2);
}

/** @param {string} text  @param {Place[]} places  what is marked, in order */
function marked(text, places) {
  let [html, at] = ["", 0];
  for (const { start, end } of places) {
    html += `${escaped(text.slice(at, start))}<mark data-md-highlight>${escaped(text.slice(start, end))}</mark>`;
    at = end;
  }
  return html + escaped(text.slice(at));
}

/** @param {string} text */
const escaped = (text) => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
