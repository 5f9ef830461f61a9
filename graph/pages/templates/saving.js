// The present view as a file: a picture, tables, or a network for Gephi. Nothing leaves the reader's computer.
"use strict";

function download(name, content, type) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = element("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

// --- Tables ---

// A cell for spreadsheets (RFC 4180): what would start a formula there starts with an apostrophe.
function cell(value) {
  const text = String(value ?? "");
  return `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}
// With the byte order mark by which spreadsheets know UTF-8.
const csv = (rows) => `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;

function nodesAsCsv() {
  const titles = ["id", "name", "acronym", "other names", "kind", "type", "start", "end", "themes", "releases", "years"];
  const rows = present.nodes.map((node) => [
    node.id,
    node.name,
    node.acronym,
    node.names.join("; "),
    node.kind,
    node.type,
    node.start,
    node.end,
    node.themes.join("; "),
    node.releases,
    node.years.join("; "),
  ]);
  return csv([titles, ...rows]);
}

// A row a passage: who says that the two belong together so, when, where and in which words.
function relationsAsCsv() {
  const titles = ["from id", "from", "relation", "to id", "to", "release", "date", "passage", "address"];
  const rows = present.edges.flatMap((edge) => {
    const ends = [edge.from, nodeOf.get(edge.from).name, edge.says, edge.to, nodeOf.get(edge.to).name];
    if (!edge.evidence.length) return [[...ends, edge.known ? "general knowledge" : "", "", "", ""]];
    return edge.evidence.map(([passage]) => {
      const [text, number] = data.passages[passage];
      const release = data.releases[number];
      return [...ends, release.key, release.date, text, release.url];
    });
  });
  return csv([titles, ...rows]);
}

// --- GEXF 1.2, which Gephi and networkx open (https://gexf.net) ---

const GEXF = "http://www.gexf.net/1.2draft";
const VIZ = "http://www.gexf.net/1.2draft/viz";
const NODE_VALUES = {
  kind: (node) => node.kind,
  type: (node) => node.type,
  acronym: (node) => node.acronym,
  names: (node) => node.names.join("; "),
  start: (node) => node.start,
  end: (node) => node.end,
  themes: (node) => node.themes.join("; "),
  years: (node) => node.years.join("; "),
  releases: (node) => node.releases,
};
const EDGE_VALUES = {
  relation: (edge) => edge.relation,
  family: (edge) => edge.family,
  years: (edge) => edge.years.join("; "),
  themes: (edge) => edge.themes.join("; "),
  known: (edge) => edge.known,
  releases: (edge) => releasesOf(edge).join("; "),
  passages: (edge) => edge.evidence.map(([passage]) => data.passages[passage][0]).join("\n"),
};
const releasesOf = (edge) => [
  ...new Set(edge.evidence.map(([passage]) => data.releases[data.passages[passage][1]].key)),
];
const TYPES = { number: "integer", boolean: "boolean", string: "string" };

function asGexf() {
  const file = document.implementation.createDocument(GEXF, "gexf");
  const add = (parent, name, attributes, space = GEXF) => {
    const made = parent.appendChild(file.createElementNS(space, name));
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, printable(value));
    return made;
  };
  file.documentElement.setAttribute("version", "1.2");
  file.documentElement.setAttributeNS("http://www.w3.org/2000/xmlns/", "xmlns:viz", VIZ);
  const graph = add(file.documentElement, "graph", { mode: "static", defaultedgetype: "directed" });
  const values = (place, item, kinds) => {
    const list = add(place, "attvalues", {});
    for (const [key, value] of Object.entries(kinds)) add(list, "attvalue", { for: key, value: value(item) });
  };
  const declare = (name, kinds, example) => {
    const list = add(graph, "attributes", { class: name, mode: "static" });
    for (const [key, value] of Object.entries(kinds)) {
      const type = example ? TYPES[typeof value(example)] : "string";
      add(list, "attribute", { id: key, title: key, type });
    }
  };
  declare("node", NODE_VALUES, present.nodes[0]);
  declare("edge", EDGE_VALUES, present.edges[0]);
  const nodeList = add(graph, "nodes", {});
  for (const node of present.nodes) {
    const place = add(nodeList, "node", { id: node.id, label: node.name });
    values(place, node, NODE_VALUES);
    const [x, y] = present.places.get(node.id);
    add(place, "viz:position", { x, y: -y, z: 0 }, VIZ); // Gephi's second axis points upward
    add(place, "viz:size", { value: node.radius }, VIZ);
    const [r, g, b] = redGreenBlue(color[`kind-${node.kind}`]);
    add(place, "viz:color", { r, g, b }, VIZ);
  }
  const edgeList = add(graph, "edges", {});
  for (const edge of present.edges) {
    const ends = { source: edge.from, target: edge.to, label: edge.says, weight: Math.max(1, edge.evidence.length) };
    values(add(edgeList, "edge", { id: edge.id, ...ends }), edge, EDGE_VALUES);
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(file)}`;
}

// Without what XML 1.0 cannot hold.
// eslint-disable-next-line no-control-regex
const printable = (value) => String(value).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu, "");
const redGreenBlue = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

// --- Picture ---

// What is on the screen, twice as fine, with its title and what it rests on.
function savePicture() {
  if (chosen.table) change({ table: null });
  const { canvas, renderer } = network;
  const fine = 2;
  const screen = canvas.frame.canvas;
  screen.width *= fine;
  screen.height *= fine;
  canvas.pixelRatio *= fine;
  renderer._redraw();
  const unit = canvas.pixelRatio;
  const sheet = element("canvas", { width: screen.width, height: screen.height + 64 * unit });
  const pen = sheet.getContext("2d");
  pen.fillStyle = color.ground;
  pen.fillRect(0, 0, sheet.width, sheet.height);
  pen.drawImage(screen, 0, 64 * unit);
  pen.fillStyle = color.ink;
  pen.font = `600 ${20 * unit}px system-ui, sans-serif`;
  pen.fillText(document.title.slice(0, 200), 20 * unit, 32 * unit, sheet.width - 40 * unit);
  pen.font = `${13 * unit}px system-ui, sans-serif`;
  pen.fillText(`${byId("sample").textContent}; made with cybercoop`, 20 * unit, 54 * unit);
  canvas.setSize();
  network.redraw();
  sheet.toBlob((image) => download("network.png", image, "image/png"));
}

const SAVES = {
  "save-png": savePicture,
  "save-relations": () => download("relations.csv", relationsAsCsv(), "text/csv;charset=utf-8"),
  "save-nodes": () => download("nodes.csv", nodesAsCsv(), "text/csv;charset=utf-8"),
  "save-gexf": () => download("network.gexf", asGexf(), "application/gexf+xml"),
};
for (const [id, save] of Object.entries(SAVES))
  byId(id).addEventListener("click", () => {
    save();
    byId("saving").open = false;
    byId("saving").querySelector("summary").focus();
  });
