/**
 * The engine as the page sees it: one worker for the whole visit (docs/assets/worker), the questions that wait for it,
 * and the patience after which it is given up. What it says of itself is shown by progress.mjs.
 *
 * @typedef {import("./types.mjs").Answer} Answer
 * @typedef {{name: string, text: string}} File  what calculators.browser.calendar returns; empty where no day is to come
 */

import { keeps } from "../site/wish.mjs";
import { at } from "./home.mjs";

export const PATIENCE = 60_000; // ms without any sign of life from the worker

export const engine = {
  /** @type {"idle"|"loading"|"ready"|"failed"} */
  state: "idle",
  /** @type {Worker|null} */
  worker: null,
  done: 0, // bytes received
  all: 0, // bytes expected
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  timer: undefined,
  last: 0, // number of the latest question
  /** @type {Map<number, {resolve: (answer: any) => void, reject: (reason: Error) => void}>} */
  waiting: new Map(),
  /** @type {(() => void)[]} */
  wanted: [],
  /** Called at every change of state, done and all. */
  tell: () => {},
};

/** Resolved once the engine can answer at once. @returns {Promise<void>} */
export const engineIsReady = () => new Promise((resolve) => engine.wanted.push(resolve));

/** Starts the worker unless it runs already; after a failure, starts a new one. */
export function startEngine() {
  if (engine.state === "loading" || engine.state === "ready") return;
  const name = engine.state === "failed" || !keeps(at("../../").pathname) ? "" : "snapshots";
  Object.assign(engine, { state: "loading", done: 0, all: 0 });
  try {
    if (typeof WebAssembly !== "object") throw new Error("no WebAssembly");
    engine.worker = new Worker(at("worker.mjs"), { type: "module", name });
    engine.worker.onmessage = ({ data }) => hear(data);
    engine.worker.onerror = engineFailed;
    engine.worker.onmessageerror = engineFailed;
    keepWatch();
    engine.tell();
  } catch {
    engineFailed();
  }
}

function engineFailed() {
  clearTimeout(engine.timer);
  engine.worker?.terminate();
  Object.assign(engine, { state: "failed", worker: null });
  const waiting = [...engine.waiting.values()];
  engine.waiting.clear();
  for (const { reject } of waiting) reject(new Error("engine"));
  engine.tell();
}

/** A worker that neither loads, answers nor fails is given up: a blocked Pyodide waits in silence. */
function keepWatch() {
  clearTimeout(engine.timer);
  if (engine.state === "loading" || engine.waiting.size) engine.timer = setTimeout(engineFailed, PATIENCE);
}

/** @param {{id?: number, answer: Answer|File, ready?: boolean, failed?: string, done?: number, all?: number}} message */
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

/** @param {Object<string, string>} question  @returns {Promise<any>} */
function ask(question) {
  return new Promise((resolve, reject) => {
    const id = ++engine.last;
    engine.waiting.set(id, { resolve, reject });
    startEngine();
    engine.worker?.postMessage({ id, ...question });
    keepWatch();
  });
}
