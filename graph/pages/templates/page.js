// What the reader chooses, and how the page answers.
"use strict";

const noFilter = () => ({ hidden: new Set(), cut: new Set(), theme: null, from: null, to: null });

// What is not in the picture is shown with its neighborhood; what has none, in the panel only.
function select(id, move = false) {
  const missing = nodeOf.has(id) ? !nodes.get(id) && nodeOf.get(id).edges.length : id && !edges.get(id);
  chosen.select = id;
  if (missing) {
    const near = nodeOf.has(id) ? id : edgeOf.get(id).from;
    Object.assign(chosen, { near, depth: 1, path: null }, noFilter());
    refresh();
  } else emphasize();
  showDetails(id);
  announce(id);
  writeAddress();
  if (move && id) {
    details.focus({ preventScroll: true });
    const animation = !calm.matches && { duration: 400 };
    if (lit.nodes.size) network.fit({ nodes: [...lit.nodes], maxZoomLevel: 1.1, animation });
  }
}

function showPath(start, end) {
  if (start === end) return;
  chosen.select = null;
  change({ path: [start, end], near: null });
  showDetails(null);
  details.focus({ preventScroll: true });
  const ways = shortestPaths();
  byId("announcement").textContent = ways.length ? `A path of ${count(ways[0].length - 1, "step")}` : "No path";
}

function emphasize() {
  const id = chosen.select;
  const own = nodeOf.has(id)
    ? nodeOf.get(id).edges.filter((edge) => edges.get(edge.id))
    : edgeOf.has(id)
      ? [edgeOf.get(id)]
      : [];
  const ends = own.flatMap((edge) => [edge.from, edge.to]);
  lit = id
    ? { nodes: new Set(nodes.get(id) ? [...ends, id] : ends), edges: new Set(own.map((edge) => edge.id)) }
    : null;
  network.setSelection(
    { nodes: id && nodes.get(id) ? [id] : [], edges: id && edges.get(id) ? [id] : [] },
    { highlightEdges: false },
  );
  network.redraw();
  markChosen();
}

function change(choice) {
  const path = chosen.path;
  Object.assign(chosen, choice);
  refresh();
  if (!chosen.select && (path || chosen.path)) showDetails(null); // filters change paths
  writeAddress();
}

let placing = null;

function refresh() {
  const within = scope();
  present = shown(within);
  present.degree = new Map();
  for (const id of present.edges.flatMap((edge) => [edge.from, edge.to]))
    present.degree.set(id, (present.degree.get(id) || 0) + 1);
  const ids = new Set(present.nodes.map((node) => node.id));
  const lines = new Set(present.edges.map((edge) => edge.id));
  edges.remove(edges.getIds().filter((id) => !lines.has(id)));
  nodes.remove(nodes.getIds().filter((id) => !ids.has(id)));
  nodes.update(
    present.nodes.map((node) => ({
      id: node.id,
      x: present.places.get(node.id)[0],
      y: present.places.get(node.id)[1],
    })),
  );
  edges.add(present.edges.filter((edge) => !edges.get(edge.id)).map(line));
  present.nodes.sort((a, b) => b.releases - a.releases || b.edges.length - a.edges.length);
  showLegend(within);
  showThemes();
  byId("loose").checked = chosen.loose;
  showStatus(within);
  showTable();
  showTimeline();
  const isLonely = nodeOf.get(chosen.select)?.edges.length === 0;
  if (chosen.select && !isLonely && !ids.has(chosen.select) && !lines.has(chosen.select)) {
    chosen.select = null;
    showDetails(null);
  }
  emphasize();
  const nowPlacing = [chosen.path, chosen.near, chosen.depth, whole(), chosen.theme, chosen.loose].join(" ");
  if (placing !== nowPlacing) network.fit({ maxZoomLevel: 1.2 });
  placing = nowPlacing;
}

function line(edge) {
  const tint = color[`line-${edge.family}`];
  const dashes = edge.known ? KNOWN : DASHES[edge.relation] || false;
  return {
    id: edge.id,
    from: edge.from,
    to: edge.to,
    dashes,
    smooth: edge.smooth,
    width: Math.min(1.4 + 0.5 * (edge.evidence.length - 1), 4),
    color: { color: tint, highlight: tint, hover: tint },
  };
}

// --- Legend and status ---

// A relation's line as the picture draws it.
function lineSign({ family, key }) {
  const space = "http://www.w3.org/2000/svg";
  const image = document.createElementNS(space, "svg");
  image.setAttribute("viewBox", "0 0 28 6");
  image.setAttribute("class", `line line-${family}`);
  image.setAttribute("aria-hidden", "true");
  const path = image.appendChild(document.createElementNS(space, "path"));
  path.setAttribute("d", "M0,3H28");
  path.setAttribute("stroke-dasharray", (DASHES[key] || []).join(" "));
  return image;
}

function showLegend({ nodes: some, edges: lines }) {
  const tied = new Set(lines.flatMap((edge) => [edge.from, edge.to]));
  const tally = (items, key) =>
    items.reduce((sums, item) => sums.set(item[key], (sums.get(item[key]) || 0) + 1), new Map());
  fill(
    byId("kinds"),
    data.kinds.map((kind) => [kind.key, kind.many, swatch(kind.key)]),
    tally(
      some.filter((node) => !chosen.loose || tied.has(node.id)),
      "kind",
    ),
    chosen.hidden,
  );
  fill(
    byId("relations"),
    data.relations.map((relation) => [
      relation.key,
      relation.label,
      lineSign(relation),
    ]),
    tally(lines, "relation"),
    chosen.cut,
  );
}

// Boxes to switch kinds or relations, with how many there are; `off` holds the keys of those switched off.
function fill(place, entries, sums, off) {
  const focused = place.contains(document.activeElement) && document.activeElement.value;
  place.replaceChildren(
    ...entries
      .filter(([key]) => sums.has(key) || off.has(key))
      .map(([key, text, sign]) => {
        const box = element("input", { type: "checkbox", value: key, checked: !off.has(key) });
        box.addEventListener("change", () => {
          off[box.checked ? "delete" : "add"](key);
          change({});
        });
        return element(
          "label",
          { className: "toggle" },
          box,
          sign,
          element("span", {}, text),
          element("span", { className: "count" }, (sums.get(key) || 0).toLocaleString("en")),
        );
      }),
  );
  if (focused) place.querySelector(`[value="${CSS.escape(focused)}"]`)?.focus();
}

function showThemes() {
  byId("themes").hidden = !themes.size;
  if (!byId("of-theme").options.length) {
    const each = [...themes].sort().map((theme) => element("option", { value: theme }, theme));
    byId("of-theme").append(element("option", { value: "" }, "Every theme"), ...each);
  }
  byId("of-theme").value = chosen.theme || "";
}

// What is shown, what is left out, and how to have it.
function showStatus(within) {
  const total = data.nodes.length;
  const parts = [];
  const offer = (text, choice) => {
    const button = element("button", { type: "button" }, text);
    button.addEventListener("click", () => change(choice));
    parts.push(" ", button);
  };
  if (chosen.path) {
    const [start, end] = chosen.path.map((id) => named(nodeOf.get(id).name.slice(0, 60)));
    parts.push("From ", start, " to ", end, ".");
    offer("Leave", { path: null });
  } else if (chosen.near) {
    parts.push(
      "Around ",
      named(nodeOf.get(chosen.near).name.slice(0, 60)),
      ` within ${count(chosen.depth, "step")}: ${count(present.nodes.length, "node")}.`,
    );
    offer("Leave", { near: null });
  } else if (!whole() && data.start < total) {
    parts.push(
      `The ${data.start} most connected of ${count(total, "node")}; ${(total - data.start).toLocaleString("en")} are left out.`,
    );
    offer("Show all", { all: true });
  } else {
    parts.push(`${count(present.nodes.length, "node")}, ${count(present.edges.length, "relation")}.`);
    if (chosen.all && data.start < total) offer("Most connected only", { all: false });
    const bare = within.nodes.filter((node) => !chosen.hidden.has(node.kind)).length - present.nodes.length;
    if (bare) {
      parts.push(` ${bare.toLocaleString("en")} that nothing connects ${bare === 1 ? "is" : "are"} left out.`);
      offer(bare === 1 ? "Show it" : "Show them", { loose: false });
    }
  }
  if (data.leftOut) parts.push(` ${count(data.leftOut, "node")} more would not fit into this page.`);
  byId("status").replaceChildren(...parts);
}

// --- The picture answers ---

network.on("click", ({ nodes: [node], edges: [edge] }) => select(node || edge || null));
network.on("hoverNode", ({ node, event }) =>
  hint(`${nodeOf.get(node).name.slice(0, 120)} · ${count(nodeOf.get(node).releases, "release")}`, event),
);
network.on("hoverEdge", ({ edge, event }) => hint(edgeOf.get(edge).says, event));
for (const leaving of ["blurNode", "blurEdge", "dragStart", "zoom"])
  network.on(leaving, () => {
    byId("hint").hidden = true;
  });

function hint(text, event) {
  const box = byId("picture").getBoundingClientRect();
  const place = byId("hint");
  place.textContent = text;
  place.hidden = false;
  place.style.left = `${Math.max(8, Math.min(event.clientX - box.left + 14, box.width - place.offsetWidth - 8))}px`;
  place.style.top = `${event.clientY - box.top + 16}px`;
}

const zoom = (factor) =>
  network.moveTo({ scale: network.getScale() * factor, animation: !calm.matches && { duration: 200 } });
byId("zoom-in").addEventListener("click", () => zoom(1.4));
byId("zoom-out").addEventListener("click", () => zoom(1 / 1.4));
byId("fit").addEventListener("click", () => network.fit({ animation: !calm.matches && { duration: 300 } }));
byId("loose").addEventListener("change", (event) => change({ loose: event.target.checked }));
for (const end of ["from", "to"])
  byId(end).addEventListener("change", (event) => changeYears({ [end]: Number(event.target.value) }));
byId("of-theme").addEventListener("change", (event) => change({ theme: event.target.value || null }));
byId("as-table").addEventListener("click", () => change({ table: chosen.table ? null : "relations" }));

// Years in the wrong order are swapped.
function changeYears(choice) {
  const [from, to] = ["from", "to"].map((end) => Number(byId(end).value));
  if (from > to) [byId("from").value, byId("to").value] = [to, from];
  change(from > to ? { from: to, to: from } : choice);
}

function paint(isDark) {
  document.documentElement.dataset.theme = isDark ? "dark" : "light";
  byId("theme").setAttribute("aria-pressed", String(isDark));
  readColors();
  network.redraw();
}
byId("theme").addEventListener("click", () => paint(document.documentElement.dataset.theme !== "dark"));
dark.addEventListener("change", () => paint(dark.matches));
addEventListener("hashchange", start);

function start() {
  readAddress();
  const years = [...new Set(data.nodes.flatMap((node) => node.years))].sort();
  for (const [end, first] of [
    ["from", years[0]],
    ["to", years.at(-1)],
  ]) {
    byId(end).replaceChildren(...years.map((year) => element("option", { value: year }, year)));
    byId(end).value = chosen[end] || first;
  }
  byId("years").hidden = years.length < 2;
  const wanted = chosen.select;
  refresh();
  if (wanted) select(wanted);
  else if (data.focus && !location.hash) select(data.focus);
  else showDetails(null);
}

const { releases, years } = data.sample;
byId("sample").textContent = `${count(releases, "release")}${yearsIn([...new Set(years)])}`;
if (matchMedia("(max-width: 800px)").matches) for (const id of ["legend", "timeline"]) byId(id).open = false;
paint(dark.matches);
start();
// For tests and for the curious: where a node or the middle of a line is on the screen.
window.cybercoop = {
  network,
  select,
  change,
  nodes,
  edges,
  place: (id) => network.canvasToDOM(network.getPosition(id)),
};
