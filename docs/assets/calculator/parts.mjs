/** The parts of a calculator's page, as build_scripts/pages/templates/calculator.html.j2 writes them. */

/**
 * The part with this mark; the template promises that it is there.
 * @param {Element} within
 * @param {string} name
 * @returns {HTMLElement}
 */
export const part = (within, name) => /** @type {HTMLElement} */ (within.querySelector(`[data-${name}]`));

/**
 * What an element says of itself, under names that the template writes.
 * @param {Element} element
 */
export const data = (element) => /** @type {Record<string, string>} */ (/** @type {HTMLElement} */ (element).dataset);

/**
 * Puts a text in its place, which is away while it has none.
 * @param {HTMLElement} place
 * @param {string} text
 */
export function tell(place, text) {
  place.textContent = text;
  place.hidden = !text;
}
