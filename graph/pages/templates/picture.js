// The picture: vis-network draws it; here are the shapes, the labels and what is emphasized.
"use strict";

// A kind's outline, for the picture and for the legend.
const SHAPES = Object.fromEntries(data.kinds.map((kind) => [kind.key, kind.outline]));
const byId = (id) => document.getElementById(id);
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const dark = matchMedia("(prefers-color-scheme: dark)");
const outlines = Object.fromEntries(Object.entries(SHAPES).map(([kind, path]) => [kind, new Path2D(path)]));
const LABELS = 300; // at most, of the most often named nodes in view
const FIRST = 10; // of which so many are there in any case, if there is room at all
// Relations of a family share a color; their dashes tell them apart. The first of each family is drawn through.
const DASHES = {
  invited: [7, 5],
  expected: [3, 4],
  absent: [1, 6],
  expert: [14, 4],
  experts: [14, 4, 3, 4],
  contribution: [14, 4],
  requester: [7, 5],
  host: [14, 4],
  place: [3, 4],
  mandate: [7, 5],
  "of-state": [7, 5],
  in: [3, 4],
  member: [14, 4],
  "adopted-by": [14, 4, 3, 4],
};
const KNOWN = [2, 5]; // of the reference data: no release needs to say so
const nodes = new vis.DataSet();
const edges = new vis.DataSet();
let color = {}; // the style sheet's colors by name, for the canvas
let present = { nodes: [], edges: [], degree: new Map() };
let lit = null; // what is emphasized: { nodes, edges }, sets of ids

function readColors() {
  const style = getComputedStyle(document.documentElement);
  const names = [
    "ground",
    "ink",
    ...data.kinds.map((kind) => `kind-${kind.key}`),
    ...new Set(data.edges.map((edge) => `line-${edge.family}`)),
  ];
  color = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}
readColors();

const options = JSON.parse(byId("options").textContent);
options.nodes.ctxRenderer = ({ ctx, id, x, y, state }) => {
  const node = nodeOf.get(id);
  return {
    drawNode: () => drawNode(ctx, node, x, y, state),
    nodeDimensions: { width: 2 * node.radius, height: 2 * node.radius },
  };
};
options.interaction.hideEdgesOnDrag = data.edges.length > 3000;
const network = new vis.Network(byId("network"), { nodes, edges }, options);

function drawNode(ctx, node, x, y, { selected, hover }) {
  const scale = node.radius / 12;
  ctx.translate(x, y);
  ctx.scale(scale, scale);
  ctx.lineJoin = "round";
  ctx.lineWidth = (selected || hover ? 6 : 2.5) / scale;
  ctx.strokeStyle = selected || hover ? color.ink : color.ground;
  ctx.stroke(outlines[node.kind]);
  ctx.fillStyle = color[`kind-${node.kind}`];
  ctx.fill(outlines[node.kind]);
}

// Everything but what is emphasized fades under a veil; nothing has to be changed in the data for that.
network.on("afterDrawing", (ctx) => {
  const box = byId("network").getBoundingClientRect();
  const corner = network.DOMtoCanvas({ x: 0, y: 0 });
  const far = network.DOMtoCanvas({ x: box.width, y: box.height });
  if (lit) {
    ctx.save();
    ctx.globalAlpha = 0.86;
    ctx.fillStyle = color.ground;
    ctx.fillRect(corner.x, corner.y, far.x - corner.x, far.y - corner.y);
    ctx.restore();
    for (const id of lit.edges) {
      network.body.edges[id]?.draw(ctx);
      network.body.edges[id]?.drawArrows(ctx);
    }
    for (const id of lit.nodes) network.body.nodes[id]?.draw(ctx);
  }
  drawLabels(ctx, corner, far);
});

// Labels of a fixed size on screen, the chosen node's first, then those of nodes that are often named and much
// connected. One goes below its node, else above or beside it, wherever it covers no other label, no node and no
// button; those of the first few may cover lesser nodes, and the very first has its place in any case. What finds
// none is left out until the reader comes nearer.
function drawLabels(ctx, corner, far) {
  const unit = 1 / network.getScale();
  const isSeen = ({ x, y }) => x > corner.x && x < far.x && y > corner.y && y < far.y;
  const those = present.nodes
    .filter((node) => (!lit || lit.nodes.has(node.id)) && network.body.nodes[node.id] && isSeen(network.body.nodes[node.id]))
    .sort((a, b) => (b.id === chosen.select) - (a.id === chosen.select) || weight(b) - weight(a))
    .slice(0, LABELS);
  const disks = those.map((node) => around(network.body.nodes[node.id], node.radius));
  const labels = [underButtons(corner, unit)];
  const covers = (box, others) =>
    others.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]);
  const isInside = (box) => box[0] > corner.x && box[2] < far.x && box[1] > corner.y && box[3] < far.y;
  ctx.save();
  ctx.textBaseline = "top";
  ctx.lineJoin = "round";
  ctx.strokeStyle = color.ground;
  ctx.fillStyle = color.ink;
  ctx.lineWidth = 4 * unit;
  for (const [rank, node] of those.entries()) {
    const isHeavy = node.releases > 2 || node.id === chosen.select;
    ctx.font = `${isHeavy ? 600 : 400} ${13 * unit}px system-ui, sans-serif`;
    node.lines ||= labelLines(node);
    const width = Math.max(...node.lines.map((line) => ctx.measureText(line).width));
    const boxes = labelPlaces(network.body.nodes[node.id], node.radius, width, node.lines.length * 15 * unit, unit);
    const free = boxes.filter((box) => isInside(box) && !covers(box, labels));
    const found =
      free.find((box) => !covers(box, disks)) ||
      (rank < FIRST && free.find((box) => !covers(box, disks.slice(0, rank)))) ||
      ((rank === 0 || node.id === chosen.select) && (free[0] || boxes.find(isInside) || boxes[0]));
    if (!found) continue;
    labels.push(found);
    const [left, top, , , align] = found;
    ctx.textAlign = align;
    const x = align === "center" ? left + width / 2 : align === "right" ? left + width : left;
    for (const draw of ["strokeText", "fillText"])
      node.lines.forEach((line, index) => ctx[draw](line, x, top + index * 15 * unit));
  }
  ctx.restore();
}

const weight = (node) => node.releases + (present.degree.get(node.id) || 0);

// Where the buttons stand on the canvas.
function underButtons(corner, unit) {
  const ground = byId("network").getBoundingClientRect();
  const box = document.querySelector(".zoom").getBoundingClientRect();
  const x = (left) => corner.x + (left - ground.left) * unit;
  const y = (top) => corner.y + (top - ground.top) * unit;
  return [x(box.left), y(box.top), x(box.right), y(box.bottom)];
}

const around = ({ x, y }, radius) => [x - radius, y - radius, x + radius, y + radius];

// Where a label may stand, the best place first: left, top, right, bottom, and how its lines are aligned.
function labelPlaces({ x, y }, radius, width, height, unit) {
  const away = radius + 5 * unit;
  const box = (left, top, align) => [left, top, left + width, top + height, align];
  return [
    box(x - width / 2, y + away, "center"),
    box(x - width / 2, y - away - height, "center"),
    box(x + away, y - height / 2, "left"),
    box(x - away - width, y - height / 2, "right"),
  ];
}

// At most two lines; an acronym stands for a long name. Marks that turn the direction of writing are dropped.
function labelLines(node) {
  const name = node.name.slice(0, 200).replace(/[\p{Cc}\p{Cf}]/gu, "");
  if (name.length > 24 && node.acronym) return [node.acronym.slice(0, 24)];
  const lines = [""];
  for (const word of name.split(/\s+/)) {
    const line = lines.at(-1);
    if (line && line.length + word.length > 22) lines.push(word);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  const short = lines.slice(0, 2).map((line) => (line.length > 26 ? `${line.slice(0, 25)}…` : line));
  if (lines.length > 2 && !short[1].endsWith("…")) short[1] += "…";
  return short;
}
