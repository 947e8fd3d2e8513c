/** What a script must say itself: the words stand in the page, in data-text-… attributes of the element they concern. */

/**
 * A word of an element, its {places} filled.
 * @param {HTMLElement} element
 * @param {string} name
 * @param {Object<string, string|number>} [places]
 */
export function word(element, name, places = {}) {
  const text = element.dataset[`text${name[0].toUpperCase()}${name.slice(1)}`] ?? "";
  return text.replace(/\{(\w+)\}/g, (_, place) => String(places[place] ?? ""));
}

/**
 * A word that is no element's own: the page's <main> brings it (build_scripts/output/spoken.py).
 * @param {string} name
 * @param {Object<string, string|number>} [places]
 */
export const said = (name, places) => word(/** @type {HTMLElement} */ (document.querySelector("main")), name, places);
