/**
 * The theme asks at once for the index of its search, which weighs twice as much as the page of a calculator and keeps a
 * core busy. This holds the request back until the reader comes near the search. What comes into its field by another way
 * than a key, pasted or spoken, is searched too: the theme listens to keys alone.
 */

const FIELD = "[data-md-component=search-query]";

const watch = new AbortController();
const near = new Promise((resolve) => watch.signal.addEventListener("abort", resolve));
for (const type of ["focusin", "pointerover"]) {
  /** @param {Event} event */
  const look = ({ target }) => /** @type {Element} */ (target).closest?.(".md-search, [for=__search]") && watch.abort();
  addEventListener(type, look, { signal: watch.signal });
}
if (/[?&]q=/.test(location.search)) watch.abort(); // a search to make

const { open, send } = XMLHttpRequest.prototype;
/** @this {XMLHttpRequest}  @param {any} request  it is passed on as it comes */
XMLHttpRequest.prototype.open = function (...request) {
  if (String(request[1]).endsWith("/search/search_index.json")) this.send = () => near.then(() => send.call(this));
  return open.apply(this, /** @type {Parameters<typeof open>} */ (request));
};

addEventListener("input", ({ target }) => {
  const field = /** @type {Element} */ (target);
  if (field.matches(FIELD)) field.dispatchEvent(new Event("keyup"));
});
