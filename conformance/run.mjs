// Holds a system against the kit: node conformance/run.mjs [MODULE [VECTORS]]; MODULE exports rate(case, table).
// Exit 0: all that the system answers is right; it may answer null to what it does not do.
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isDeepStrictEqual } from "node:util";

const here = dirname(fileURLToPath(import.meta.url));
const { rate } = await import(pathToFileURL(resolve(process.argv[2] ?? join(here, "rate.mjs"))));
const read = (name) => JSON.parse(readFileSync(join(here, `${name}.json`), "utf8"));
const tables = new Map(read("tables").tables.map((table) => [`${table.ruleset}/${table.product_set}`, table]));
let wrong = 0;

/** Rate cases, each with its table, and say how many are right. */
function hold(name, cases) {
  const counts = { right: 0, wrong: 0, "not done": 0 };
  for (const given of cases) {
    const found = rate(given, tables.get(`${given.ruleset}/${given.dossier.product.product_set}`));
    const differ = found && Object.keys(given.expected).filter((key) => !isDeepStrictEqual(found[key], given.expected[key]));
    counts[found === null ? "not done" : differ.length ? "wrong" : "right"] += 1;
    if (differ?.length && wrong++ < 20) {
      const say = (from) => JSON.stringify(Object.fromEntries(differ.map((key) => [key, from[key]])));
      console.log(`${given.name}: found ${say(found)}, expected ${say(given.expected)}`);
    }
  }
  console.log(`${name}: ${Object.entries(counts).map(([what, count]) => `${count} ${what}`).join(", ")}`);
}

/** A golden vector (docs/reference/score-string.md) as a case. */
function ofVector(line) {
  const [string, total, parts, byPoints, star] = line.split(" ");
  const [ruleset, number, ...pieces] = string.slice("OCOP:".length).split("/");
  const table = tables.get(`${ruleset}/${number}`);
  const sums = table.criteria.filter((criterion) => criterion.mode === "sum").map((criterion) => criterion.number);
  const pairs = pieces.filter((piece) => !piece.startsWith("!")).map((piece) => piece.split("="));
  const marks = pairs.map(([at, said]) => [at, said === "-" ? 0 : sums.includes(at) ? said.split("+") : said]);
  const rejects = pieces.filter((piece) => piece.startsWith("!")).map((piece) => piece.slice(1));
  const codes = [...new Set(table.criteria.map((criterion) => criterion.part))];
  const given = (text) => (text === "-" ? null : Number(text));
  return {
    name: string,
    ruleset,
    dossier: { product: { product_set: Number(number) } },
    sheets: [{ marks: Object.fromEntries(marks), rejects }],
    expected: { total, parts: Object.fromEntries(parts.split("/").map((sum, at) => [codes[at], sum])), star_by_points: given(byPoints), star: given(star) },
  };
}

for (const name of ["sheets", "evidence", "councils"]) hold(name, read(name).cases);
const vectors = process.argv[3] ?? join(here, "..", "tests", "vectors");
for (const file of readdirSync(vectors).filter((name) => name.endsWith(".txt"))) {
  hold(file, readFileSync(join(vectors, file), "utf8").split("\n").filter((line) => line.startsWith("OCOP:")).map(ofVector));
}
process.exit(wrong ? 1 : 0);
