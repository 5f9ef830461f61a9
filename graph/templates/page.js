// What the reader does: choosing, filtering, searching; and how the page answers.
"use strict";

function select(id, move = false) {
  const outside =
    nodeOf.has(id) && !nodes.get(id) ? id : edgeOf.has(id) && !edges.get(id) ? edgeOf.get(id).from : null;
  if (outside) Object.assign(chosen, { near: outside, depth: 1, hidden: new Set(), from: null, to: null });
  chosen.select = id;
  if (outside) refresh();
  else emphasize();
  showDetails(id);
  writeAddress();
  if (move && id) {
    details.focus({ preventScroll: true });
    network.fit({ nodes: [...lit.nodes], maxZoomLevel: 1.1, animation: !calm.matches && { duration: 400 } });
  }
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
    ? { nodes: new Set(nodeOf.has(id) ? [...ends, id] : ends), edges: new Set(own.map((edge) => edge.id)) }
    : null;
  network.setSelection(
    { nodes: nodeOf.has(id) ? [id] : [], edges: edgeOf.has(id) ? [id] : [] },
    { highlightEdges: false },
  );
  network.redraw();
}

function change(choice) {
  Object.assign(chosen, choice);
  refresh();
  writeAddress();
}

let placing = null;

function refresh() {
  const within = scope();
  present = shown(within);
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
  showStatus(within);
  if (!table.hidden) showTable(present.edges);
  if (chosen.select && !ids.has(chosen.select) && !lines.has(chosen.select)) {
    chosen.select = null;
    showDetails(null);
  }
  emphasize();
  const nowPlacing = `${chosen.near} ${chosen.depth} ${chosen.all}`;
  if (placing !== nowPlacing) network.fit({ maxZoomLevel: 1.2 });
  placing = nowPlacing;
}

function line(edge) {
  const tint = color[`line-${edge.family}`];
  const dashes = edge.known ? [2, 5] : DASHES[edge.relation] || false;
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

// --- Legend, status, search ---

function showLegend({ nodes: some, edges: lines }) {
  const tally = (items, key) =>
    items.reduce((sums, item) => sums.set(item[key], (sums.get(item[key]) || 0) + 1), new Map());
  fill(
    byId("kinds"),
    data.kinds.map((kind) => [kind.key, kind.many, swatch(kind.key)]),
    tally(some, "kind"),
  );
  fill(
    byId("relations"),
    data.relations.map((relation) => [
      relation.key,
      relation.label,
      element("span", { className: `line line-${relation.family} relation-${relation.key}` }),
    ]),
    tally(lines, "relation"),
  );
}

function fill(place, entries, sums) {
  const focused = place.contains(document.activeElement) && document.activeElement.value;
  place.replaceChildren(
    ...entries
      .filter(([key]) => sums.has(key) || chosen.hidden.has(key))
      .map(([key, text, sign]) => {
        const box = element("input", { type: "checkbox", value: key, checked: !chosen.hidden.has(key) });
        box.addEventListener("change", () => {
          chosen.hidden[box.checked ? "delete" : "add"](key);
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

function showStatus(within) {
  const total = data.nodes.length;
  const parts = [];
  const offer = (text, choice) => {
    const button = element("button", { type: "button" }, text);
    button.addEventListener("click", () => change(choice));
    parts.push(" ", button);
  };
  if (chosen.near) {
    parts.push(
      "Around ",
      named(nodeOf.get(chosen.near).name.slice(0, 60)),
      ` within ${count(chosen.depth, "step")}: ${count(present.nodes.length, "node")}.`,
    );
    offer("Leave", { near: null });
  } else if (!chosen.all && data.start < total) {
    parts.push(
      `The ${data.start} most connected of ${count(total, "node")}; ${(total - data.start).toLocaleString("en")} are left out.`,
    );
    offer("Show all", { all: true });
  } else {
    parts.push(`${count(present.nodes.length, "node")}, ${count(present.edges.length, "relation")}.`);
    if (data.start < total) offer("Most connected only", { all: false });
  }
  if (data.leftOut) parts.push(` ${count(data.leftOut, "node")} more would not fit into this page.`);
  byId("status").replaceChildren(...parts);
}

function suggest() {
  const input = byId("search");
  const list = byId("found");
  const items = find(input.value, 8).map(({ node, name }, index) => {
    const other = name === node.name ? null : element("span", { className: "note" }, named(name));
    const item = element(
      "li",
      { id: `found-${index}`, role: "option", ariaSelected: "false" },
      swatch(node.kind),
      named(node.name),
      other,
    );
    item.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      choose(node.id);
    });
    item.node = node.id;
    return item;
  });
  if (input.value.trim() && !items.length)
    items.push(element("li", { className: "note" }, "No such name in this network"));
  list.replaceChildren(...items);
  list.hidden = !items.length;
  input.setAttribute("aria-expanded", String(!list.hidden));
  mark(items[0]?.node ? items[0] : null);
}

function mark(item) {
  for (const other of byId("found").children) other.ariaSelected = String(other === item);
  item?.scrollIntoView({ block: "nearest" });
  if (item) byId("search").setAttribute("aria-activedescendant", item.id);
  else byId("search").removeAttribute("aria-activedescendant");
}

function choose(id) {
  byId("found").hidden = true;
  byId("search").value = "";
  byId("search").setAttribute("aria-expanded", "false");
  select(id, true);
}

byId("search").addEventListener("input", suggest);
byId("search").addEventListener("blur", () => {
  byId("found").hidden = true;
});
byId("search").addEventListener("keydown", (event) => {
  const marked = byId("found").querySelector('[aria-selected="true"]');
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    mark((event.key === "ArrowDown" ? marked?.nextElementSibling : marked?.previousElementSibling) || marked);
  } else if (event.key === "Enter" && marked) choose(marked.node);
  else if (event.key === "Escape") byId("found").hidden = true;
});

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
  byId(end).addEventListener("change", (event) => change({ [end]: Number(event.target.value) }));
byId("as-table").addEventListener("click", (event) => {
  table.hidden = !table.hidden;
  byId("picture").hidden = !table.hidden;
  event.target.setAttribute("aria-pressed", String(!table.hidden));
  if (table.hidden) network.redraw();
  else showTable(present.edges);
});

function paint(isDark) {
  document.documentElement.dataset.theme = isDark ? "dark" : "light";
  byId("theme").setAttribute("aria-pressed", String(isDark));
  readColors();
  network.redraw();
}
byId("theme").addEventListener("click", () => paint(document.documentElement.dataset.theme !== "dark"));
dark.addEventListener("change", () => paint(dark.matches));
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && chosen.select) select(null);
});
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
  byId("loose").checked = chosen.loose;
  const wanted = chosen.select;
  refresh();
  if (wanted) select(wanted);
  else if (data.focus && !location.hash) select(data.focus);
  else showDetails(null);
}

const { releases, years } = data.sample;
byId("sample").textContent = `${count(releases, "release")}${yearsIn([...new Set(years)])}`;
if (matchMedia("(max-width: 800px)").matches) byId("legend").open = false;
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
