// What is in the network, and which part of it is shown. No drawing and no page here.
"use strict";

const data = JSON.parse(document.getElementById("data").textContent);
const LONELY = 12; // so many nodes without any relation are shown at first; more hide the network
const WAYS = 12; // so many of the shortest paths between two nodes are told
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
const lonely = data.nodes.filter((node) => !node.edges.length);
const hidesLonely = lonely.length > LONELY && lonely.length < data.nodes.length;

// What the reader chose. All of it stands in the page's address, so that a link shows the same.
const chosen = {
  select: null, // id of a node or an edge
  hidden: new Set(), // keys of kinds
  cut: new Set(), // keys of relations
  theme: null,
  from: null,
  to: null, // years
  near: null, // id of the node whose neighborhood is shown
  depth: 1,
  path: null, // ids of the two nodes between which the shortest paths are shown
  all: false,
  loose: hidesLonely, // hide nodes without an edge
  table: null, // "relations" or "nodes", instead of the picture
};

function readAddress() {
  const params = new URLSearchParams(location.hash.slice(1));
  const known = (id) => (nodeOf.has(id) || edgeOf.has(id) ? id : null);
  chosen.select = known(params.get("select"));
  const keys = (name) => new Set((params.get(name) || "").split(",").filter(Boolean));
  chosen.hidden = keys("hide");
  chosen.cut = keys("cut");
  chosen.theme = themes.has(params.get("theme")) ? params.get("theme") : null;
  chosen.from = Number(params.get("from")) || null;
  chosen.to = Number(params.get("to")) || null;
  if (chosen.from && chosen.to && chosen.from > chosen.to) [chosen.from, chosen.to] = [chosen.to, chosen.from];
  chosen.near = nodeOf.has(params.get("near")) ? params.get("near") : null;
  chosen.depth = Math.min(Math.max(Number(params.get("depth")) || 1, 1), 3);
  const ends = params.getAll("path").filter((id) => nodeOf.has(id));
  chosen.path = ends.length === 2 && ends[0] !== ends[1] ? ends : null;
  chosen.all = params.has("all");
  chosen.loose = params.has("loose") ? params.get("loose") === "hide" : hidesLonely;
  chosen.table = ["relations", "nodes"].find((what) => what === params.get("table")) || null;
}

function writeAddress() {
  const params = new URLSearchParams();
  if (chosen.select) params.set("select", chosen.select);
  if (chosen.hidden.size) params.set("hide", [...chosen.hidden].join(","));
  if (chosen.cut.size) params.set("cut", [...chosen.cut].join(","));
  for (const key of ["theme", "from", "to", "near", "table"]) if (chosen[key]) params.set(key, chosen[key]);
  if (chosen.near) params.set("depth", chosen.depth);
  for (const id of chosen.path || []) params.append("path", id);
  if (chosen.all) params.set("all", "");
  if (chosen.loose !== hidesLonely) params.set("loose", chosen.loose ? "hide" : "show");
  history.replaceState(null, "", `#${params}`);
}

const inYears = (years) =>
  !years.length || years.some((year) => year >= (chosen.from || 0) && year <= (chosen.to || 9999));

// Activities and contributions have themes; whoever has a part in one belongs to its theme.
const themes = new Set(data.nodes.concat(data.edges).flatMap((thing) => thing.themes));
const hasTheme = (thing) => !chosen.theme || thing.themes.includes(chosen.theme);
const edgeHasTheme = (edge) => hasTheme(edge) || hasTheme(nodeOf.get(edge.from)) || hasTheme(nodeOf.get(edge.to));
const nodeHasTheme = (node) => hasTheme(node) || node.edges.some(edgeHasTheme);

const nodeCounts = (node) => inYears(node.years) && nodeHasTheme(node);
const edgeCounts = (edge) => inYears(edge.years) && edgeHasTheme(edge);
const whole = () => chosen.all || chosen.theme !== null;

// The nodes among which kinds and relations are switched: a path, a neighborhood, the first nodes, or all.
function scope() {
  if (chosen.path) return pathScope();
  const within = chosen.near ? stepsFrom(chosen.near, chosen.depth) : whole() ? nodeOf : firstNodes;
  const nodes = data.nodes.filter((node) => within.has(node.id) && nodeCounts(node));
  const ids = new Set(nodes.map((node) => node.id));
  const edges = data.edges.filter((edge) => ids.has(edge.from) && ids.has(edge.to) && edgeCounts(edge));
  return { nodes, edges };
}

function shown({ nodes, edges }) {
  const ids = new Set(nodes.filter((node) => !chosen.hidden.has(node.kind)).map((node) => node.id));
  const kept = edges.filter(
    (edge) => ids.has(edge.from) && ids.has(edge.to) && !chosen.cut.has(edge.relation),
  );
  const tied = new Set([...kept.flatMap((edge) => [edge.from, edge.to]), chosen.near, ...(chosen.path || [])]);
  const visible = nodes.filter((node) => ids.has(node.id) && (!chosen.loose || tied.has(node.id)));
  return { nodes: visible, edges: kept, places: places(visible) };
}

const otherEnd = (edge, id) => (edge.from === id ? edge.to : edge.from);

function stepsFrom(start, depth, passes = () => true) {
  const steps = new Map([[start, 0]]);
  for (const [id, step] of steps) {
    if (step === depth) continue;
    for (const edge of nodeOf.get(id).edges) {
      const next = otherEnd(edge, id);
      if (!steps.has(next) && passes(edge)) steps.set(next, step + 1);
    }
  }
  return steps;
}

const isFiltered = () => Boolean(chosen.hidden.size || chosen.cut.size || chosen.theme || chosen.from || chosen.to);

// --- Paths ---

// Whether the filters let a path use an edge.
const passes = (edge) =>
  edgeCounts(edge) &&
  !chosen.cut.has(edge.relation) &&
  [edge.from, edge.to].every((id) => inYears(nodeOf.get(id).years) && !chosen.hidden.has(nodeOf.get(id).kind));
const edgesBetween = (one, other) =>
  nodeOf.get(one).edges.filter((edge) => otherEnd(edge, one) === other && passes(edge));

// The shortest paths between the two chosen nodes, as lists of ids; those over nodes that are often named first.
function shortestPaths() {
  const [start, end] = chosen.path;
  const steps = stepsFrom(start, Infinity, passes);
  function* ways(id) {
    if (id === start) yield [id];
    if (id === start) return;
    const last = nodeOf
      .get(id)
      .edges.filter(passes)
      .map((edge) => otherEnd(edge, id))
      .filter((before) => steps.get(before) === steps.get(id) - 1);
    const often = (one, other) => nodeOf.get(other).releases - nodeOf.get(one).releases;
    for (const before of [...new Set(last)].sort(often)) for (const way of ways(before)) yield [...way, id];
  }
  const found = [];
  if (steps.has(end))
    for (const way of ways(end)) {
      found.push(way);
      if (found.length === WAYS) break;
    }
  return found;
}

function pathScope() {
  const ways = shortestPaths();
  const ids = new Set([...chosen.path, ...ways.flat()]);
  const edges = new Set(ways.flatMap((way) => way.slice(1).flatMap((id, index) => edgesBetween(way[index], id))));
  return { nodes: data.nodes.filter((node) => ids.has(node.id)), edges: [...edges] };
}

// From left to right, a column a step.
function columns(nodes) {
  const column = new Map(shortestPaths().flatMap((way) => way.map((id, step) => [id, step])));
  if (!column.size) chosen.path.forEach((id, index) => column.set(id, index));
  const places = new Map();
  for (const step of new Set(column.values())) {
    const those = nodes.filter((node) => column.get(node.id) === step);
    those.forEach((node, index) => places.set(node.id, [step * 260, (index - (those.length - 1) / 2) * 110]));
  }
  return places;
}

// --- Places ---

// Where nodes go: computed when the page was made; only paths and neighborhoods are placed here.
function places(nodes) {
  if (chosen.path) return columns(nodes);
  if (chosen.near) return rings(nodes);
  return new Map(nodes.map((node) => [node.id, (!whole() && node.first) || node.whole]));
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
