/**
 * Brings one form to life: what its reader can do, and what comes of it.
 *
 * @typedef {import("./types.mjs").Calculator} Calculator
 */

import { word } from "../site/word.mjs";
import { calendarOf, download } from "./calendar.mjs";
import { calculate, keepCase, open, restart } from "./case.mjs";
import { startEngine } from "./engine.mjs";
import { controls, isChosen, query, toggle } from "./form.mjs";
import { copy, linkTo } from "./links.mjs";
import { packOf } from "./packs.mjs";
import { data, part } from "./parts.mjs";
import { showEngine, startWhenIdle } from "./progress.mjs";
import { isBuilt, setStale } from "./result.mjs";

/**
 * @param {HTMLFormElement} form
 * @returns {Calculator}
 */
export function enhance(form) {
  const calculator = found(form);
  answerTheForm(calculator);
  offerTools(calculator);
  toggle(form); // a browser may have kept what was typed before
  setStale(calculator, false);
  showEngine();
  packOf(form);
  if (location.search) open(calculator);
  startWhenIdle(form);
  return calculator;
}

/** The calculator around a form, as it was built. @param {HTMLFormElement} form  @returns {Calculator} */
function found(form) {
  const page = /** @type {HTMLElement} */ (form.closest("[data-page-calculator]"));
  const result = part(page, "result");
  const { outcome, total } = data(result);
  return {
    form,
    page,
    result,
    status: part(page, "status"),
    summary: part(page, "problems"),
    first: { html: result.innerHTML, outcome, total },
    pathname: location.pathname,
    search: location.search,
    link: "",
    calculated: false,
    turn: 0,
    retry: startEngine,
  };
}

/** @param {Calculator} calculator */
function answerTheForm(calculator) {
  const { form } = calculator;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    calculate(calculator, query(form), true);
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    restart(calculator);
    keepCase(calculator, "");
    controls(form).find(isChosen)?.focus();
  });
  form.addEventListener("input", ({ target }) => {
    toggle(form);
    // Once a result was asked for, choices bring the next one at once; a text does so when it is complete.
    const typed = ["text", "date"].includes(/** @type {HTMLInputElement} */ (target).type);
    if (!calculator.calculated || typed) setStale(calculator, isBuilt(calculator) || calculator.calculated);
  });
  form.addEventListener("change", () => {
    toggle(form);
    if (calculator.calculated) calculate(calculator, query(form), false);
  });
  part(form, "retry").addEventListener("click", () => calculator.retry());
}

/** @param {Calculator} calculator */
function offerTools(calculator) {
  const { form, page, pathname, status } = calculator;
  const { rules } = data(form);
  part(page, "copy").addEventListener("click", async () => {
    const link = linkTo(location.origin + pathname, calculator.link, rules);
    status.textContent = (await copy(link)) ? word(form, "copied") : link;
  });
  part(page, "print").addEventListener("click", () => window.print());
  part(page, "ics").addEventListener("click", async () => {
    const file = await calendarOf(form, calculator.link).catch(() => null);
    if (file?.text) download(file.name, file.text);
    else if (!file) status.textContent = word(form, "failed");
  });
}
