// A reader in a hurry, in the page before its own scripts. `plan` is put in front: {first, changes, changed}: total of
// the default case, answers of the changed case (name → value) and its total.
(() => {
  if (!location.protocol.startsWith("http")) return;
  const find = (what) => document.querySelector(what);
  const form = () => find("form[data-calculator]");
  const result = () => find("[data-result]");
  const shows = (total) => {
    const place = result();
    return Boolean(place) && !place.closest("[hidden]") && (place.dataset.total ?? "") === total;
  };

  /** Gives an answer as a click or typing does. */
  function set(name, value) {
    const item = form().elements.namedItem(name);
    const control = item instanceof RadioNodeList ? [...item].find((each) => each.value === value) : item;
    if (control.type === "radio") control.checked = true;
    else control.value = value;
    for (const type of ["input", "change"]) control.dispatchEvent(new Event(type, { bubbles: true }));
  }
  const setAll = (changes) => Object.entries(changes).forEach(([name, value]) => set(name, value));
  /** Presses Calculer; false where no script hears it yet (a page without its script would load anew). */
  const press = () => !form().dispatchEvent(new SubmitEvent("submit", { bubbles: true, cancelable: true }));

  const tasks = [];
  const scripts = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ type: "longtask", buffered: true });
  if (PerformanceObserver.supportedEntryTypes.includes("long-animation-frame")) {
    new PerformanceObserver((list) => scripts.push(...list.getEntries().flatMap((frame) => frame.scripts))).observe({
      type: "long-animation-frame",
      buffered: true,
    });
  }

  const seen = { first: null, changed: null };
  const done = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error(`no answer: ${JSON.stringify(seen)}`)), 170_000);
    let pressed = false;
    const frame = () => {
      if (form() && result()) {
        if (seen.first === null && shows(plan.first)) seen.first = performance.now();
        if (!pressed && seen.first !== null) {
          setAll(plan.changes);
          pressed = press();
        }
        if (pressed && shows(plan.changed)) {
          seen.changed = performance.now();
          resolve(seen);
          return;
        }
      }
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });

  window.reader = {
    done,
    /** Longest task and longest script of the page's own (ms); the theme's are in its folder javascripts. */
    longest() {
      const most = (entries) => Math.max(0, ...entries.map((entry) => entry.duration));
      const own = scripts.filter(({ sourceURL }) => !sourceURL.includes("/javascripts/"));
      return {
        task: most(tasks),
        script: most(own),
        paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime,
      };
    },
    /** Milliseconds from each question to its result in the page. `pressing`: Calculer; else by the change itself. */
    async later(cases, pressing) {
      const times = [];
      for (const [changes, total] of cases) {
        const started = performance.now();
        setAll(changes);
        if (pressing) press();
        if (!shows(total)) {
          await new Promise((resolve) => {
            const observer = new MutationObserver(() => {
              if (!shows(total)) return;
              observer.disconnect();
              resolve();
            });
            observer.observe(document.body, { subtree: true, childList: true, attributes: true });
          });
        }
        times.push(performance.now() - started);
        await new Promise(requestAnimationFrame);
      }
      return times;
    },
    /** Outcome, total and rows of each case, for pages that answer at once. */
    answers(cases) {
      return cases.map((changes) => {
        setAll(changes);
        press();
        const rows = [...result().querySelectorAll("[data-row]")].map((row) => row.dataset.row);
        return [result().dataset.outcome, result().dataset.total ?? "", rows.join()];
      });
    },
  };
})();
