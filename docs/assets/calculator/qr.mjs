/** The link of a case as a picture that a phone reads. A file of its own: it is fetched when printing is near. */

import encode from "qr";

const SHORT = 400; // characters: a code of more is so dense that it has no room to be mended too

/**
 * @param {string} text
 * @returns {string} SVG, or nothing where the text is more than a code can hold
 */
export function svg(text) {
  try {
    return encode(text, "svg", { ecc: text.length > SHORT ? "low" : "medium" });
  } catch {
    return "";
  }
}
