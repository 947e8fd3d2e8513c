// Ticks and the number that counts them. Plain objects stand for the elements.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clearTicks, heed, recount } from "../../docs/assets/calculator/ticks.mjs";

/** A form with one number and as many boxes as named. @param {string[]} names @returns {any} */
function formOf(names) {
  const number = { value: "0", dataset: {}, closest: () => question };
  const boxes = names.map((name) => {
    /** @type {any} */
    const box = { name, checked: false, hidden: false, dataset: { tick: "" }, closest };
    /** @param {string} selector */
    function closest(selector) {
      return selector === "[hidden]" ? (box.hidden ? box : null) : question;
    }
    return box;
  });
  const ticks = {
    hidden: false,
    closest: () => question,
    querySelectorAll: () => boxes,
    querySelector: () => boxes.find(({ hidden }) => !hidden) ?? null,
  };
  const question = { querySelector: (/** @type {string} */ what) => (what === "[name]" ? number : ticks) };
  const querySelectorAll = (/** @type {string} */ what) => (what === "[data-ticks]" ? [ticks] : boxes);
  return { number, boxes, ticks, querySelectorAll };
}

test("a tick counts into the number, a number typed clears the ticks", () => {
  const form = formOf(["chapter4", "sumehr", "cebam"]);
  form.boxes[0].checked = form.boxes[2].checked = true;
  heed(form.boxes[2], form);
  assert.equal(form.number.value, "2");
  form.number.value = "5";
  heed(form.number, form);
  assert.deepEqual(
    form.boxes.map((/** @type {any} */ box) => box.checked),
    [false, false, false],
  );
  assert.equal(form.number.value, "5");
});

test("what the case no longer offers counts no more; a number that was typed stays", () => {
  const form = formOf(["chapter4", "efact"]);
  form.number.value = "2";
  recount(form);
  assert.equal(form.number.value, "2");
  for (const box of form.boxes) box.checked = true;
  form.boxes[1].hidden = true;
  recount(form);
  assert.equal(form.number.value, "1");
  assert.equal(form.boxes[1].checked, false);
  form.boxes[0].hidden = true;
  recount(form);
  assert.equal(form.ticks.hidden, true);
  clearTicks(form);
});
