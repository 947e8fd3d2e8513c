/** The address as the state of a calculator: the case that it names, and the link that a reader takes along. */

export const LONGEST = 200; // characters of one answer that are sent: enough for Python to see that it is no amount or date

/** Names in an address that are no questions: calculators/engine/report.py has the same. */
export const RESERVED = ["rules", "sw"];

/**
 * The answers in an address, apart from the version of the rules and the wish that the site be kept (site/wish.mjs).
 * @param {string} search  "?year=2022&rules=2026.11"
 */
export function caseOf(search) {
  const pairs = new URLSearchParams();
  for (const [name, value] of new URLSearchParams(search)) {
    if (!RESERVED.includes(name)) pairs.append(name.slice(0, LONGEST), value.slice(0, LONGEST));
  }
  return pairs;
}

/**
 * The link to a case, with the rules that answered it.
 * @param {string} page  its address, without a query
 * @param {string} link  the case as a query
 * @param {string} rules
 */
export const linkTo = (page, link, rules) => `${page}?${link ? `${link}&` : ""}rules=${encodeURIComponent(rules)}`;

/**
 * Puts a text on the clipboard; false where the browser refuses.
 * @param {string} text
 */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "visually-hidden";
    document.body.append(field);
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    return copied;
  }
}
