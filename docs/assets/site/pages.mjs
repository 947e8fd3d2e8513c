/** The pages of a visit. */

/**
 * Calls `todo` for this page and, with instant navigation, for each that follows: the theme tells of them.
 * @param {() => void} todo
 */
export function onEachPage(todo) {
  if (window.document$) window.document$.subscribe(todo);
  else todo();
}
