// The words beside the picture: details of a node or an edge, and the table. Text goes in as text only.
"use strict";

const details = document.getElementById("details");
const table = document.getElementById("table");
const ROWS = 300;
const PASSAGES = 12;

// element("p", { className: "note" }, "text", otherElement): strings become text, never markup.
function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

// A name of unknown direction: nothing in it may reorder its surroundings.
const named = (text) => element("bdi", {}, text);
const count = (number, one, many = `${one}s`) =>
  `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
const sentenceCase = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const dateFormat = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});
const spokenDate = (date) => (date ? dateFormat.format(new Date(date)) : "no date");

function swatch(kind) {
  const space = "http://www.w3.org/2000/svg";
  const image = document.createElementNS(space, "svg");
  image.setAttribute("viewBox", "-13 -13 26 26");
  image.setAttribute("class", `swatch kind-${kind}`);
  image.setAttribute("aria-hidden", "true");
  const path = image.appendChild(document.createElementNS(space, "path"));
  path.setAttribute("d", SHAPES[kind]);
  return image;
}

function showDetails(id) {
  const parts = nodeOf.has(id)
    ? nodeDetails(nodeOf.get(id))
    : edgeOf.has(id)
      ? edgeDetails(edgeOf.get(id))
      : welcome();
  details.replaceChildren(...parts.filter(Boolean));
  details.scrollTop = 0;
}

function welcome() {
  const often = [...data.nodes].sort((a, b) => b.releases - a.releases).slice(0, 8);
  return [
    element("h2", {}, "Every line has its sentence"),
    element(
      "p",
      {},
      "Choose a node or a line in the picture, or find a name: here you read what releases say of it, word for word.",
    ),
    element("h3", {}, "Most often named"),
    element(
      "ul",
      { className: "links" },
      ...often.map((node) => element("li", {}, nodeButton(node), note(count(node.releases, "release")))),
    ),
  ];
}

const note = (text) => element("span", { className: "note" }, text);

function nodeButton(node) {
  const button = element(
    "button",
    { type: "button", className: "link" },
    swatch(node.kind),
    named(node.name),
  );
  button.addEventListener("click", () => select(node.id, true));
  return button;
}

function nodeDetails(node) {
  return [
    element("p", { className: "kind" }, swatch(node.kind), sentenceCase(node.type)),
    element("h2", {}, named(node.name)),
    element("p", { className: "note" }, `Named by ${count(node.releases, "release")}${yearsIn(node.years)}`),
    otherNames(node.names),
    neighborhoodControls(node),
    node.facts.length ? element("dl", {}, ...node.facts.flatMap(fact)) : null,
    ...section("Says", node.quotations.length, () => quoted(node.quotations.map((passage) => [passage]))),
    ...section("Connections", node.edges.length, () => connections(node)),
    ...section("In the releases' words", node.passages.length, () =>
      quoted(node.passages.map((passage) => [passage])),
    ),
  ];
}

const yearsIn = (years) =>
  years.length ? `, ${years[0]}${years.length > 1 ? ` to ${years.at(-1)}` : ""}` : "";
const section = (title, size, content) =>
  size ? [element("h3", {}, title, " ", note(String(size))), ...[content()].flat()] : [];

function otherNames(names) {
  if (!names.length) return null;
  const list = element("p", { className: "names" });
  names.forEach((name, index) => list.append(index ? " · " : "Also: ", named(name)));
  return names.length < 7
    ? list
    : element("details", {}, element("summary", {}, count(names.length, "other name")), list);
}

function neighborhoodControls(node) {
  const depth = element(
    "select",
    { ariaLabel: "Steps" },
    ...[1, 2, 3].map((step) => element("option", { value: step }, count(step, "step"))),
  );
  depth.value = chosen.depth;
  const button = element("button", { type: "button" }, "Show neighborhood");
  const show = () => change({ near: node.id, depth: Number(depth.value) });
  button.addEventListener("click", show);
  depth.addEventListener("change", show);
  return node.edges.length ? element("p", { className: "near" }, button, depth) : null;
}

function fact([name, value, proofs]) {
  const words = named(value);
  const stated = proofs.length
    ? element("details", {}, element("summary", {}, words), ...quoted(proofs))
    : words;
  return [element("dt", {}, name), element("dd", {}, stated)];
}

function connections(node) {
  const groups = new Map();
  for (const edge of node.edges) {
    const phrase = edge.from === node.id ? edge.says : edge.passive;
    groups.set(phrase, [...(groups.get(phrase) || []), edge]);
  }
  return [...groups].flatMap(([phrase, edges]) => [
    element("h4", {}, named(sentenceCase(phrase))),
    element(
      "ul",
      { className: "links" },
      ...edges.map((edge) => connection(edge, nodeOf.get(otherEnd(edge, node.id)))),
    ),
  ]);
}

function connection(edge, other) {
  return element("li", {}, nodeButton(other), whyButton(edge, other));
}

// Leads to the passages behind an edge.
function whyButton(edge, other) {
  const text = edge.known ? "known" : count(edge.evidence.length, "passage");
  const button = element("button", { type: "button", className: "why" }, text);
  button.setAttribute("aria-label", `${text}: ${edge.says}, ${other.name}`.slice(0, 200));
  button.addEventListener("click", () => select(edge.id, true));
  return button;
}

function edgeDetails(edge) {
  const [from, to] = [nodeOf.get(edge.from), nodeOf.get(edge.to)];
  const unsaid = edge.known ? "Reference knowledge: no release needs to say so." : "No passage is recorded.";
  return [
    element("p", { className: "kind" }, "Relation"),
    element(
      "h2",
      { className: "sentence" },
      nodeButton(from),
      " ",
      element("em", {}, named(edge.says)),
      " ",
      nodeButton(to),
    ),
    ...section("In the releases' words", edge.evidence.length, () => quoted(edge.evidence)),
    edge.evidence.length ? null : element("p", { className: "note" }, unsaid),
  ];
}

// Passages as quotations, a release after the other; long lists in portions.
function quoted(proofs) {
  const place = element("div", { className: "quoted" });
  appendPortion(place, proofs, 0, PASSAGES, (proof, index) => quotation(proof, proofs[index - 1]));
  return [place];
}

function appendPortion(place, items, start, size, make) {
  items.slice(start, start + size).forEach((item, index) => place.append(make(item, start + index)));
  const left = items.length - start - size;
  if (left <= 0) return;
  const more = element(
    "button",
    { type: "button", className: "more" },
    `Show ${Math.min(left, size)} more of ${left.toLocaleString("en")}`,
  );
  more.addEventListener("click", () => {
    more.remove();
    appendPortion(place, items, start + size, size, make);
  });
  place.append(more);
}

function quotation([passage, rule, confidence], before) {
  const [text, releaseNumber] = data.passages[passage];
  const same = before && data.passages[before[0]][1] === releaseNumber;
  const how = rule
    ? element(
        "p",
        { className: "rule" },
        `Read by ${rule}${confidence === null ? "" : `, confidence ${confidence}`}`,
      )
    : null;
  const caption = same ? null : element("figcaption", {}, ...source(data.releases[releaseNumber]));
  return element("figure", {}, caption, element("blockquote", { dir: "auto" }, text), how);
}

function source(release) {
  const title = named(release.title);
  const link = release.url
    ? element("a", { href: release.url, rel: "noopener noreferrer", target: "_blank" }, title)
    : title;
  return [element("b", {}, named(release.key)), ` · ${spokenDate(release.date)}`, element("br"), link];
}

// The relations that are shown, as a table to sort.
const COLUMNS = [
  ["From", (edge) => nodeOf.get(edge.from).name],
  ["Relation", (edge) => edge.says],
  ["To", (edge) => nodeOf.get(edge.to).name],
  ["Years", (edge) => edge.years.join(", ")],
  ["Passages", (edge) => edge.evidence.length],
];
let sorted = { column: 0, down: false };

function showTable(edges) {
  const [, value] = COLUMNS[sorted.column];
  const compare = new Intl.Collator("en", { numeric: true }).compare;
  const order = edges
    .map((edge) => [String(value(edge)), edge])
    .sort((a, b) => compare(a[0], b[0]) * (sorted.down ? -1 : 1));
  const heads = COLUMNS.map(([title], index) => {
    const button = element("button", { type: "button" }, title);
    button.addEventListener("click", () => {
      sorted = { column: index, down: sorted.column === index && !sorted.down };
      showTable(edges);
      table.querySelectorAll("th button")[index].focus();
    });
    const direction = index !== sorted.column ? "none" : sorted.down ? "descending" : "ascending";
    return element("th", { scope: "col", ariaSort: direction }, button);
  });
  const body = element("tbody");
  const row = ([, edge]) =>
    element(
      "tr",
      {},
      element("td", {}, nodeButton(nodeOf.get(edge.from))),
      element("td", {}, named(edge.says)),
      element("td", {}, nodeButton(nodeOf.get(edge.to))),
      element("td", {}, edge.years.join(", ")),
      element("td", {}, whyButton(edge, nodeOf.get(edge.to))),
    );
  appendPortion(body, order, 0, ROWS, row);
  const caption = element("caption", {}, `${count(edges.length, "relation")} of the part that is shown`);
  table.replaceChildren(
    element("table", {}, caption, element("thead", {}, element("tr", {}, ...heads)), body),
  );
}
