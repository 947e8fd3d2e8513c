/**
 * Keeps the site on the device, so that it works without a network. The build writes it to the root of the site and
 * puts in front:  const FILES = {path: digits of its SHA-256, …}, the files of one version of the site.
 *
 * A file is kept under its path and its digits, never under the query of an address, which holds the reader's answers.
 * So this worker only ever serves its own version, whatever the server holds by now. The next version is kept beside
 * it, whole, before it waits for its turn, and takes over when a page starts and no other is open (see offline.mjs).
 */

import { digits } from "./digits.mjs";

const SCOPE = new URL("./", location).pathname;
const CACHE = `site ${SCOPE}`; // other sites may share our origin
const WHOLE = "?whole"; // kept last: a sign that all files of some version are here
const LANES = 4;

/** @param {string} path */
const key = (path) => new URL(`${path}?${FILES[path]}`, location).href;
/** @param {string} path */
const kept = (path) => caches.match(key(path), { cacheName: CACHE });

let over = false;
/** The cache, which the installation makes; once deleted it stays so, though pages still come through this worker. */
async function cache() {
  if (over || !(await caches.has(CACHE)) || over) throw new Error("nothing is kept any more");
  return caches.open(CACHE);
}

/** What a browser does not run, draw or show under another type, by the end of a path. @type {Object<string, string>} */
const TYPES = { mjs: "javascript", js: "javascript", css: "css", svg: "svg", "": "html" };

/**
 * Is this what the build wrote, in content and type? The sitemap has no digits: a server may write its own address into it.
 * @param {string} path
 * @param {Response} response
 */
async function genuine(path, response) {
  if (!response.ok || response.redirected) return false;
  const type = TYPES[/(?:\.(\w+))?$/.exec(path)?.[1] ?? ""] ?? "";
  if (!(response.headers.get("content-type") ?? "").includes(type)) return false;
  return !FILES[path] || FILES[path] === (await digits(await response.arrayBuffer()));
}

/** The file from the network; null if it is of another version. Errors: no network. @param {string} path */
async function load(path) {
  for (const mode of /** @type {RequestCache[]} */ (["default", "reload"])) {
    const response = await fetch(new URL(path, location), { cache: mode });
    if (await genuine(path, response.clone())) return response;
  }
  return null;
}

/**
 * @param {string} path
 * @param {Response|Promise<Response|null>} response
 */
async function keep(path, response = load(path)) {
  const found = await response;
  if (!found) throw new Error(`another version: ${path}`);
  await (await cache()).put(key(path), found);
}

/** @param {string[]} paths */
async function keepAll(paths) {
  const here = new Set((await (await cache()).keys()).map(({ url }) => url));
  const left = paths.filter((path) => !here.has(key(path)));
  const lane = async () => {
    for (let path = left.shift(); path; path = left.shift()) await keep(path);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

async function keepWhole() {
  await keepAll(Object.keys(FILES));
  await (await cache()).put(WHOLE, new Response());
}

/** On such a line nothing is kept but what was visited. */
function thrifty() {
  const { saveData, type, effectiveType = "4g" } = navigator.connection ?? {};
  return Boolean(saveData) || type === "cellular" || effectiveType !== "4g";
}

/** Better no worker than two versions in one page. The next page, or the one after, starts anew. */
async function standAside() {
  over = true;
  await caches.delete(CACHE);
  await registration.unregister();
}

async function install() {
  await caches.open(CACHE);
  await keep("./"); // fails where the server changes pages on their way
  if (!thrifty() && (await (await cache()).match(WHOLE))) await keepWhole();
}

async function tidy() {
  const wanted = new Set([...Object.keys(FILES).map(key), new URL(WHOLE, location).href]);
  for (const request of await (await cache()).keys()) {
    if (!wanted.has(request.url)) await (await cache()).delete(request);
  }
}

async function takeOver() {
  const pages = await clients.matchAll({ type: "window", includeUncontrolled: true });
  if (pages.filter(({ url }) => url.startsWith(registration.scope)).length === 1) await skipWaiting();
}

/**
 * What is not kept yet passes as it comes, so that WebAssembly is compiled on its way; then it is kept.
 * @param {FetchEvent} event
 * @param {string} path
 */
async function file(event, path) {
  const found = await kept(path);
  if (!found) event.waitUntil(keep(path));
  return found ?? fetch(event.request);
}

/**
 * A page of another version comes only as a whole: where the theme asks for it, an error makes it load the page.
 * @param {FetchEvent} event
 * @param {string} path
 */
async function page(event, path) {
  const found = await kept(path);
  if (found) return found;
  const loaded = await load(path);
  if (loaded) {
    event.waitUntil(keep(path, loaded.clone()));
    return loaded;
  }
  await standAside();
  return event.request.mode === "navigate" ? fetch(event.request) : Response.error();
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(tidy()));

self.addEventListener("message", (event) => {
  if (event.data === "take over") event.waitUntil(takeOver());
  else
    event.waitUntil(
      thrifty() ? keepAll(event.data.filter((/** @type {string} */ path) => path in FILES)) : keepWhole(),
    );
});

self.addEventListener("fetch", (event) => {
  const { method, url, headers, mode } = event.request;
  const { origin, pathname, searchParams } = new URL(url);
  if (method !== "GET" || origin !== location.origin || headers.has("range") || !pathname.startsWith(SCOPE)) return;
  const path = pathname.slice(SCOPE.length) || "./";
  if (mode === "navigate" && searchParams.get("sw") === "off") event.waitUntil(standAside());
  else if (Object.hasOwn(FILES, path)) event.respondWith((/\/$/.test(path) ? page : file)(event, path));
});
