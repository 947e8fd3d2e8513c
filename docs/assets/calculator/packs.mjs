/**
 * Answers that were computed when the site was built, for the cases that readers ask most: shown within the press. The
 * answer to one case is a pure function of calculator, query and language, so it does not matter where it comes from.
 *
 * @typedef {import("./types.mjs").Answer} Answer
 * @typedef {import("./types.mjs").Pack} Pack
 */

import { isChanged } from "../site/digits.mjs";
import { askEngine, engine, engineIsReady, PATIENCE } from "./engine.mjs";
import { given, raised } from "./form.mjs";
import { at } from "./home.mjs";
import { choice } from "./links.mjs";
import { data } from "./parts.mjs";

const LINK = -1, VALUES = -2, ASKED = -3; // prettier-ignore

/**
 * The answer to a query, or null where the pack does not hold it: another case, a name or a spelling it does not know.
 * @param {Pack} pack
 * @param {string} query
 * @returns {Answer|null}
 */
export function lookup(pack, query) {
  const pairs = new URLSearchParams(query);
  const unknown = new Set(pairs.keys());
  /** @type {Object<string, string>} */
  const values = {};
  const link = new URLSearchParams();
  let number = 0;
  for (const [name, byDefault, when, combined, former] of pack.questions) {
    const offered = combined ?? [byDefault];
    const told = given(pairs, name, former) || byDefault;
    const isAmount = typeof offered[0] === "number";
    const text = isAmount ? amount(told) : choice(told, /** @type {string[]} */ (offered));
    for (const each of [name, ...Object.keys(former)]) unknown.delete(each);
    const asked = raised(when, values);
    const place = !asked ? 0 : isAmount ? classOf(text, /** @type {number[]} */ (offered)) : offered.indexOf(text);
    if (place < 0) return null;
    if (combined) number = number * combined.length + place;
    if (!asked) continue;
    values[name] = text;
    if (text !== byDefault) link.append(name, text);
  }
  const pieces = unknown.size ? undefined : pack.answers[pack.cases[number]];
  if (!pieces) return null;
  /** @type {Object<number, unknown>} */
  const own = { [LINK]: link.toString(), [VALUES]: values, [ASKED]: Object.keys(values) };
  return JSON.parse(pieces.map((piece) => (piece < 0 ? JSON.stringify(own[piece]) : pack.pieces[piece])).join(""));
}

const AMOUNT =
  /^(\d{1,7}|\d{1,3}([ '’\u00a0\u2009\u202f])\d{3}(?:\2\d{3})?)(?:[.,](\d{1,2}))?(?:\s*(?:€|EUR|euros?))?$/i;

/**
 * An amount that a reader typed, as a link writes it; nothing where Python must say how it is read. It reads the same:
 * see `_number` of calculators/engine/kinds.py.
 * @param {string} text  "30 000,50 EUR"
 */
export function amount(text) {
  const [, whole, , cents = ""] = AMOUNT.exec(text) ?? [];
  const euros = whole?.replace(/\D/g, "").replace(/^0+(?=\d)/, "");
  if (!euros || euros.length > 7) return "";
  return Number(cents) ? `${euros}.${cents.padEnd(2, "0")}` : euros;
}

/**
 * The class that an amount is of, by its place; -1 where there is no amount.
 * @param {string} text
 * @param {number[]} beginnings  of the classes
 */
const classOf = (text, beginnings) => (text ? beginnings.filter((each) => each <= Number(text)).length : 0) - 1;

/**
 * Packs asked for, by name; the pack is null until it is there. A small one stands in its page.
 * @type {Map<string, {pack: Pack|null, ready?: Promise<unknown>|null}>}
 */
const packs = new Map();

/** @param {Response} response  @param {string} name  whose end is the digits of its content  @returns {Promise<Pack|null>} */
async function genuine(response, name) {
  const content = await response.arrayBuffer();
  if (!response.ok || (await isChanged(content, name.slice(-13, -5)))) return null;
  return JSON.parse(new TextDecoder().decode(content));
}

/** @param {HTMLFormElement} form */
export function packOf(form) {
  const { pack: name } = data(form);
  if (!name || packs.has(name)) return packs.get(name);
  const within = /** @type {Element} */ (form.closest("[data-page-calculator]")).querySelector("[data-small-pack]");
  /** @type {{pack: Pack|null, ready?: Promise<unknown>|null}} */
  const entry = { pack: within && JSON.parse(data(within).smallPack) };
  entry.ready = within
    ? null
    : fetch(at(`../packs/${name}`), { signal: AbortSignal.timeout?.(PATIENCE) })
        .then((response) => genuine(response, name))
        .then((pack) => (entry.pack = pack))
        .catch(() => packs.delete(name));
  packs.set(name, entry);
  // The theme writes the links of the head anew, and so would ask a second time for what the page asked for first.
  document.querySelector(`link[rel=preload][href$="${CSS.escape(name)}"]`)?.remove();
  return entry;
}

/**
 * From the pack, at once; null where it does not hold the case, or is not there yet.
 * @param {HTMLFormElement} form
 * @param {string} query
 */
export function answerOfPack(form, query) {
  const pack = packOf(form)?.pack;
  return pack ? lookup(pack, query) : null;
}

/**
 * From the pack, if it is still on its way and holds the case, else from the engine. A ready engine waits for no pack.
 * @param {HTMLFormElement} form
 * @param {string} query
 * @returns {Promise<Answer>}
 */
export async function ask(form, query) {
  const { calculator: slug, lang } = data(form);
  const entry = packOf(form);
  if (entry && !entry.pack && engine.state !== "ready") {
    await Promise.race([entry.ready, engineIsReady()]);
    const answer = entry.pack && lookup(entry.pack, query);
    if (answer) return answer;
  }
  return askEngine(slug, query, lang);
}
