// The questions of a form: which are raised, and how a case goes in and out. Plain objects stand for the elements.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fill, query, raised, toggle } from "../../docs/assets/calculator/form.mjs";
import { LONGEST } from "../../docs/assets/calculator/links.mjs";

test("a question without alternatives is always raised", () => {
  assert.equal(raised([], {}), true);
});

test("of several alternatives one is enough, of its questions all must hold", () => {
  /** @type {import("../../docs/assets/calculator/types.mjs").When} */
  const when = [{ status: ["gp"], year: ["2023", "2024"] }, { group: ["yes"] }];
  assert.equal(raised(when, { status: "gp", year: "2024" }), true);
  assert.equal(raised(when, { status: "gp", year: "2022" }), false);
  assert.equal(raised(when, { year: "2024" }), false, "a question that is not raised holds nothing");
  assert.equal(raised(when, { group: "yes" }), true);
  assert.equal(raised([{}], {}), true, "as `all` of nothing in Python");
});

test("what every object has is no answer", () => {
  assert.equal(raised([{ constructor: ["yes"], toString: ["no"] }], {}), false);
});

const PART_OF_A_DATE = "31/02/";

/**
 * A form with questions in order: {name, when, former, kind, value or options, hints: [when]}.
 * @param {any[]} questions
 * @returns {any}
 */
function formOf(questions) {
  const boxes = questions.map(({ name, when, former, hints = [] }) => ({
    dataset: { question: name, when: when && JSON.stringify(when), former: former && JSON.stringify(former) },
    hidden: false,
    hints: hints.map((/** @type {any} */ each) => ({ dataset: { when: JSON.stringify(each) }, hidden: false })),
  }));
  const elements = questions.flatMap(({ name, kind, value = "", options = [] }, at) => {
    const closest = (/** @type {string} */ selector) =>
      selector === "[data-question]" || boxes[at].hidden ? boxes[at] : null;
    const shared = { name, closest, type: kind, validity: { badInput: value === PART_OF_A_DATE } };
    if (kind === "radio") {
      return options.map((/** @type {string} */ each) => {
        return { ...shared, value: each, checked: each === value, defaultChecked: each === value };
      });
    }
    if (kind !== "select") return [{ ...shared, value, defaultValue: value }];
    const offered = options.map((/** @type {string} */ each) => {
      return { value: each, selected: each === value, defaultSelected: each === value };
    });
    const select = {
      ...shared,
      options: offered,
      get value() {
        return offered.findLast((/** @type {any} */ each) => each.selected).value;
      },
    };
    return [select];
  });
  /** @param {string} name */
  const namedItem = (name) => {
    const named = elements.filter((each) => each.name === name);
    if (named[0]?.type !== "radio") return named[0] ?? null;
    return Object.assign(named, { value: named.find(({ checked }) => checked)?.value ?? "" });
  };
  const group = { hidden: false, querySelector: () => boxes.find(({ hidden }) => !hidden) ?? null };
  return {
    boxes,
    group,
    elements: Object.assign(elements, { namedItem }),
    /** @param {string} selector */
    querySelectorAll: (selector) =>
      ({
        "[data-question]": boxes,
        ":is(.hint, .ticks) [data-when]": boxes.flatMap(({ hints }) => hints),
        "[data-group]": [group],
      })[selector] ?? [],
  };
}

const HINTS = [[{ status: ["gp"] }], [{ how: ["scores"] }]];
const CHAIN = [
  { name: "status", kind: "radio", options: ["gp", "trainee"], value: "gp" },
  { name: "how", kind: "radio", options: ["count", "scores"], value: "count", when: [{ status: ["gp"] }] },
  { name: "reached", kind: "text", value: "0", when: [{ how: ["count"] }], hints: HINTS },
];

/** The names of the questions that are shown. @param {any} form */
const shown = (form) => namesOf(form.boxes.filter(isShown));
const isShown = (/** @type {{hidden: boolean}} */ { hidden }) => !hidden;
const namesOf = (/** @type {any[]} */ boxes) => boxes.map(({ dataset }) => dataset.question);

test("a question that is not raised raises nothing, whatever it holds", () => {
  const form = formOf(CHAIN);
  toggle(form);
  assert.deepEqual(shown(form), ["status", "how", "reached"]);
  assert.deepEqual(form.boxes[2].hints.map(isShown), [true, false]);
  fill(form, new URLSearchParams("status=trainee"));
  assert.deepEqual(shown(form), ["status"], "`how` holds count, but is not asked");
  assert.equal(query(form), "status=trainee");
});

test("a group is shown while one of its questions is", () => {
  const form = formOf([{ name: "days", kind: "text", when: [{ starter: ["yes"] }] }]);
  toggle(form);
  assert.equal(form.group.hidden, true);
});

test("a case goes into the form and comes out again", () => {
  const form = formOf(CHAIN);
  fill(form, new URLSearchParams("reached=3&how=count"));
  assert.equal(query(form), "status=gp&how=count&reached=3");
  fill(form, new URLSearchParams());
  assert.equal(query(form), "status=gp&how=count&reached=0", "what is not named is at its default");
});

test("what is not offered is at its default", () => {
  const form = formOf([
    { name: "year", kind: "select", options: ["2023", "2024"], value: "2024" },
    { name: "status", kind: "radio", options: ["gp", "trainee"], value: "gp" },
  ]);
  fill(form, new URLSearchParams("year=1066&status=queen"));
  assert.equal(query(form), "year=2024&status=gp");
});

test("a choice is understood whatever its case, and as people and programs say it", () => {
  const form = formOf([
    { name: "payment", kind: "select", options: ["act", "lump-sum"], value: "act" },
    { name: "software", kind: "radio", options: ["yes", "no"], value: "yes" },
  ]);
  fill(form, new URLSearchParams("payment=Lump-Sum&software=NON"));
  assert.equal(query(form), "payment=lump-sum&software=no");
  fill(form, new URLSearchParams("payment=lump-sum&software=true"));
  assert.equal(query(form), "payment=lump-sum&software=yes");
});

test("of two answers the last counts", () => {
  const form = formOf([{ name: "reached", kind: "text", value: "0" }]);
  fill(form, new URLSearchParams("reached=1&reached=2"));
  assert.equal(query(form), "reached=2");
});

test("a case under former names goes into the form under those of now", () => {
  const form = formOf([
    { name: "third_party", kind: "radio", options: ["yes", "no"], value: "no", former: { independent: { no: "yes" } } },
    { name: "amount", kind: "text", value: "300", former: { sum: {} } },
  ]);
  fill(form, new URLSearchParams("independent=no&sum=12"));
  assert.equal(query(form), "third_party=yes&amount=12");
  fill(form, new URLSearchParams("independent=no&third_party=no&sum=12&amount=13"));
  assert.equal(query(form), "third_party=no&amount=13");
  fill(form, new URLSearchParams("independent=toString"));
  assert.equal(query(form), "third_party=no&amount=300", "what nobody offered is at its default");
});

test("an answer without end is cut", () => {
  const form = formOf([{ name: "reached", kind: "text", value: "0" }]);
  fill(form, new URLSearchParams({ reached: "9".repeat(1_000_000) }));
  assert.equal(query(form), `reached=${"9".repeat(LONGEST)}`);
});

test("what a browser cannot read is sent as such, for Python to say what to mend", () => {
  const form = formOf([{ name: "meeting", kind: "date", value: PART_OF_A_DATE }]);
  assert.equal(query(form), "meeting=%3F");
});
