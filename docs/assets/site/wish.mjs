/**
 * The reader's wish: may anything be kept on this device for the next visit? `?sw=off` in an address says no, until
 * `?sw=on`. Both the site (offline.mjs) and the memory of a started Python (calculator/engine.mjs) are kept only then.
 */

/**
 * Hears a wish in the address, and remembers it. Where this storage is refused, nothing is kept.
 * @param {string} root  the site's path: other sites may share our origin
 */
export function keeps(root) {
  const wish = new URLSearchParams(location.search).get("sw");
  try {
    if (wish === "off") localStorage.setItem(`keep ${root}`, "no");
    if (wish === "on") localStorage.removeItem(`keep ${root}`);
    // Without a length it only stands in for one that is refused (build_scripts/output/theme.py).
    return localStorage.length >= 0 && localStorage.getItem(`keep ${root}`) !== "no";
  } catch {
    return false;
  }
}
