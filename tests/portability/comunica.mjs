// Answers SPARQL queries over one N-Quads file: a JSON string a line in, a JSON results document a line out.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { QueryEngine } from "@comunica/query-sparql-rdfjs";
import { Parser, Store } from "n3";

const store = new Store(new Parser({ format: "N-Quads" }).parse(readFileSync(process.argv[2], "utf-8")));
const engine = new QueryEngine();
for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    const result = await engine.query(JSON.parse(line), { sources: [store], unionDefaultGraph: false });
    const { data } = await engine.resultToString(result, "application/sparql-results+json");
    let text = "";
    for await (const chunk of data) text += chunk;
    answer = text.replace(/\s*\n\s*/g, " ");
  } catch (error) {
    answer = JSON.stringify({ error: String(error) });
  }
  process.stdout.write(`${answer}\n`);
}
