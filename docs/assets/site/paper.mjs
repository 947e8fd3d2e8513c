/** Printing by a button: an app that is installed on a telephone, or the browser within another app, may print nothing. */

import { said } from "./word.mjs";

const PATIENCE = 1000; // ms

/** Prints; where nothing comes of it, says beside the button what to do. @param {Element} button */
export function toPaper(button) {
  let printing = false;
  addEventListener("beforeprint", () => (printing = true), { once: true });
  window.print?.();
  setTimeout(() => {
    if (printing || button.nextElementSibling?.matches("[role=status]")) return;
    const words = document.createElement("span");
    words.setAttribute("role", "status");
    words.textContent = ` ${said("paper")}`;
    button.after(words);
  }, PATIENCE);
}
