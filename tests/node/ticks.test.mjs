// Ticks and the number that counts them. Plain objects stand for the elements.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clearTicks, heed, recount } from "../../docs/assets/calculator/ticks.mjs";

/** A form with one number and as many boxes as named. @param {string[]} names @returns {any} */
function formOf(names) {
  const number = { name: "reached", value: "0" };
  const boxes = names.map((name) => {
    /** @type {any} */
    const box = { name, checked: false, hidden: false, closest: () => (box.hidden ? box : null) };
    return box;
  });
  const ticks = {
    hidden: false,
    dataset: { ticks: "reached" },
    contains: (/** @type {any} */ control) => boxes.includes(control),
    querySelectorAll: () => boxes,
    querySelector: () => boxes.find(({ hidden }) => !hidden) ?? null,
  };
  return { number, boxes, ticks, querySelectorAll: () => [ticks], elements: { namedItem: () => number } };
}
/** @type {any} */
const OTHER = { name: "billed" };
const ticked = (/** @type {any} */ form) => form.boxes.map((/** @type {any} */ box) => box.checked);

test("a tick counts into the number, a number typed clears the ticks", () => {
  const form = formOf(["chapter4", "sumehr", "cebam"]);
  form.boxes[0].checked = form.boxes[2].checked = true;
  heed(form.boxes[2], form);
  assert.equal(form.number.value, "2");
  form.number.value = "5";
  heed(OTHER, form);
  assert.deepEqual(ticked(form), [true, false, true], "another question says nothing of it");
  heed(form.number, form);
  assert.deepEqual(ticked(form), [false, false, false]);
  assert.equal(form.number.value, "5");
});

test("what the case no longer offers counts no more; a number that was typed stays", () => {
  const form = formOf(["chapter4", "efact"]);
  form.number.value = "2";
  recount(form, { reached: "2" });
  assert.equal(form.number.value, "2");
  for (const box of form.boxes) box.checked = true;
  form.boxes[1].hidden = true;
  recount(form, { reached: "2" });
  assert.equal(form.number.value, "1");
  assert.deepEqual(ticked(form), [true, false]);
  form.boxes[0].hidden = true;
  recount(form, { reached: "1" });
  assert.equal(form.ticks.hidden, true, "a list of nothing");
});

test("the list goes with its question; a case that is opened clears it", () => {
  const form = formOf(["chapter4"]);
  form.boxes[0].checked = true;
  recount(form, {});
  assert.equal(form.ticks.hidden, true);
  clearTicks(form);
  assert.deepEqual(ticked(form), [false]);
});
