// The page of publicodes.yaml, which the bench turns into rules.json.
import Engine from "publicodes";
import { start } from "./form.mjs";
import rules from "./rules.json";
import { cents, shown } from "./words.mjs";

const ROWS = ["approval", "report", "evaluation", "animation_first", "animation_evaluation"];
const CONDITIONS = ["doctor", "pharmacist", "same_area", "programme", "approved"];
const OPEN = ["third_party", "animation_without_report"];
const engine = new Engine(rules);
const rule = (name) => name.replaceAll("_", " ");
const value = (name) => engine.evaluate(rule(name)).nodeValue;
const field = (name) => (["report", "evaluation"].includes(name) ? `${name} asked` : rule(name));

function read([name, text]) {
  if (text === "yes") return [field(name), "oui"];
  if (text === "no") return [field(name), "non"];
  return [field(name), name === "animator" ? `'${text}'` : cents(text || "300")];
}

start((query) => {
  const situation = Object.fromEntries([...new URLSearchParams(query)].map(read));
  if (Object.values(situation).some(Number.isNaN)) return shown({ outcome: "problems", reasons: ["invoice"] });
  engine.setSituation(situation);
  const outcome = value("outcome");
  const reasons = {
    problems: ["evaluation"],
    refused: CONDITIONS.filter((name) => value(name) === false),
    unsettled: OPEN.filter((name) => value(name) === true),
  };
  const rows = outcome === "paid" ? ROWS.map((name) => [name, value(name)]).filter(([, amount]) => amount) : [];
  return shown({ outcome, rows, reasons: reasons[outcome] });
});
