// What is in the network, and which part of it is shown. No drawing and no page here.
"use strict";

const data = JSON.parse(document.getElementById("data").textContent);
const nodeOf = new Map(data.nodes.map((node) => [node.id, node]));
const edgeOf = new Map(data.edges.map((edge) => [edge.id, edge]));
const kindOf = new Map(data.kinds.map((kind) => [kind.key, kind]));
const firstNodes = new Set(data.nodes.slice(0, data.start).map((node) => node.id));

for (const node of data.nodes) {
  node.edges = [];
  node.radius = Math.min(9 + 4 * Math.sqrt(node.releases), 30);
}
for (const edge of data.edges) {
  nodeOf.get(edge.from).edges.push(edge);
  nodeOf.get(edge.to).edges.push(edge);
}
spreadParallels();

// What the reader chose. All of it stands in the page's address, so that a link shows the same.
const chosen = {
  select: null, // id of a node or an edge
  hidden: new Set(), // keys of kinds and relations
  from: null,
  to: null, // years
  near: null, // id of the node whose neighborhood is shown
  depth: 1,
  all: false,
  loose: false, // hide nodes without an edge
};

function readAddress() {
  const params = new URLSearchParams(location.hash.slice(1));
  const known = (id) => (nodeOf.has(id) || edgeOf.has(id) ? id : null);
  chosen.select = known(params.get("select"));
  chosen.hidden = new Set((params.get("hide") || "").split(",").filter(Boolean));
  chosen.from = Number(params.get("from")) || null;
  chosen.to = Number(params.get("to")) || null;
  chosen.near = nodeOf.has(params.get("near")) ? params.get("near") : null;
  chosen.depth = Math.min(Math.max(Number(params.get("depth")) || 1, 1), 3);
  chosen.all = params.has("all");
  chosen.loose = params.has("loose");
}

function writeAddress() {
  const params = new URLSearchParams();
  if (chosen.select) params.set("select", chosen.select);
  if (chosen.hidden.size) params.set("hide", [...chosen.hidden].join(","));
  for (const key of ["from", "to", "near"]) if (chosen[key]) params.set(key, chosen[key]);
  if (chosen.near) params.set("depth", chosen.depth);
  for (const key of ["all", "loose"]) if (chosen[key]) params.set(key, "");
  history.replaceState(null, "", `#${params}`);
}

const inYears = (years) =>
  !years.length || years.some((year) => year >= (chosen.from || 0) && year <= (chosen.to || 9999));

// The nodes among which kinds and relations are switched: the neighborhood, the first nodes, or all.
function scope() {
  const within = chosen.near ? stepsFrom(chosen.near, chosen.depth) : chosen.all ? nodeOf : firstNodes;
  const nodes = data.nodes.filter((node) => within.has(node.id) && inYears(node.years));
  const ids = new Set(nodes.map((node) => node.id));
  const edges = data.edges.filter((edge) => ids.has(edge.from) && ids.has(edge.to) && inYears(edge.years));
  return { nodes, edges };
}

function shown({ nodes, edges }) {
  const ids = new Set(nodes.filter((node) => !chosen.hidden.has(node.kind)).map((node) => node.id));
  const kept = edges.filter(
    (edge) => ids.has(edge.from) && ids.has(edge.to) && !chosen.hidden.has(edge.relation),
  );
  const tied = new Set(kept.flatMap((edge) => [edge.from, edge.to]));
  const visible = nodes.filter((node) => ids.has(node.id) && (!chosen.loose || tied.has(node.id)));
  return { nodes: visible, edges: kept, places: places(visible) };
}

const otherEnd = (edge, id) => (edge.from === id ? edge.to : edge.from);

function stepsFrom(start, depth) {
  const steps = new Map([[start, 0]]);
  for (const [id, step] of steps) {
    if (step === depth) continue;
    for (const edge of nodeOf.get(id).edges) {
      const next = otherEnd(edge, id);
      if (!steps.has(next)) steps.set(next, step + 1);
    }
  }
  return steps;
}

// Where nodes go: computed when the page was made; only a neighborhood is put in rings around its node here.
function places(nodes) {
  if (chosen.near) return rings(nodes);
  return new Map(nodes.map((node) => [node.id, (!chosen.all && node.first) || node.whole]));
}

function rings(nodes) {
  const steps = stepsFrom(chosen.near, chosen.depth);
  const place = new Map([[chosen.near, [0, 0]]]);
  let radius = 0;
  for (let step = 1; step <= chosen.depth; step++) {
    const ring = nodes.filter((node) => steps.get(node.id) === step);
    const angle = (node) => {
      const inner = node.edges.map((edge) => place.get(otherEnd(edge, node.id))).find(Boolean) || [0, 0];
      return Math.atan2(inner[1], inner[0]);
    };
    const keys = new Map(
      ring.map((node) => [
        node,
        step > 1 ? angle(node) : data.kinds.findIndex((kind) => kind.key === node.kind),
      ]),
    );
    ring.sort((a, b) => keys.get(a) - keys.get(b));
    radius = Math.max(radius + 190, (ring.length * 70) / (2 * Math.PI));
    ring.forEach((node, index) => {
      const turn = (2 * Math.PI * index) / ring.length - Math.PI / 2;
      place.set(node.id, [radius * Math.cos(turn) * 1.25, radius * Math.sin(turn)]);
    });
  }
  return place;
}

// Edges between the same two nodes bend apart.
function spreadParallels() {
  const pairs = new Map();
  for (const edge of data.edges) {
    const pair = [edge.from, edge.to].sort().join(" ");
    pairs.set(pair, [...(pairs.get(pair) || []), edge]);
  }
  for (const edges of pairs.values()) {
    edges.forEach((edge, index) => {
      const bend = (index - (edges.length - 1) / 2) * 0.17 * (edge.from < edge.to ? 1 : -1);
      edge.smooth = bend
        ? { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) }
        : false;
    });
  }
}

// Names as people type them: without case and accents.
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
let nameIndex = null;

function find(text, limit) {
  nameIndex ||= data.nodes.flatMap((node) =>
    [node.name, ...node.names].map((name) => [folded(name), name, node]),
  );
  const wanted = folded(text.trim());
  if (!wanted) return [];
  const best = new Map();
  for (const [key, name, node] of nameIndex) {
    const at = key.indexOf(wanted);
    if (at < 0) continue;
    const rank = key === wanted ? 0 : at === 0 ? 1 : /[\s(\-'"]/.test(key[at - 1]) ? 2 : 3;
    if (!best.has(node) || rank < best.get(node).rank) best.set(node, { rank, name, node });
  }
  return [...best.values()]
    .sort((a, b) => a.rank - b.rank || b.node.releases - a.node.releases)
    .slice(0, limit);
}
