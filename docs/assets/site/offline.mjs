/**
 * Has the site kept on the device (see sw.js), once the page has nothing better to do. `?sw=off` in an address ends that:
 * what was kept is deleted and nothing is kept any more, until `?sw=on` (see wish.mjs).
 */

import { keeps } from "./wish.mjs";

const root = new URL("../../", import.meta.url);
const { serviceWorker } = navigator;
/** @param {string} url */
const path = (url) => url.split(/[?#]/)[0].slice(root.href.length) || "./";

async function forget() {
  for (const each of await serviceWorker.getRegistrations()) if (each.scope === root.href) await each.unregister();
  for (const name of await caches.keys()) if (name.endsWith(` ${root.pathname}`)) await caches.delete(name);
}

/** Once the page is loaded, idle, and its calculator neither loads nor is about to (where data are saved, it waits). */
async function rest() {
  if (document.readyState !== "complete") await new Promise((go) => addEventListener("load", go, { once: true }));
  await new Promise((go) =>
    "requestIdleCallback" in window ? requestIdleCallback(go, { timeout: 5000 }) : setTimeout(go, 1000),
  );
  await new Promise((/** @type {(value?: undefined) => void} */ go) => {
    const observer = new MutationObserver(look);
    observer.observe(document, { subtree: true, childList: true, attributeFilter: ["data-engine"] });
    look();
    function look() {
      const about = navigator.connection?.saveData ? "" : "form[data-engine=idle],";
      if (document.querySelector(`${about}form[data-engine=loading]`)) return;
      observer.disconnect();
      go();
    }
  });
}

/** Which files this visit has used: where data are saved, these alone are kept. @param {ServiceWorkerRegistration} registration */
function tell({ active }) {
  const used = performance.getEntriesByType("resource").map(({ name }) => name);
  active?.postMessage([location.href, ...used].filter((url) => url.startsWith(root.href)).map(path));
}

/** Has the reader begun to use this page? Then it is never started again under their hands. */
let used = false;
for (const type of ["pointerdown", "keydown", "wheel", "input"]) {
  addEventListener(type, () => (used = true), { capture: true, once: true, passive: true });
}

async function keep() {
  const before = await serviceWorker.getRegistration(root);
  let changed = false; // another version serves this page
  if (before?.waiting) {
    // A new version, whole. This page has only just started: it starts again in that version if no other one is open.
    const startAgain = () => (used ? (changed = true) : location.reload());
    serviceWorker.addEventListener("controllerchange", startAgain, { once: true });
    before.waiting.postMessage("take over");
  }
  await rest();
  await serviceWorker.register(new URL("sw.js", root), { updateViaCache: "none" });
  const registration = await serviceWorker.ready;
  tell(registration);

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") tell(registration);
    else registration.update().catch(() => {}); // a page may stay open for weeks
  });

  // The theme brings the next page into this one. Where there is a new version, the next page is loaded as a whole instead.
  window.addEventListener(
    "click",
    (event) => {
      /** @type {HTMLAnchorElement|null} */
      const link = /** @type {Element} */ (event.target).closest?.("a[href]");
      if (
        (changed || registration.waiting) &&
        link?.origin === location.origin &&
        link.pathname !== location.pathname
      ) {
        event.stopImmediatePropagation();
      }
    },
    true,
  );
}

if (serviceWorker) (keeps(root.pathname) ? keep() : forget()).catch(() => {}); // a refused storage is no fault of the page
