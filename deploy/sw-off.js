// The way out for a site that moves or ends. Devices that kept it would show its old pages for ever: put this file in place
// of sw.js, at the old address, and leave it there for a year. From the page after the next one on, a device shows what
// the address holds by now; all that it had kept is deleted.

const root = new URL("./", location).pathname;

async function leave() {
  for (const name of await caches.keys()) if (name.endsWith(` ${root}`)) await caches.delete(name); // others share our origin
  await registration.unregister();
}

self.addEventListener("install", () => skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(leave()));
