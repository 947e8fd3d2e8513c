/**
 * The memory of a started Python, kept on the device so that the next visit starts in half of the time.
 *
 * It is kept in Cache Storage as the pages of it that hold anything, and taken only if nothing about it is in doubt:
 * made from the very same files, by the same browser, and with the same sum now as then.
 */

const PAGE = 4096; // bytes
const CACHE = `snapshot ${new URL("../../", import.meta.url).pathname}`; // other sites may share our origin
const KEY = new URL("snapshot", import.meta.url).href;

/** @param {string} version */
const maker = (version) => `${version} ${navigator.userAgent}`;
/** @param {Uint8Array<ArrayBuffer>} bytes */
const sum = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).join();

/** @param {Uint8Array} whole  @returns {Uint8Array<ArrayBuffer>} its length, the count of its pages, their numbers, the pages */
export function pack(whole) {
  const words = new BigUint64Array(whole.buffer, whole.byteOffset, Math.floor(whole.length / 8));
  const used = [];
  for (let page = 0; page * PAGE < whole.length; page += 1) {
    const first = (page * PAGE) / 8;
    const last = first + PAGE / 8;
    // What is left at the end of a length that is no multiple of a page is always taken.
    if (last > words.length || words.subarray(first, last).some(Boolean)) used.push(page);
  }
  const head = Uint32Array.of(whole.length, used.length, ...used);
  const packed = new Uint8Array(head.byteLength + used.length * PAGE);
  packed.set(new Uint8Array(head.buffer));
  used.forEach((page, at) => packed.set(whole.subarray(page * PAGE, (page + 1) * PAGE), head.byteLength + at * PAGE));
  return packed;
}

/** @param {Uint8Array} packed  @returns {Uint8Array} */
export function unpack(packed) {
  const [length, count] = new Uint32Array(packed.buffer, 0, 2);
  const used = new Uint32Array(packed.buffer, 8, count);
  const whole = new Uint8Array(length);
  used.forEach((page, at) => {
    const from = 8 + 4 * count + at * PAGE;
    whole.set(packed.subarray(from, from + Math.min(PAGE, length - page * PAGE)), page * PAGE);
  });
  return whole;
}

/**
 * The snapshot for this version of the runtime; null where there is none, or none that is beyond doubt.
 * @param {string} version
 * @returns {Promise<Uint8Array|null>}
 */
export async function read(version) {
  try {
    const kept = await (await caches.open(CACHE)).match(KEY);
    if (!kept) return null;
    const packed = new Uint8Array(await kept.arrayBuffer());
    const same = kept.headers.get("x-maker") === maker(version) && kept.headers.get("x-sum") === (await sum(packed));
    if (same) return unpack(packed);
  } catch {
    // no Cache Storage, or it is broken
  }
  await discard();
  return null;
}

/**
 * @param {string} version
 * @param {Uint8Array} whole
 */
export async function write(version, whole) {
  const packed = pack(whole);
  const headers = { "x-maker": maker(version), "x-sum": await sum(packed) };
  await (await caches.open(CACHE)).put(KEY, new Response(packed, { headers }));
}

export async function discard() {
  try {
    await caches.delete(CACHE);
  } catch {
    // no Cache Storage, or it is broken
  }
}
