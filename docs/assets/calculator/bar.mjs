/**
 * The bar at the foot of a narrow screen: the amount and what it is worth, as long as the result itself is out of view.
 *
 * @typedef {import("./types.mjs").Calculator} Calculator
 */

import { part } from "./parts.mjs";

/**
 * Writes into the bar what the card's title says.
 * @param {Calculator} calculator
 * @param {string} word  what the day of reading adds
 */
export function tellBar({ page, result }, word) {
  const bar = part(page, "bar");
  const card = result.querySelector(".answer");
  const title = /** @type {HTMLElement|null} */ (result.querySelector(".answer__title"));
  bar.className = card ? card.className.replace("answer ", "bar ") : "bar";
  const [total, words] = bar.children;
  total.textContent = title?.querySelector(".answer__total")?.textContent ?? "";
  const said = title?.dataset.word || title?.querySelector(".answer__what")?.textContent;
  words.textContent = [said, word].filter(Boolean).join(" · ");
}

/** Shows the bar while there is a result that is out of view. @param {Calculator} calculator */
export function watchBar({ page, result }) {
  const bar = part(page, "bar");
  const look = new IntersectionObserver(
    ([{ isIntersecting }]) => (bar.dataset.out = String(!isIntersecting)),
    { rootMargin: "0px 0px -56px 0px" }, // what the bar itself covers is not in view
  );
  look.observe(result);
}
