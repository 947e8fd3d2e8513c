/** How far the engine is, said on each form of the page; and when it starts. */

import { word } from "../site/word.mjs";
import { engine, happen, SEEN } from "./engine.mjs";
import { data, part } from "./parts.mjs";

/** Says on each form of the page how far the engine is; beside words in place of an answer, that it can be tried again. */
export function showEngine() {
  /** @type {NodeListOf<HTMLFormElement>} */
  const forms = document.querySelectorAll("form[data-calculator]");
  for (const form of forms) {
    const seen = SEEN[engine.state];
    form.dataset.engine = seen;
    const page = /** @type {HTMLElement} */ (form.closest("[data-page-calculator]"));
    const loading = part(page, "progress");
    const bar = /** @type {HTMLProgressElement} */ (loading.querySelector("progress"));
    const unanswered = "unanswered" in data(page);
    loading.hidden = seen !== "loading" || unanswered;
    part(page, "failed").hidden = seen !== "failed" && !unanswered;
    const counted = engine.all > 0;
    part(loading, "progress-text").textContent = !counted
      ? word(form, "loading")
      : engine.done < engine.all
        ? word(form, "loadingBytes", { done: megabytes(form, engine.done), all: megabytes(form, engine.all) })
        : word(form, "starting");
    if (counted) bar.value = engine.done / engine.all;
    else bar.removeAttribute("value");
  }
}

/**
 * Not by Intl: its first number takes a telephone a tenth of a second.
 * @param {HTMLFormElement} form
 * @param {number} bytes
 */
const megabytes = (form, bytes) => (bytes / 1e6).toFixed(1).replace(".", word(form, "decimal"));

const PACK = 2000; // ms that the engine leaves the line to the pack: it answers first, and weighs a hundredth

/**
 * Starts loading when the page has nothing better to do and its pack is there; where data are saved, and in a frame on
 * another site, when the reader touches the form.
 * @param {HTMLFormElement} form
 * @param {Promise<unknown>|null} [pack]  on its way
 */
export async function startWhenIdle(form, pack) {
  const want = () => happen("wanted");
  if (FRAMED || navigator.connection?.saveData) {
    for (const type of ["focusin", "pointerdown"]) form.addEventListener(type, want, { once: true });
    return;
  }
  await Promise.race([pack, new Promise((soon) => setTimeout(soon, PACK))]);
  if ("requestIdleCallback" in window) requestIdleCallback(want, { timeout: 3000 });
  else setTimeout(want, 300);
}
