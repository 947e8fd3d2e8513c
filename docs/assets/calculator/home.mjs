/** From where other files are asked for: the script's own address, or the one that a page names which holds it. */

/** @type {URL} */
let home;

/**
 * To be called once, while the first page arrives: the theme may bring the head of another page later, whose paths start
 * elsewhere.
 * @param {string} [path]  from the page that holds the script, what build_scripts/output/head.py wrote in it
 */
export function settle(path = "") {
  home = new URL(path, import.meta.url);
}

/** @param {string} path  as seen from the script's folder */
export const at = (path) => new URL(path, home);
