/**
 * Brings each form[data-calculator] to life. Rules, checks, words and HTML of a result all come from Python (see
 * docs/assets/worker); what the form itself must say comes from its data-text-… attributes. Nothing is stored: the
 * address is the state. Works under Material's instant navigation, where script and worker live through the whole visit.
 *
 * This room sees pages come and go, and the links within them. A journey: enhance.mjs hears the reader, form.mjs makes a
 * query, case.mjs asks packs.mjs and engine.mjs for its answer, result.mjs shows it.
 *
 * @typedef {import("./types.mjs").Calculator} Calculator
 */

import { onEachPage } from "../site/pages.mjs";
import { keeps } from "../site/wish.mjs";
import { follow, open, setAddress } from "./case.mjs";
import { engine } from "./engine.mjs";
import { enhance } from "./enhance.mjs";
import { at, settle } from "./home.mjs";
import { isSeparator } from "./links.mjs";
import { putAway, writePaper } from "./print.mjs";
import { showEngine } from "./progress.mjs";

/** Forms that are alive already. */
const alive = new WeakSet();

/** The last of what a form needs, and what holds both. */
const [LAST, ROOM] = FRAMED ? ["[data-whole]", "article"] : ["[data-paper]", "[data-page-calculator]"];

/** Forms that were sent before. */
const early = new WeakSet();

/** @type {Calculator|null} */
let current = null;

function page() {
  const arriving = document.readyState === "loading"; // any element may lack what comes after it
  /** @type {NodeListOf<HTMLFormElement>} */
  const forms = document.querySelectorAll("form[data-calculator]");
  for (const form of forms) {
    if (alive.has(form)) continue;
    if (arriving && !form.closest(ROOM)?.querySelector(LAST)) continue;
    alive.add(form);
    current = enhance(form);
    form.dataset.alive = ""; // else the page says after a while that no script has come (styles/calculator.css)
    if (early.has(form)) form.requestSubmit();
  }
}

/** A press before the form is alive is kept for it: the browser would load the page anew. @param {SubmitEvent} event */
function keepPress(event) {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!form.matches("[data-calculator]") || alive.has(form)) return;
  event.preventDefault();
  early.add(form);
}

/**
 * Links within the page. One to another case: the theme compares paths alone and would only change the address. One to
 * a heading: the theme wrote the address of the first case into it, and the case of now must stay.
 * @param {MouseEvent} event
 */
function followLink(event) {
  /** @type {HTMLAnchorElement|null} */
  const anchor = /** @type {Element} */ (event.target).closest?.('a[href]:not([href^="#"])');
  if (!anchor || !current?.form.isConnected) return;
  if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || anchor.target) return;
  const { origin, pathname, search, hash } = new URL(anchor.href);
  const toCase = /** @type {string} */ (anchor.getAttribute("href")).includes("?"); // "?" alone is the default case
  if (origin !== location.origin || pathname !== current.pathname || !(toCase || hash)) return;
  event.preventDefault();
  event.stopPropagation();
  if (hash && !isSeparator(hash)) {
    location.hash = hash;
    return;
  }
  if (setAddress("pushState", pathname + search + hash)) open(current, true);
  else location.assign(anchor.href);
}

/** The form comes alive as soon as it is there: the reader does not wait for the end of the page or the theme's script. */
function start() {
  const arrival = new MutationObserver(page);
  const arrived = () => {
    arrival.disconnect();
    onEachPage(page);
  };
  /** @type {HTMLScriptElement|null} */
  const script = document.querySelector("script[data-home]");
  settle(script?.dataset.home);
  if (!FRAMED) keeps(at("../../").pathname); // hears a wish in the address: the first case would write over it
  engine.tell = showEngine;
  document.addEventListener("submit", keepPress, true);
  document.addEventListener("click", followLink, true);
  window.addEventListener("popstate", () => current && follow(current));
  window.addEventListener("beforeprint", () => current?.form.isConnected && writePaper(current));
  window.addEventListener("afterprint", () => current && putAway(current));
  page();
  if (document.readyState === "complete") return arrived();
  arrival.observe(document, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", arrived);
}

start();
