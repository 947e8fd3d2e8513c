/**
 * The papers of a project: letters, names of files and links follow what is typed; documents, the calendar and a file
 * to keep come at a press. What is typed stays in the page: not in its address, not on the device, gone on reload.
 *
 * @typedef {HTMLInputElement|HTMLTextAreaElement|HTMLSelectElement} Control
 */

import { CALENDAR } from "../calculator/calendar.mjs";
import { askCalendar } from "../calculator/engine.mjs";
import { at, settle } from "../calculator/home.mjs";
import { copy, linkTo } from "../calculator/links.mjs";
import { sayCopied } from "../site/copied.mjs";
import { today } from "../site/day.mjs";
import { download } from "../site/download.mjs";
import { onEachPage } from "../site/pages.mjs";
import { word } from "../site/word.mjs";
import { mayBeAccount } from "./iban.mjs";
import { fromFile, toFile } from "./keep.mjs";
import { day, fileName, hour, mailto } from "./words.mjs";

const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const SLUG = "cmp-project";

/** Forms that are alive already. */
const alive = new WeakSet();

/** @param {HTMLFormElement} form */
function enliven(form) {
  const page = /** @type {HTMLElement} */ (form.closest("[data-project-page]"));
  const controls = /** @type {Control[]} */ ([...form.elements].filter((each) => each.getAttribute("name")));
  const lang = form.dataset.lang ?? "";

  const typed = () => Object.fromEntries(controls.map(({ name, value }) => [name, value.trim()]));
  const said = () => Object.fromEntries(controls.map((control) => [control.name, inWords(control)]));

  /** @param {Control} control */
  function inWords(control) {
    const value = control.value.trim();
    if (!value) return "";
    if (control instanceof HTMLSelectElement) return control.selectedOptions[0].label;
    return control.type === "date"
      ? day(value, lang)
      : control.type === "time"
        ? hour(value, form.dataset.textHour ?? "")
        : value;
  }

  /** Everything that follows from what is typed. */
  function write() {
    const [raw, words] = [typed(), said()];
    for (const control of controls) control.closest(".question")?.toggleAttribute("data-empty", !control.value); // for paper
    for (const place of all(page, "[data-of]")) {
      place.dataset.blank ??= place.textContent ?? "";
      const text = words[place.dataset.of ?? ""];
      place.textContent = text || place.dataset.blank;
      place.classList.toggle("project__said", Boolean(text));
    }
    for (const name of all(page, "code[data-name]")) name.textContent = fileName(name.dataset.name ?? "", raw);
    for (const letter of all(page, "[data-letter]")) {
      const { subject, text } = partsOf(letter);
      one(letter, "[data-open]").setAttribute("href", mailto(letter.dataset.letter ?? "", subject, text));
    }
    /** @type {HTMLAnchorElement} */ (one(page, "[data-amount]")).search = query();
  }

  /** The case of the calculator. */
  function query() {
    const { date, animator_is: animator } = typed();
    return new URLSearchParams(Object.entries({ animator, meeting: date }).filter(([, value]) => value)).toString();
  }

  function readAccount() {
    const field = /** @type {HTMLInputElement} */ (one(form, "[data-account]"));
    const wrong = field.value.trim() && !mayBeAccount(field.value);
    one(form, "[data-account-read]").textContent = wrong ? word(form, "accountWrong") : "";
  }

  /** @param {string} part  of the page, where it is said  @param {() => Promise<string>} work  returns what is said of it */
  async function doing(part, work) {
    const status = one(page, part);
    status.textContent = word(form, "making");
    status.textContent = await work().catch(() => word(form, "failed"));
  }

  /** @param {HTMLAnchorElement} link */
  async function giveDocument(link) {
    const [blank, { fill }] = await Promise.all([fetch(link.href), import(at("documents.mjs").href)]);
    if (!blank.ok) throw new Error(`${blank.status}`);
    const name = `${fileName(link.dataset.name ?? "", typed())}.docx`;
    await download(name, fill(await blank.arrayBuffer(), said()), DOCX);
    return "";
  }

  async function giveCalendar() {
    const { origin, pathname } = /** @type {HTMLAnchorElement} */ (one(page, "[data-amount]"));
    const address = linkTo(origin + pathname, query(), form.dataset.rules ?? "");
    const { name, text } = await askCalendar(SLUG, query(), lang, today(), address);
    if (!text) return word(form, "noDates");
    await download(name, text, CALENDAR);
    return "";
  }

  /** @param {File} file */
  async function take(file) {
    const found = fromFile(
      await file.text(),
      controls.map(({ name }) => name),
    );
    if (!found) return word(form, "noFile");
    for (const control of controls) control.value = found.typed[control.name] ?? "";
    write();
    readAccount();
    return found.unknown.length ? word(form, "unknown", { names: found.unknown.join(", ") }) : word(form, "loaded");
  }

  /** @param {HTMLElement} button  @param {string} text */
  async function copyAndTell(button, text) {
    const name = (button.dataset.label ??= button.textContent ?? "");
    if (await copy(text)) sayCopied(button, name, one(page, "[data-said]"), word(form, "copied"));
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", write);
  form.addEventListener("change", readAccount);
  page.addEventListener("click", (event) => {
    const target = /** @type {HTMLElement} */ (event.target).closest("button, a");
    if (!(target instanceof HTMLElement)) return;
    const letter = /** @type {HTMLElement|null} */ (target.closest("[data-letter]"));
    if (target.matches("[data-document]")) {
      event.preventDefault();
      doing("[data-made]", () => giveDocument(/** @type {HTMLAnchorElement} */ (target)));
    } else if (target.matches("[data-calendar]")) doing("[data-told]", giveCalendar);
    else if (target.matches("[data-keep]"))
      download(`${fileName(form.dataset.kept ?? "", typed())}.json`, toFile(typed()), "application/json");
    else if (target.matches("[data-take]")) one(form, "[data-file]").click();
    else if (letter && target.matches("[data-copy], [data-copy-subject]")) {
      const { subject, text } = partsOf(letter);
      copyAndTell(target, target.matches("[data-copy]") ? text : subject);
    }
  });
  one(form, "[data-file]").addEventListener("change", ({ target }) => {
    const field = /** @type {HTMLInputElement} */ (target);
    const file = field.files?.[0];
    if (file) doing("[data-status]", () => take(file));
    field.value = ""; // the same file may be taken again
  });
  page.dataset.alive = "";
  write();
}

/** @param {Element} letter */
const partsOf = (letter) => ({
  subject: one(letter, "[data-subject]").textContent ?? "",
  text: one(letter, "[data-text]").textContent ?? "", // its lines end where the page says so
});

/** @param {Element} within  @param {string} selector */
const one = (within, selector) => /** @type {HTMLElement} */ (within.querySelector(selector));

/** @param {Element} within  @param {string} selector  @returns {NodeListOf<HTMLElement>} */
const all = (within, selector) => within.querySelectorAll(selector);

settle();
onEachPage(() => {
  /** @type {NodeListOf<HTMLFormElement>} */
  const forms = document.querySelectorAll("form[data-project]");
  for (const form of forms) {
    if (alive.has(form)) continue;
    alive.add(form);
    form.reset(); // a browser may bring back what was typed before the page was loaded anew
    enliven(form);
  }
});
