/**
 * Brings each form[data-calculator] to life. Rules, checks, words and HTML of a result all come from Python (see
 * worker.mjs); what the form itself must say comes from its data-text-… attributes. Nothing is stored: the address is
 * the state. Works under Material's instant navigation, where the script and the worker live through the whole visit.
 *
 * @typedef {Object} Answer  what calculators.browser.answer returns
 * @property {string} outcome  paid, refused, unsettled, dated, problems or fault (ours)
 * @property {string|null} total
 * @property {Object<string, string>} problems  question → message
 * @property {Object<string, string>} values  question → value used
 * @property {string} link  the case as a query, without what is at its default
 * @property {string} rules
 * @property {string} summary
 * @property {string} html
 */

/** From where it asks for files: its own address, or the one that the page names which holds it (build_scripts/output/head.py). */
const HOME = new URL(globalThis.document?.querySelector("script[data-home]")?.dataset.home ?? "", import.meta.url);

const PATIENCE = 60_000; // ms without any sign of life from the worker
const SLOW = 150; // ms without an answer, before the page says that it is being calculated
const LONGEST = 200; // characters of one answer that are sent: enough for Python to see that it is no amount or date

// ---------------------------------------------------------------------------------------------- engine

/** One worker for the whole visit. */
const engine = {
  /** @type {"idle"|"loading"|"ready"|"failed"} */
  state: "idle",
  /** @type {Worker|null} */
  worker: null,
  done: 0,
  all: 0,
  timer: 0,
  last: 0,
  /** @type {Map<number, {resolve: (answer: Answer) => void, reject: (reason: Error) => void}>} */
  waiting: new Map(),
  /** @type {(() => void)[]} */
  wanted: [],
};

/** Resolved once the engine can answer at once. */
const engineIsReady = () => new Promise((resolve) => engine.wanted.push(resolve));

/** Starts the worker unless it runs already; after a failure, starts a new one. */
function startEngine() {
  if (engine.state === "loading" || engine.state === "ready") return;
  const name = engine.state === "failed" || !keeps() ? "" : "snapshots";
  Object.assign(engine, { state: "loading", done: 0, all: 0 });
  try {
    if (typeof WebAssembly !== "object") throw new Error("no WebAssembly");
    engine.worker = new Worker(new URL("worker.mjs", HOME), { type: "module", name });
    engine.worker.onmessage = ({ data }) => hear(data);
    engine.worker.onerror = engineFailed;
    engine.worker.onmessageerror = engineFailed;
    keepWatch();
    showEngine();
  } catch {
    engineFailed();
  }
}

/** May the engine's memory be kept on this device for the next visit? offline.mjs writes the reader's wish. */
function keeps() {
  if (new URLSearchParams(location.search).get("sw") === "off") return false; // it may not be written yet
  try {
    return localStorage.getItem("keep") !== "no";
  } catch {
    return false;
  }
}

function engineFailed() {
  clearTimeout(engine.timer);
  engine.worker?.terminate();
  Object.assign(engine, { state: "failed", worker: null });
  const waiting = [...engine.waiting.values()];
  engine.waiting.clear();
  for (const { reject } of waiting) reject(new Error("engine"));
  showEngine();
}

/** A worker that neither loads, answers nor fails is given up: a blocked Pyodide waits in silence. */
function keepWatch() {
  clearTimeout(engine.timer);
  if (engine.state === "loading" || engine.waiting.size) engine.timer = setTimeout(engineFailed, PATIENCE);
}

function hear({ id, answer, ready, failed, done, all }) {
  if (failed) return engineFailed();
  if (id) {
    engine.waiting.get(id)?.resolve(answer);
    engine.waiting.delete(id);
  } else {
    if (ready) {
      engine.state = "ready";
      for (const resolve of engine.wanted.splice(0)) resolve();
    } else Object.assign(engine, { done, all });
    showEngine();
  }
  keepWatch();
}

/**
 * The answer of the engine to one case.
 * @param {string} slug
 * @param {string} query  "year=2022&status=gp"
 * @param {string} lang
 * @returns {Promise<Answer>}
 */
function askEngine(slug, query, lang) {
  return new Promise((resolve, reject) => {
    const id = ++engine.last;
    engine.waiting.set(id, { resolve, reject });
    startEngine();
    engine.worker?.postMessage({ id, slug, query, lang });
    keepWatch();
  });
}

// ---------------------------------------------------------------------------------------------- packs

// Answers that were computed when the site was built, for the cases that readers ask most. build_scripts/output/packs.py makes
// a pack a calculator:
//
//   questions  [[name, default, when, values], …] in order; values: those that the pack combines, null for none
//   cases      for each combination of these values, the last one changing fastest: an answer, or -1 for none
//   answers    [pieces of the answer's JSON]; -1, -2 and -3 stand for what the case itself says: link, values, asked
//   pieces     texts that answers share

const LINK = -1, VALUES = -2, ASKED = -3; // prettier-ignore

/**
 * The answer to a query, or null where the pack does not hold it: another case, a name or a spelling it does not know.
 * @param {{questions: [string, string, object[], string[]|null][], cases: number[], answers: number[][], pieces: string[]}} pack
 * @param {string} query
 */
export function lookup(pack, query) {
  const given = new Map(new URLSearchParams(query));
  const values = {};
  const link = new URLSearchParams();
  let number = 0;
  for (const [name, byDefault, when, combined] of pack.questions) {
    const text = given.get(name)?.trim() || byDefault;
    given.delete(name);
    const asked = raisedBy(when, values);
    const place = asked ? (combined ?? [byDefault]).indexOf(text) : 0;
    if (place < 0) return null;
    if (combined) number = number * combined.length + place;
    if (!asked) continue;
    values[name] = text;
    if (text !== byDefault) link.append(name, text);
  }
  const pieces = given.size ? undefined : pack.answers[pack.cases[number]];
  if (!pieces) return null;
  const own = { [LINK]: link.toString(), [VALUES]: values, [ASKED]: Object.keys(values) };
  return JSON.parse(pieces.map((piece) => (piece < 0 ? JSON.stringify(own[piece]) : pack.pieces[piece])).join(""));
}

/** Whether a case raises a question, as calculators/engine/questions.py says: `values` holds the raised ones before. */
function raisedBy(when, values) {
  return !when.length || when.some((every) => Object.entries(every).every(([name, texts]) => texts.includes(values[name])));
}

/** Packs asked for, by name: {pack, ready}; the pack is null until it is there. A small one stands in its page. */
const packs = new Map();

function packOf(form) {
  const name = form.dataset.pack;
  if (!name || packs.has(name)) return packs.get(name);
  const within = form.parentElement.querySelector("[data-small-pack]");
  const entry = { pack: within && JSON.parse(within.dataset.smallPack) };
  entry.ready = within
    ? null
    : fetch(new URL(`../packs/${name}`, HOME), { signal: AbortSignal.timeout(PATIENCE) })
        .then((response) => (response.ok ? response.json() : null))
        .then((pack) => (entry.pack = pack))
        .catch(() => packs.delete(name));
  packs.set(name, entry);
  // The theme writes the links of the head anew, and so would ask a second time for what the page asked for first.
  document.querySelector(`link[rel=preload][href$="${CSS.escape(name)}"]`)?.remove();
  return entry;
}

// The answer to one case is a pure function of calculator, query and language, so it does not matter where it comes from.

/** From the pack, at once; null where it does not hold the case, or is not there yet. */
function answerOfPack(form, query) {
  const pack = packOf(form)?.pack;
  return pack ? lookup(pack, query) : null;
}

/**
 * From the pack, if it is still on its way and holds the case, else from the engine. A ready engine waits for no pack.
 * @returns {Promise<Answer>}
 */
async function ask(form, query) {
  const { calculator: slug, lang } = form.dataset;
  const entry = packOf(form);
  if (entry && !entry.pack && engine.state !== "ready") {
    await Promise.race([entry.ready, engineIsReady()]);
    const answer = entry.pack && lookup(entry.pack, query);
    if (answer) return answer;
  }
  return askEngine(slug, query, lang);
}

/** Starts loading when the page has nothing better to do; where data are saved, when the reader touches the form. */
function startWhenIdle(form) {
  if (navigator.connection?.saveData) {
    for (const type of ["focusin", "pointerdown"]) form.addEventListener(type, startEngine, { once: true });
  } else if (window.requestIdleCallback) {
    requestIdleCallback(startEngine, { timeout: 3000 });
  } else {
    setTimeout(startEngine, 300);
  }
}

/** Says on each form of the page how far the engine is. */
function showEngine() {
  for (const form of document.querySelectorAll("form[data-calculator]")) {
    form.dataset.engine = engine.state;
    const loading = form.querySelector("[data-progress]");
    const bar = loading.querySelector("progress");
    loading.hidden = engine.state !== "loading";
    form.querySelector("[data-failed]").hidden = engine.state !== "failed";
    const counted = engine.all > 0;
    loading.querySelector("[data-progress-text]").textContent = !counted
      ? word(form, "loading")
      : engine.done < engine.all
        ? word(form, "loadingBytes", { done: megabytes(form, engine.done), all: megabytes(form, engine.all) })
        : word(form, "starting");
    if (counted) bar.value = engine.done / engine.all;
    else bar.removeAttribute("value");
  }
}

// ---------------------------------------------------------------------------------------------- words

/** A word of the form, its {places} filled. */
function word(form, name, places = {}) {
  const text = form.dataset[`text${name[0].toUpperCase()}${name.slice(1)}`] ?? "";
  return text.replace(/\{(\w+)\}/g, (_, place) => places[place] ?? "");
}

function megabytes(form, bytes) {
  const style = { style: "unit", unit: "megabyte", minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return new Intl.NumberFormat(form.dataset.lang, style).format(bytes / 1e6);
}

// ---------------------------------------------------------------------------------------------- form

const controls = (form) => [...form.elements].filter((each) => each.name && each.closest("[data-question]"));
const question = (form, name) => form.querySelector(`[data-question="${CSS.escape(name)}"]`);

/** What the form holds for a question; its default where a text was left empty. */
function held(form, name) {
  const item = form.elements.namedItem(name);
  return item ? item.value || item.defaultValue || "" : "";
}

/** Is this element shown? In some alternative of its data-when, every question is shown and holds a listed value. */
function raised(form, element) {
  const when = element?.dataset.when;
  if (!when) return Boolean(element);
  return JSON.parse(when).some((alternative) =>
    Object.entries(alternative).every(
      ([name, values]) => values.includes(held(form, name)) && raised(form, question(form, name)),
    ),
  );
}

function toggle(form) {
  for (const element of form.querySelectorAll("[data-when]")) element.hidden = !raised(form, element);
  for (const group of form.querySelectorAll("[data-group]")) {
    group.hidden = !group.querySelector("[data-question]:not([hidden])");
  }
}

/** The case in the form, as a query: each question that is shown, in order. */
function query(form) {
  const pairs = new URLSearchParams();
  for (const control of controls(form)) {
    if (control.closest("[hidden]") || (control.type === "radio" && !control.checked)) continue;
    pairs.append(control.name, control.value.slice(0, LONGEST));
  }
  return pairs.toString();
}

/** Puts a case in the form; what it does not name, or names with a value that is not offered, is at its default. */
function fill(form, pairs) {
  for (const control of controls(form)) {
    const given = pairs.getAll(control.name).at(-1); // of two answers the last counts, in Python too
    if (control.type === "radio") {
      const offered = form.elements.namedItem(control.name);
      const known = [...offered].some((radio) => radio.value === given);
      control.checked = known ? control.value === given : control.defaultChecked;
    } else if (control.tagName === "SELECT") {
      const options = [...control.options];
      const chosen = options.find((each) => each.value === given) ?? options.find((each) => each.defaultSelected);
      (chosen ?? options[0]).selected = true;
    } else {
      control.value = given ?? control.defaultValue;
    }
  }
  toggle(form);
}

/** The answers in an address, apart from the version of the rules and the wish that the site be kept (offline.mjs). */
function caseOf(search) {
  const pairs = new URLSearchParams();
  for (const [name, value] of new URLSearchParams(search)) {
    if (name !== "rules" && name !== "sw") pairs.append(name.slice(0, LONGEST), value.slice(0, LONGEST));
  }
  return pairs;
}

/** Resolved once the next frame is drawn; soon, where none is, as in a page in the background. */
const drawn = () =>
  new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, 100);
  });

// ---------------------------------------------------------------------------------------------- one calculator

/** Forms that are alive already. */
const alive = new WeakSet();

/** @param {HTMLFormElement} form */
function enhance(form) {
  const page = form.closest("[data-page-calculator]");
  const find = (name) => page.querySelector(`[data-${name}]`);
  const [result, status, summary] = [find("result"), find("status"), find("problems")];
  const built = result.dataset.outcome !== "none"; // a case without a default answer shows none
  const first = { html: result.innerHTML, outcome: result.dataset.outcome, total: result.dataset.total };
  const pathname = location.pathname;
  const { calculator: slug, lang, rules } = form.dataset;

  let link = ""; // of the case shown
  let calculated = false; // after the first result, a change recalculates by itself
  let turn = 0; // answers that come too late are dropped
  let search = location.search; // what the address says, as far as it is shown

  const setOutcome = (outcome, total) => {
    result.dataset.outcome = outcome;
    if (total) result.dataset.total = total;
    else delete result.dataset.total;
  };
  /** A result never stands beside answers that it does not belong to; `words` say why it is away, or what it is. */
  const setStale = (stale, words = "") => {
    result.hidden = stale;
    find("stale").hidden = !stale || Boolean(words);
    find("example").hidden = stale || calculated || !built;
    find("tools").hidden = stale || result.dataset.outcome === "none" || result.dataset.outcome === "problems";
    find("ics").hidden = !steps(result).length;
    status.textContent = words;
    status.classList.remove("visually-hidden");
  };

  function showProblems(problems) {
    const names = Object.keys(problems);
    for (const element of form.querySelectorAll("[data-question]")) {
      const message = problems[element.dataset.question] ?? "";
      const error = element.querySelector("[data-error]");
      error.textContent = message;
      error.hidden = !message;
      element.classList.toggle("question--problem", Boolean(message));
      for (const control of element.querySelectorAll("input, select")) {
        if (message) control.setAttribute("aria-invalid", "true");
        else control.removeAttribute("aria-invalid");
      }
    }
    const list = summary.querySelector("ul");
    list.replaceChildren(
      ...names.map((name) => {
        const item = document.createElement("li");
        const element = question(form, name);
        const line = document.createElement(element ? "a" : "span");
        line.textContent = problems[name];
        if (element) {
          line.href = `#${element.querySelector("input, select").id}`;
          line.addEventListener("click", (event) => {
            event.preventDefault();
            event.stopPropagation(); // nor does the theme follow it
            goTo(element);
          });
        }
        item.append(line);
        return item;
      }),
    );
    summary.hidden = !names.length;
  }

  /** The legend or label first, so that the question is read with its field. */
  function goTo(element) {
    const control = element.querySelector("input:checked") ?? element.querySelector("input, select");
    (element.querySelector("legend, label") ?? element).scrollIntoView({ block: "start" });
    control.focus({ preventScroll: true });
  }

  /**
   * @param {Answer} answer
   * @param {string} asked  its case
   */
  function show(answer, asked) {
    const problems = answer.outcome === "problems";
    showProblems(answer.problems ?? {});
    result.innerHTML = answer.html; // ours: Python escapes what the reader typed
    setOutcome(answer.outcome, answer.total);
    setStale(false, answer.summary);
    if (problems) return;
    link = answer.outcome === "fault" ? asked : answer.link; // a fault is reported by the link of its case
    for (const control of controls(form)) {
      if (!control.value && answer.values?.[control.name]) control.value = control.defaultValue; // the default was used
    }
    setAddress(link);
  }

  function setAddress(pairs) {
    search = pairs ? `?${pairs}` : "";
    // The state is the theme's: it keeps the scroll position there.
    history.replaceState(history.state, "", location.pathname + search + location.hash);
  }

  /**
   * @param {string} asked  the case
   * @param {boolean} pressed  the reader asked for this result: bring them to it
   */
  async function calculate(asked, pressed) {
    calculated = true;
    const mine = ++turn;
    retry = () => calculate(asked, pressed);
    let answer = answerOfPack(form, asked); // shown before the next frame is drawn
    if (!answer) {
      result.setAttribute("aria-busy", "true");
      const slow = setTimeout(() => setStale(true, word(form, "calculating")), SLOW);
      answer = await ask(form, asked).catch(() => null);
      clearTimeout(slow);
      if (mine !== turn || !form.isConnected) return;
    }
    result.removeAttribute("aria-busy");
    if (!answer) {
      setStale(true, word(form, "failed"));
      status.classList.add("visually-hidden"); // the form says the same in sight, beside its button
      return;
    }
    retry = startEngine;
    show(answer, asked);
    if (!pressed) return;
    await drawn(); // to focus what is not drawn yet would make the browser lay out the page twice
    if (mine === turn) (summary.hidden ? (result.querySelector(".answer__title") ?? result) : summary).focus();
  }
  let retry = startEngine;

  /** Back to the page as it was built. */
  function restart() {
    turn += 1;
    calculated = false;
    link = "";
    retry = startEngine;
    fill(form, new URLSearchParams());
    showProblems({});
    result.removeAttribute("aria-busy");
    result.innerHTML = first.html;
    setOutcome(first.outcome, first.total);
    setStale(false);
    find("changed-rules").hidden = true;
  }

  /** Shows the case that the address names. */
  function open() {
    search = location.search;
    const pairs = caseOf(search);
    const older = new URLSearchParams(search).get("rules");
    restart();
    fill(form, pairs);
    if (older && older !== rules) {
      find("changed-rules").textContent = word(form, "changedRules", { old: older.slice(0, 20), new: rules });
      find("changed-rules").hidden = false;
    }
    if (pairs.size) calculate(pairs.toString(), false);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    calculate(query(form), true);
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    restart();
    setAddress("");
    controls(form).find((control) => control.type !== "radio" || control.checked)?.focus();
  });
  form.addEventListener("input", ({ target }) => {
    toggle(form);
    // Once a result was asked for, choices bring the next one at once; a text does so when it is complete.
    if (!calculated || target.type === "text" || target.type === "date") setStale(built || calculated);
  });
  form.addEventListener("change", () => {
    toggle(form);
    if (calculated) calculate(query(form), false);
  });
  form.querySelector("[data-retry]").addEventListener("click", () => retry());
  find("copy").addEventListener("click", async () => {
    const address = `${location.origin}${pathname}?${link ? `${link}&` : ""}rules=${encodeURIComponent(rules)}`;
    status.textContent = (await copy(address)) ? word(form, "copied") : address;
  });
  find("print").addEventListener("click", () => window.print());
  find("ics").addEventListener("click", () => download(`${slug}.ics`, calendar(slug, steps(result))));

  current = {
    form,
    pathname,
    open,
    /** The address has changed under us: back, forward, or a link to another case. */
    follow() {
      if (form.isConnected && location.pathname === pathname && location.search !== search) open();
    },
  };

  toggle(form);
  setStale(false);
  showEngine();
  packOf(form);
  if (location.search) open();
  startWhenIdle(form);
}

// ---------------------------------------------------------------------------------------------- link, agenda, print

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "visually-hidden";
    document.body.append(field);
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    return copied;
  }
}

/**
 * The dated steps of a result, as its timeline shows them.
 * @returns {{key: string, date: string, text: string}[]}
 */
const steps = (result) =>
  [...result.querySelectorAll(".timeline [data-step]")].map((step) => {
    const [time, what] = [step.querySelector("time"), step.querySelector(".timeline__what")];
    // The day itself needs no words; « au plus tard le … » does.
    const text = step.matches(".timeline__on") ? what.textContent : `${time.textContent} – ${what.textContent}`;
    return { key: step.dataset.step, date: time.dateTime, text };
  });

/** Dated steps as an RFC 5545 calendar: days without an hour, lines of at most 75 octets. */
export function calendar(slug, dated, now = new Date()) {
  const escape = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");
  const day = (date, later = 0) =>
    new Date(Date.parse(`${date}T00:00:00Z`) + later * 86_400_000).toISOString().slice(0, 10).replaceAll("-", "");
  const stamp = now.toISOString().replace(/[-:]|\.\d+/g, "");
  const address = location.href.replace(/#.*/, "");
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", `PRODID:-//${location.hostname}//${slug}//`, "CALSCALE:GREGORIAN"];
  for (const { key, date, text } of dated) {
    lines.push(
      "BEGIN:VEVENT",
      `UID:${slug}-${key}-${date}@${location.hostname}`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${day(date)}`,
      `DTEND;VALUE=DATE:${day(date, 1)}`,
      `SUMMARY:${escape(text)}`,
      `URL:${address}`,
      "TRANSP:TRANSPARENT",
      "END:VEVENT",
    );
  }
  lines.push("END:VCALENDAR", "");
  return lines.map(fold).join("\r\n");
}

function fold(line) {
  const size = (text) => new TextEncoder().encode(text).length;
  const parts = [""];
  for (const character of line) {
    if (size(parts.at(-1)) + size(character) > (parts.length > 1 ? 74 : 75)) parts.push("");
    parts[parts.length - 1] += character;
  }
  return parts.join("\r\n ");
}

function download(name, text) {
  const anchor = document.createElement("a");
  anchor.href = URL.createObjectURL(new Blob([text], { type: "text/calendar" }));
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), 10_000);
}

/** On paper: the address, the day, and what is folded away on the screen. */
let unfolded = [];
function beforePrint() {
  unfolded = [...document.querySelectorAll("article details:not([open])")];
  for (const details of unfolded) details.open = true;
  for (const place of document.querySelectorAll("[data-printed]")) {
    const { lang } = place.closest("[data-page-calculator]").querySelector("form").dataset;
    place.querySelector("[data-printed-address]").textContent = location.href.replace(/#.*/, "");
    place.querySelector("[data-printed-day]").textContent = new Date().toLocaleDateString(lang, { dateStyle: "long" });
  }
}
function afterPrint() {
  for (const details of unfolded) details.open = false;
}

// ---------------------------------------------------------------------------------------------- page

/** @type {{form: HTMLFormElement, pathname: string, open: () => void, follow: () => void}|null} */
let current = null;

/**
 * Links within the page. One to another case: the theme compares paths alone and would only change the address. One to
 * a heading: the theme wrote the address of the first case into it, and the case of now must stay.
 */
function followLink(event) {
  const anchor = event.target.closest?.('a[href]:not([href^="#"])');
  if (!anchor || !current?.form.isConnected) return;
  if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || anchor.target) return;
  const { origin, pathname, search, hash } = new URL(anchor.href);
  const toCase = anchor.getAttribute("href").includes("?"); // "?" alone is the default case
  if (origin !== location.origin || pathname !== current.pathname || !(toCase || hash)) return;
  event.preventDefault();
  event.stopPropagation();
  if (hash) {
    location.hash = hash;
    return;
  }
  history.pushState(null, "", pathname + search);
  current.open();
  current.form.closest("[data-page-calculator]").querySelector("[data-status]").scrollIntoView({ block: "center" });
}

/** What the theme leaves without a name: its search, the sections of its menu, the boxes of a checklist. */
function nameTheNameless() {
  const name = (element, text) => text && element.setAttribute("aria-label", text.trim());
  const search = document.querySelector(".md-search[role=dialog]");
  if (search) name(search, search.querySelector("input").getAttribute("aria-label"));
  for (const menu of document.querySelectorAll("nav.md-nav[aria-labelledby]")) {
    name(menu, menu.querySelector(":scope > .md-nav__title")?.textContent);
  }
  for (const box of document.querySelectorAll(".task-list-item input[type=checkbox]")) {
    name(box, box.closest("li").textContent);
    box.disabled = false; // a box is there to be ticked, on the screen too
  }
}

function page() {
  const arriving = document.readyState === "loading"; // any element may lack what comes after it
  if (!arriving) nameTheNameless();
  for (const form of document.querySelectorAll("form[data-calculator]")) {
    if (alive.has(form)) continue;
    const last = form.closest("[data-page-calculator]").querySelector("[data-printed]"); // of what it needs
    if (arriving && !last) continue;
    alive.add(form);
    enhance(form);
  }
}

/** The form comes alive as soon as it is there: the reader does not wait for the end of the page or the theme's script. */
function start() {
  const arrival = new MutationObserver(page);
  const arrived = () => {
    arrival.disconnect();
    if (window.document$) window.document$.subscribe(page); // the theme calls it for this page and for each that follows
    else page();
  };
  document.addEventListener("click", followLink, true);
  window.addEventListener("popstate", () => current?.follow());
  window.addEventListener("beforeprint", beforePrint);
  window.addEventListener("afterprint", afterPrint);
  page();
  if (document.readyState === "complete") return arrived();
  arrival.observe(document, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", arrived);
}

if (globalThis.document) start(); // tests read packs without a page
