/**
 * The engine as the page sees it: one worker for the whole visit (docs/assets/worker), the questions that wait for it,
 * and the patience after which it is given up. What it says of itself is shown by progress.mjs.
 *
 * @typedef {import("./types.mjs").Answer} Answer
 * @typedef {{name: string, text: string}} File  what calculators.browser.calendar returns; empty where no day is to come
 * @typedef {"idle"|"loading"|"again"|"ready"|"failed"} State
 * @typedef {"wanted"|"asked"|"retried"|"ready"|"broken"|"silent"} Happening
 */

import { isChanged } from "../site/digits.mjs";
import { keeps } from "../site/wish.mjs";
import { at } from "./home.mjs";

export const PATIENCE = 60_000; // ms without any sign of life from the worker

/**
 * What follows in each state when something happens; what a state does not name changes nothing. A question is kept
 * until it is answered, or told to have no answer: that is when the state becomes "failed", which only a question leaves.
 * @type {Record<State, Partial<Record<Happening, State>>>}
 */
export const NEXT = {
  idle: { wanted: "loading", asked: "loading", retried: "loading" },
  loading: { ready: "ready", broken: "again", silent: "failed" },
  again: { ready: "ready", broken: "failed", silent: "failed" }, // by itself, once, and past every cache
  ready: { broken: "failed", silent: "failed" },
  failed: { asked: "again", retried: "again" },
};

/**
 * What the page says of each state: nothing, how much has come, or that it failed, beside a button to try again.
 * @type {Record<State, "idle"|"loading"|"ready"|"failed">}
 */
export const SEEN = { idle: "idle", loading: "loading", again: "loading", ready: "ready", failed: "failed" };

/** What is done at the beginning of each state. @type {Partial<Record<State, () => void>>} */
const BEGIN = { loading: launch, again: launch, ready: release, failed: giveUp };

export const engine = {
  /** @type {State} */
  state: "idle",
  /** @type {Worker|null} */
  worker: null,
  launches: 0,
  done: 0, // bytes received
  all: 0, // bytes expected
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  timer: undefined,
  last: 0, // number of the latest question
  /** @type {Map<number, {question: Object<string, string>, answer: Promise<any>, resolve: (answer: any) => void, reject: (reason: Error) => void}>} */
  waiting: new Map(),
  /** @type {(() => void)[]} */
  wanted: [],
  /** Called at every change of state, done and all. */
  tell: () => {},
};

/** @param {Happening} event */
export function happen(event) {
  const next = NEXT[engine.state][event];
  if (!next) return;
  engine.state = next;
  BEGIN[next]?.();
  engine.tell();
}

/** Resolved once the engine can answer at once. @returns {Promise<void>} */
export const engineIsReady = () => new Promise((resolve) => engine.wanted.push(resolve));

function release() {
  for (const resolve of engine.wanted.splice(0)) resolve();
}

function stop() {
  clearTimeout(engine.timer);
  engine.worker?.terminate();
  engine.worker = null;
}

function giveUp() {
  stop();
  const waiting = [...engine.waiting.values()];
  engine.waiting.clear();
  for (const { reject } of waiting) reject(new Error("engine"));
}

/** A new worker, which is asked all that waits. */
async function launch() {
  stop();
  const again = engine.state === "again";
  const mine = (engine.launches += 1);
  const happens = (/** @type {Happening} */ event) => mine === engine.launches && happen(event);
  Object.assign(engine, { done: 0, all: 0 });
  keepWatch();
  try {
    if (typeof WebAssembly !== "object") throw new Error("no WebAssembly");
    const script = fetch(at("worker.mjs"), { cache: again ? "reload" : "default" });
    if (again) await script; // else the browser may start the same again
    if (mine !== engine.launches) return;
    const name = again || !(FRAMED || keeps(at("../../").pathname)) ? "" : FRAMED ? "frame" : "snapshots";
    const worker = new Worker(at("worker.mjs"), { type: "module", name });
    engine.worker = worker;
    worker.onmessage = ({ data }) => mine === engine.launches && hear(data);
    worker.onerror = worker.onmessageerror = () => happens("broken");
    for (const [id, { question }] of engine.waiting) worker.postMessage({ id, ...question });
    // One that is not ours may say nothing at all, for ever.
    if (await isChanged(await (await script).arrayBuffer(), WORKER)) happens("broken");
  } catch {
    happens("broken");
  }
}

/** A worker that neither loads, answers nor fails is given up: a blocked Pyodide waits in silence. */
function keepWatch() {
  clearTimeout(engine.timer);
  const waits = SEEN[engine.state] === "loading" || engine.waiting.size;
  if (waits) engine.timer = setTimeout(() => happen("silent"), PATIENCE);
}

/** @param {{id?: number, answer: Answer|File, ready?: boolean, failed?: string, done?: number, all?: number}} message */
function hear({ id, answer, ready, failed, done, all }) {
  if (failed) return happen("broken");
  if (id) {
    engine.waiting.get(id)?.resolve(answer);
    engine.waiting.delete(id);
  } else if (ready) happen("ready");
  else {
    Object.assign(engine, { done, all });
    engine.tell();
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
export const askEngine = (slug, query, lang) => ask({ slug, query, lang });

/**
 * The dates of a case as a file for the reader's calendar.
 * @param {string} slug
 * @param {string} query
 * @param {string} lang
 * @param {string} today  "2026-11-22": what is over is left out
 * @param {string} address  of the case
 * @returns {Promise<File>}
 */
export const askCalendar = (slug, query, lang, today, address) => ask({ slug, query, lang, today, address });

/**
 * A question that waits already is not asked twice: a press follows at once upon the change that it ends.
 * @param {Object<string, string>} question
 * @returns {Promise<any>}
 */
function ask(question) {
  const text = JSON.stringify(question);
  const same = [...engine.waiting.values()].find((each) => JSON.stringify(each.question) === text);
  if (same) return same.answer;
  const id = ++engine.last;
  /** @type {any} */
  const waits = { question };
  waits.answer = new Promise((resolve, reject) => Object.assign(waits, { resolve, reject }));
  engine.waiting.set(id, waits);
  engine.worker?.postMessage({ id, ...question }); // a new one is asked all that waits
  happen("asked");
  keepWatch();
  return waits.answer;
}
