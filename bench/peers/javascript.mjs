// The rule of cmp-project, written by hand: amounts and reasons, but no citation, calendar, drawing or advice.
import { start } from "./form.mjs";
import { cents, shown } from "./words.mjs";

const CONDITIONS = ["doctor", "pharmacist", "same_area", "programme", "approved"];

start((query) => {
  const given = new URLSearchParams(query);
  const yes = (name) => given.get(name) !== "no";
  const first = cents(given.get("invoice_first") || "300");
  const second = cents(given.get("invoice_evaluation") || "300");
  const qualified = ["linked", "trained"].includes(given.get("animator"));
  const problems = [];
  if (Number.isNaN(first + second)) problems.push("invoice");
  if (yes("evaluation") && !yes("report")) problems.push("evaluation");
  if (problems.length) return shown({ outcome: "problems", reasons: problems });

  const refusals = CONDITIONS.filter((name) => !yes(name));
  if (refusals.length) return shown({ outcome: "refused", reasons: refusals });

  const unsettled = [];
  if (given.get("third_party") === "yes") unsettled.push("third_party");
  if (qualified && !yes("report") && first > 0) unsettled.push("animation_without_report");
  if (unsettled.length) return shown({ outcome: "unsettled", reasons: unsettled });

  const rows = [["approval", 500_00]];
  if (yes("report")) rows.push(["report", 500_00]);
  if (yes("evaluation") && yes("effect")) rows.push(["evaluation", 900_00]);
  if (qualified && yes("report") && first) rows.push(["animation_first", Math.min(first, 300_00)]);
  if (qualified && yes("evaluation") && second) rows.push(["animation_evaluation", Math.min(second, 300_00)]);
  return shown({ outcome: "paid", rows }); // the maximum of 2 500 EUR is the sum of these: it never bites
});
