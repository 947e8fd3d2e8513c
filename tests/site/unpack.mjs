// The answers of a pack (named as the argument) to the queries on standard input, one a line, as the page finds them.
import { readFileSync } from "node:fs";
import { lookup } from "../../docs/assets/calculator/packs.mjs";

const pack = JSON.parse(readFileSync(process.argv[2], "utf8"));
const answers = readFileSync(0, "utf8")
  .split("\n")
  .map((query) => JSON.stringify(lookup(pack, query)));
console.log(answers.join("\n"));
