// The reader's wish that nothing be kept: heard in an address, remembered after it.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { keeps } from "../../docs/assets/site/wish.mjs";

/** @type {any} */
const page = globalThis;
afterEach(() => {
  delete page.location;
  delete page.localStorage;
});

/** A browser that remembers. */
function remembering() {
  const memory = new Map();
  page.localStorage = {
    length: 1,
    getItem: (/** @type {string} */ name) => memory.get(name) ?? null,
    setItem: (/** @type {string} */ name, /** @type {string} */ value) => memory.set(name, value),
    removeItem: (/** @type {string} */ name) => memory.delete(name),
  };
}

/** @param {string} search */
const visit = (search, root = "/") => {
  page.location = { search };
  return keeps(root);
};

test("a wish lasts until the other one", () => {
  remembering();
  assert.equal(visit(""), true);
  assert.equal(visit("?year=2022&sw=off"), false);
  assert.equal(visit("?year=2022"), false, "the first case has written over the address");
  assert.equal(visit("", "/other/"), true, "another site of the same origin has its own");
  assert.equal(visit("?sw=maybe"), false);
  assert.equal(visit("?sw=on"), true);
  assert.equal(visit(""), true);
});

test("a browser that refuses its storage keeps nothing", () => {
  Object.defineProperty(page, "localStorage", {
    configurable: true,
    get() {
      throw new Error("SecurityError");
    },
  });
  assert.equal(visit(""), false);
  assert.equal(visit("?sw=on"), false);
});
