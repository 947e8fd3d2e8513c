/** From where other files are asked for: the script's own address, or the one that a page names which holds it. */

/** @type {URL} */
let home;

/**
 * To be called once, while the first page arrives (build_scripts/output/head.py wrote it): the theme may bring the head
 * of another page later, whose paths start elsewhere.
 */
export function settle() {
  /** @type {HTMLScriptElement|null} */
  const script = document.querySelector("script[data-home]");
  home = new URL(script?.dataset.home ?? "", import.meta.url);
}

/** @param {string} path  as seen from the script's folder */
export const at = (path) => new URL(path, home);
