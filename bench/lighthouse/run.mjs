/**
 * What Lighthouse says of each address, on its phone: node run.mjs CHROMIUM ROUNDS URL…
 * One JSON line a page: {url, performance, accessibility, "best-practices", seo, shift, paint, blocked, faults}, the scores out of
 * 100 as the median of the rounds; faults are the audits of the last three that are not full.
 */

import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu"];
const [chromePath, rounds, ...urls] = process.argv.slice(2);

/** @param {number[]} values */
const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

for (const url of urls) {
  const reports = [];
  for (let round = 0; round < 2 * Number(rounds) && reports.length < Number(rounds); round++) {
    const chrome = await launch({ chromePath, chromeFlags: FLAGS });
    const result = await lighthouse(url, { port: chrome.port, logLevel: "silent", onlyCategories: CATEGORIES });
    if (result && !result.lhr.runtimeError) reports.push(result.lhr); // a run that was cut off says nothing
    await chrome.kill();
  }
  const faults = new Set();
  if (!reports.length) throw new Error(`Lighthouse could not look at ${url}`);
  for (const { categories, audits } of reports) {
    for (const name of CATEGORIES.slice(1)) {
      for (const { id, weight } of categories[name].auditRefs) {
        if (weight && audits[id].score !== null && audits[id].score < 1) faults.add(id);
      }
    }
  }
  const score = (/** @type {string} */ name) =>
    Math.round(100 * median(reports.map(({ categories }) => categories[name].score ?? 0)));
  const number = (/** @type {string} */ id) => median(reports.map(({ audits }) => audits[id].numericValue ?? 0));
  console.log(
    JSON.stringify({
      url,
      ...Object.fromEntries(CATEGORIES.map((name) => [name, score(name)])),
      shift: number("cumulative-layout-shift"),
      paint: number("largest-contentful-paint"),
      blocked: number("total-blocking-time"),
      faults: [...faults],
    }),
  );
}
