/**
 * Brings one form to life: what its reader can do, and what comes of it.
 *
 * @typedef {import("./types.mjs").Calculator} Calculator
 */

import { join } from "../embed/guest.mjs";
import { sayCopied } from "../site/copied.mjs";
import { download } from "../site/download.mjs";
import { toPaper } from "../site/paper.mjs";
import { word } from "../site/word.mjs";
import { watchBar } from "./bar.mjs";
import { CALENDAR, calendarOf } from "./calendar.mjs";
import { calculate, keepCase, open, restart, retry, setAddress, writeBack } from "./case.mjs";
import { controls, fill, isChosen, isUnfinished, query, question, toggle } from "./form.mjs";
import { at } from "./home.mjs";
import { copy, linkTo, pageAddress } from "./links.mjs";
import { packOf } from "./packs.mjs";
import { data, part, tell } from "./parts.mjs";
import { getReady, watchFor } from "./print.mjs";
import { goTo, line } from "./problems.mjs";
import { showEngine, startWhenIdle } from "./progress.mjs";
import { bring, isAnswered, setWaiting, showFirst } from "./result.mjs";
import { tables } from "./rows.mjs";
import { heed } from "./ticks.mjs";

const LAST_KEY = 400; // ms after the last key, before what was typed is calculated
const SLOW = 150; // ms without the file of dates, before its button says that it is being made

/**
 * @param {HTMLFormElement} form
 * @returns {Calculator}
 */
export function enhance(form) {
  const calculator = found(form);
  answerTheForm(calculator);
  offerUndo(calculator);
  offerTools(calculator);
  toggle(form); // a browser may have kept what was typed before
  showFirst(calculator, true);
  watchBar(calculator);
  showEngine();
  const pack = packOf(form);
  if (location.search) open(calculator);
  startWhenIdle(form, pack?.ready);
  bringTable(calculator);
  if (FRAMED) join(calculator);
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
    note: part(page, "note"),
    tools: part(page, "tools"),
    status: part(page, "status"),
    summary: part(page, "problems"),
    first: { html: result.innerHTML, outcome, total },
    pathname: location.pathname,
    search: location.search,
    link: "",
    asked: query(form),
    values: {},
    turn: 0,
    slow: 0,
    dimming: 0,
    telling: 0,
    table: null,
    pending: null,
    retry,
  };
}

/** Each change brings its answer: a choice at once, a text after the last key or when it is left. @param {Calculator} calculator */
function answerTheForm(calculator) {
  const { form, page, result } = calculator;
  let timer = 0;
  let waits = false;
  const now = (pressed = false) => {
    clearTimeout(timer);
    waits = false;
    calculator.pending = calculate(calculator, query(form), pressed);
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    now(true);
  });
  form.addEventListener("input", ({ target }) => {
    if (isName(target)) return;
    heed(target, form);
    part(form, "undo").hidden = true;
    if (!["text", "date"].includes(/** @type {HTMLInputElement} */ (target).type)) return; // its change follows
    toggle(form);
    waits = true;
    const unfinished = isUnfinished(target);
    setWaiting(calculator, false, unfinished);
    clearTimeout(timer);
    if (!unfinished) timer = setTimeout(() => now(), LAST_KEY);
  });
  form.addEventListener("change", ({ target }) => {
    if (isName(target)) return;
    if (!waits) toggle(form);
    // What was typed and answered changes once more when it is left, maybe by a press on the result: it must stay there.
    if (!isUnfinished(target) && !isAnswered(calculator)) now();
  });
  form.addEventListener("focusout", ({ target }) => {
    const { type } = /** @type {HTMLInputElement} */ (target);
    if (waits || (type === "date" && query(form) !== calculator.asked)) now(); // of a date that is none, a browser tells no input
    setTimeout(() => writeBack(calculator)); // once another field has the focus
  });
  part(page, "retry").addEventListener("click", () => calculator.retry());
  result.addEventListener("click", ({ target }) => {
    const { change } = data(/** @type {Element} */ (target));
    const place = change && question(form, change);
    if (place) goTo(place);
  });
  part(page, "bar").addEventListener("click", () => bring(calculator));
}

/** What no question asks: whose answers stand in a row of a table. @param {EventTarget|null} target */
const isName = (target) => "name" in data(/** @type {Element} */ (target));

/** What a table adds comes in a file of its own; without it the count makes its rows. @param {Calculator} calculator */
async function bringTable(calculator) {
  const [table] = tables(calculator.form);
  if (!table) return;
  const tools = { address: () => linkOf(calculator), line, toggle };
  /** @type {typeof import("./table/index.mjs")|null} */
  const script = await import(at("sheet.mjs").href).catch(() => null);
  if (script && table.isConnected) script.enliven(calculator, table, tools);
}

/** The link to the case that is shown. @param {Calculator} calculator */
const linkOf = ({ form, link }) => linkTo(pageAddress(), link, data(form).rules);

/** « Recommencer » can be taken back: on the page, and by the browser's own way back. @param {Calculator} calculator */
function offerUndo(calculator) {
  const { form, page } = calculator;
  const undo = part(form, "undo");
  let before = "";
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    before = query(form);
    if (calculator.search) setAddress("pushState", location.href); // the case stays one step behind
    restart(calculator);
    keepCase(calculator, "");
    undo.hidden = false;
    part(page, "said").textContent = undo.firstChild?.textContent ?? "";
    controls(form).find(isChosen)?.focus();
  });
  part(undo, "take-back").addEventListener("click", () => {
    undo.hidden = true;
    fill(form, new URLSearchParams(before));
    calculate(calculator, before, false);
    controls(form).find(isChosen)?.focus();
  });
}

/** @param {Calculator} calculator */
function offerTools(calculator) {
  const { form, note, page, status } = calculator;
  const button = part(page, "copy");
  const name = String(button.textContent);
  const link = () => linkOf(calculator);
  /** @type {HTMLAnchorElement|null} */
  const doubt = page.querySelector("[data-doubt]"); // of a copy that somebody publishes
  const { href } = doubt ?? {};
  doubt?.addEventListener("click", () => (doubt.href = `${href}?body=${encodeURIComponent(link())}`));
  const shares = "share" in navigator && matchMedia("(pointer: coarse)").matches;
  if (shares) button.textContent = word(form, "share");
  button.addEventListener("click", async () => {
    if (shares) return navigator.share({ title: document.title, url: link() }).catch(() => {}); // who closes it wants no link
    if (!(await copy(link()))) {
      tell(note, link());
      return;
    }
    sayCopied(button, name, part(page, "said"), word(form, "copied"));
  });
  watchFor(calculator.tools);
  const print = part(page, "print");
  print.addEventListener("click", () => Promise.all([getReady(), calculator.pending]).then(() => toPaper(print)));
  const dates = part(page, "ics");
  const agenda = dates.textContent;
  dates.addEventListener("click", async () => {
    const slow = setTimeout(() => (dates.textContent = word(form, "calculating")), SLOW);
    const file = await calendarOf(form, calculator.link).catch(() => null);
    clearTimeout(slow);
    dates.textContent = agenda;
    if (file?.text) download(file.name, file.text, CALENDAR);
    else if (!file) status.textContent = word(form, "failed");
  });
}
