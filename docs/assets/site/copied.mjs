/** What a button says once its text is on the clipboard. */

const TOLD = 2000; // ms

/**
 * Says so for a while, on the button and to who listens.
 * @param {Element} button
 * @param {string} name  of the button, before and after
 * @param {Element} said  a live region
 * @param {string} copied
 */
export function sayCopied(button, name, said, copied) {
  said.textContent = button.textContent = copied;
  setTimeout(() => {
    said.textContent = "";
    button.textContent = name;
  }, TOLD);
}
