/** The link of a case as a picture that a phone reads. A file of its own: it is fetched when printing is near. */

import encode from "qr";

/** @param {string} text  @returns {string} SVG */
export const svg = (text) => encode(text, "svg", { ecc: "medium" });
