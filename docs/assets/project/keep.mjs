/** What was typed as a small file of the reader's own: nothing of it is kept anywhere else. */

const FORMAT = "cmp-project";

/** @param {Object<string, string>} typed */
export const toFile = (typed) => JSON.stringify({ format: FORMAT, version: 1, typed }, null, 2) + "\n";

/**
 * What a file holds: fields that are known, and the names of those that are not. Null where it is no such file.
 * @param {string} text
 * @param {string[]} names
 * @returns {{typed: Object<string, string>, unknown: string[]}|null}
 */
export function fromFile(text, names) {
  let file;
  try {
    file = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return null;
  }
  if (file?.format !== FORMAT || typeof file.typed !== "object" || !file.typed) return null;
  const texts = Object.entries(file.typed).filter(([, value]) => typeof value === "string");
  const isKnown = (/** @type {[string, unknown]} */ [name]) => names.includes(name);
  return {
    typed: Object.fromEntries(texts.filter(isKnown)),
    unknown: Object.keys(file.typed).filter((name) => !names.includes(name)),
  };
}
