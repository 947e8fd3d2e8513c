/** Links from a result to a case of another calculator: Python names it, the page knows where it is. */

import { pageAddress } from "./links.mjs";
import { data } from "./parts.mjs";

/**
 * Gives these links their addresses. A frame on another site opens them beside (embed/guest.mjs).
 * @param {HTMLElement} result
 * @param {HTMLFormElement} form
 */
export function lead(result, form) {
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = result.querySelectorAll("a[data-lead]");
  if (!links.length) return;
  const { calculator, places } = data(form);
  /** @type {Object<string, string>} */
  const pages = JSON.parse(places);
  const [root] = pageAddress().split(pages[calculator]); // of the site in this language
  for (const link of links) {
    const { lead: slug, query } = data(link);
    link.href = new URL(`${pages[slug]}${query ? `?${query}` : ""}`, root).href; // « ../ »: in the site's own language
  }
}
