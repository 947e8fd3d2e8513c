/** What a printed calculator says beside its result: the address of the case and the day. */

import { data, part } from "./parts.mjs";

/** To be called before each printing. */
export function stamp() {
  for (const place of document.querySelectorAll("[data-printed]")) {
    const page = /** @type {Element} */ (place.closest("[data-page-calculator]"));
    const { lang } = data(part(page, "calculator"));
    part(place, "printed-address").textContent = location.href.replace(/#.*/, "");
    part(place, "printed-day").textContent = new Date().toLocaleDateString(lang, { dateStyle: "long" });
  }
}
