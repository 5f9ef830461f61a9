// The words beside the picture: details of a node, an edge or a path. Text goes in as text only.
"use strict";

const details = document.getElementById("details");
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
      : chosen.path
        ? pathDetails()
        : welcome();
  const focused = details.contains(document.activeElement);
  details.replaceChildren(...parts.filter(Boolean));
  details.scrollTop = 0;
  if (focused) details.focus({ preventScroll: true }); // what had the focus is gone
}

// What a screen reader says of a choice; the panel itself is too long to be read out.
function announce(id) {
  const node = nodeOf.get(id);
  const edge = edgeOf.get(id);
  byId("announcement").textContent = node
    ? `${node.name}, ${node.type}: named by ${count(node.releases, "release")}, ${count(node.edges.length, "connection")}`
    : edge
      ? `${nodeOf.get(edge.from).name} ${edge.says} ${nodeOf.get(edge.to).name}: ${count(edge.evidence.length, "passage")}`
      : "";
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
    links(often.map((node) => [nodeButton(node), note(count(node.releases, "release"))])),
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
    node.edges.length ? element("div", { className: "near" }, ...neighborhoodControls(node), pathControl(node)) : null,
    node.edges.length ? null : element("p", { className: "note" }, "No release says how it is tied to others."),
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
  return [button, depth];
}

// A button that becomes a field for the name of the other end.
function pathControl(node) {
  const button = element("button", { type: "button" }, "Path to…");
  const place = element("div", {}, button);
  button.addEventListener("click", () => {
    const input = element("input", { type: "search", id: "path-to", placeholder: "Name of the other end…" });
    const list = element("ul", { id: "path-found", hidden: true });
    const label = element("label", { className: "unseen", htmlFor: "path-to" }, "Path to");
    place.replaceChildren(element("div", { className: "search" }, label, input, list));
    completes(input, list, (id) => showPath(node.id, id));
    input.focus();
  });
  return place;
}

function pathDetails() {
  const [start, end] = chosen.path.map((id) => nodeOf.get(id));
  const ways = shortestPaths();
  const steps = ways.length ? count(ways[0].length - 1, "step") : "";
  const many = ways.length < WAYS ? count(ways.length, "way") : `the first ${WAYS} ways`;
  const found = ways.length
    ? `${sentenceCase(steps)}, ${many}; no way is shorter.`
    : `No path leads from one to the other${isFiltered() ? ", as things are filtered now" : ""}.`;
  return [
    element("p", { className: "kind" }, "Path"),
    element("h2", { className: "sentence" }, nodeButton(start), " ", element("em", {}, "to"), " ", nodeButton(end)),
    element("p", { className: "note" }, found),
    ...ways.map((way, index) => {
      const between = way.slice(1, -1).map((id) => nodeOf.get(id).name.slice(0, 80));
      const title = element("summary", {}, between.length ? named(`By ${between.join(", ")}`) : "Directly");
      return element("details", { className: "way", open: index === 0 }, title, ...way.slice(1).flatMap(stepOf(way)));
    }),
  ];
}

// What ties each node of a path to the next, with the passages that say so.
const stepOf = (way) => (id, index) =>
  edgesBetween(way[index], id).flatMap((edge) => [
    element("h3", { className: "step" }, ...sentence(edge)),
    ...proofOf(edge),
  ]);

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
    links(edges.map((edge) => connection(edge, nodeOf.get(otherEnd(edge, node.id))))),
  ]);
}

const connection = (edge, other) => [nodeButton(other), whyButton(edge, other)];
const links = (items) =>
  oneStop(element("ul", { className: "links" }, ...items.map((parts) => element("li", {}, ...parts))));

// Leads to the passages behind an edge.
function whyButton(edge, other) {
  const text = edge.known ? "general knowledge" : count(edge.evidence.length, "passage");
  const button = element("button", { type: "button", className: "why" }, text);
  button.setAttribute("aria-label", `${text}: ${edge.says}, ${other.name}`.slice(0, 200));
  button.addEventListener("click", () => select(edge.id, true));
  return button;
}

function edgeDetails(edge) {
  const words = edge.evidence.length ? element("h3", {}, "In the releases' words ", note(String(edge.evidence.length))) : null;
  return [
    element("p", { className: "kind" }, "Relation"),
    element("h2", { className: "sentence" }, ...sentence(edge)),
    words,
    ...proofOf(edge),
  ];
}

const sentence = (edge) => [
  nodeButton(nodeOf.get(edge.from)),
  " ",
  element("em", {}, named(edge.says)),
  " ",
  nodeButton(nodeOf.get(edge.to)),
];

function proofOf(edge) {
  if (edge.evidence.length) return quoted(edge.evidence);
  const unsaid = edge.known ? "General knowledge that comes with cybercoop: no release needs to say so." : "No passage is recorded.";
  return [element("p", { className: "note" }, unsaid)];
}

// Passages as quotations, a release after the other; long lists in portions.
function quoted(proofs) {
  const place = element("div", { className: "quoted" });
  appendPortion(place, proofs, 0, PASSAGES, (proof, index) => quotation(proof, proofs[index - 1]));
  return [place];
}

function appendPortion(place, items, start, size, make) {
  items.slice(start, start + size).forEach((item, index) => place.append(make(item, start + index)));
  if (place.matches("tbody")) oneStop(place);
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
        `Read by the rule ${rule}${confidence === null ? "" : `, right in ${Math.round(confidence * 100)} of 100 cases`}`,
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
  const reference = release.reference ? [element("b", {}, named(release.reference)), " · "] : [];
  return [...reference, spokenDate(release.date), element("br"), link];
}
