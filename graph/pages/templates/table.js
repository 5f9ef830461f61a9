// The part that is shown as a table to sort, for those who would rather read.
"use strict";

const table = document.getElementById("table");
const ROWS = 300;

const span = (years) => (years.length > 1 ? `${years[0]}–${years.at(-1)}` : String(years[0] ?? ""));
// Title, what to sort by, and what to show if that is something else.
const COLUMNS = {
  relations: [
    ["From", (edge) => nodeOf.get(edge.from).name, (edge) => nodeButton(nodeOf.get(edge.from))],
    ["Relation", (edge) => edge.says, (edge) => named(edge.says)],
    ["To", (edge) => nodeOf.get(edge.to).name, (edge) => nodeButton(nodeOf.get(edge.to))],
    ["Years", (edge) => span(edge.years)],
    ["Passages", (edge) => edge.evidence.length, (edge) => whyButton(edge, nodeOf.get(edge.to))],
  ],
  nodes: [
    ["Name", (node) => node.name, (node) => nodeButton(node)],
    ["What it is", (node) => node.type, (node) => named(sentenceCase(node.type))],
    ["Date", (node) => node.start, (node) => (node.start ? spokenPeriod(node) : "")],
    ["Relations", (node) => node.edges.length],
    ["Releases", (node) => node.releases],
    ["Years", (node) => span(node.years)],
  ],
};
const sorted = { relations: { column: 0, down: false }, nodes: { column: 4, down: true } };

function showTable() {
  const what = chosen.table;
  byId("picture").hidden = Boolean(what);
  table.hidden = !what;
  byId("as-table").setAttribute("aria-pressed", String(Boolean(what)));
  if (!what) return;
  const { column, down } = sorted[what];
  const value = COLUMNS[what][column][1];
  const { compare } = new Intl.Collator("en", { numeric: true });
  const order = (what === "nodes" ? present.nodes : present.edges)
    .map((item) => [String(value(item)), item])
    .sort((a, b) => compare(a[0], b[0]) * (down ? -1 : 1))
    .map(([, item]) => item);
  const body = element("tbody");
  const row = (item) =>
    element(
      "tr",
      {},
      ...COLUMNS[what].map(([, plain, cell]) => element("td", {}, cell ? cell(item) : String(plain(item)))),
    );
  appendPortion(body, order, 0, ROWS, row);
  const caption = element("caption", {}, "Of the part that is shown; a heading sorts, arrow keys move.");
  const head = element("thead", {}, element("tr", {}, ...COLUMNS[what].map(heading)));
  table.replaceChildren(choiceOfTable(), element("table", {}, caption, head, body));
}

function choiceOfTable() {
  const titles = { relations: count(present.edges.length, "relation"), nodes: count(present.nodes.length, "node") };
  const buttons = Object.entries(titles).map(([what, text]) => {
    const pressed = String(chosen.table === what);
    const button = element("button", { type: "button", value: what, ariaPressed: pressed }, text);
    button.addEventListener("click", () => {
      change({ table: what });
      table.querySelector(`button[value="${what}"]`).focus();
    });
    return button;
  });
  return element("p", { className: "buttons" }, ...buttons);
}

function heading([title], index) {
  const order = sorted[chosen.table];
  const button = element("button", { type: "button" }, title);
  button.addEventListener("click", () => {
    Object.assign(order, { column: index, down: order.column === index && !order.down });
    showTable();
    table.querySelectorAll("th button")[index].focus();
  });
  const direction = index !== order.column ? "none" : order.down ? "descending" : "ascending";
  return element("th", { scope: "col", ariaSort: direction }, button);
}
