/**
 * Answers that were computed when the site was built, for the cases that readers ask most. A pack is made by
 * build_scripts/packs.py:
 *
 *   questions  [[name, default, when], …] in order        cases   {canonical link: [pieces of the answer's JSON]}
 *   pieces     texts that answers share; -1, -2 and -3 stand for what the case itself says: link, values, asked
 */

const LINK = -1, VALUES = -2, ASKED = -3; // prettier-ignore

/**
 * The answer to a query, or null where the pack does not hold it: another case, a name or a spelling it does not know.
 * @param {{questions: [string, string, object[]][], pieces: string[], cases: Record<string, number[]>}} pack
 * @param {string} query
 */
export function lookup(pack, query) {
  const given = new Map(new URLSearchParams(query));
  const values = {};
  const link = new URLSearchParams();
  for (const [name, byDefault, when] of pack.questions) {
    const text = given.get(name)?.trim() || byDefault;
    given.delete(name);
    if (!raised(when, values)) continue;
    values[name] = text;
    if (text !== byDefault) link.append(name, text);
  }
  const pieces = given.size ? undefined : pack.cases[link.toString()];
  if (!pieces) return null;
  const own = { [LINK]: link.toString(), [VALUES]: values, [ASKED]: Object.keys(values) };
  return JSON.parse(pieces.map((piece) => (piece < 0 ? JSON.stringify(own[piece]) : pack.pieces[piece])).join(""));
}

/** Whether a case raises a question, as calculators/engine/questions.py says: `values` holds the raised ones before. */
function raised(when, values) {
  return !when.length || when.some((every) => Object.entries(every).every(([name, texts]) => texts.includes(values[name])));
}
