// Every answer of the packs named as arguments, as the page reads them: one line of JSON each, [key, answer or null].
import { readFile } from "node:fs/promises";
import { lookup } from "../docs/assets/pack.mjs";

for (const file of process.argv.slice(2)) {
  const pack = JSON.parse(await readFile(file, "utf8"));
  for (const key of Object.keys(pack.cases)) console.log(JSON.stringify([key, lookup(pack, key)]));
}
