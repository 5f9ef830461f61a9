// Activities by the date on which they start, below the picture.
"use strict";

const MARKS = 250; // activities at most: more cannot be told apart
const LANE = 24; // pixels from one row of marks to the next

const spokenMonth = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
const spokenMoment = (iso) => (iso.length > 7 ? spokenDate(iso) : spokenMonth.format(new Date(iso)));
const spokenPeriod = ({ start, end }) =>
  end && end !== start ? `${spokenMoment(start)} to ${spokenMoment(end)}` : spokenMoment(start);

function showTimeline() {
  const activities = present.nodes.filter((node) => node.kind === "activity");
  const dated = activities.filter((node) => node.start);
  const marked = dated.slice(0, MARKS); // what is shown is in order of importance
  const undated = activities.length - dated.length;
  const parts = [count(dated.length, "activity", "activities")];
  if (marked.length < dated.length) parts.push(`the ${MARKS} most often named are marked`);
  if (undated) parts.push(`${undated} more without a date`);
  byId("timeline").hidden = !activities.length;
  byId("timeline-says").textContent = parts.join(", ");
  if (byId("timeline").open) placeMarks(marked);
}

function placeMarks(activities) {
  const area = byId("marks");
  const width = area.clientWidth;
  area.replaceChildren();
  if (!activities.length || !width) return;
  const starts = activities.map((node) => Date.parse(node.start));
  const first = new Date(Math.min(...starts)).getUTCFullYear();
  const last = new Date(Math.max(...starts)).getUTCFullYear() + 1;
  const [left, right] = [Date.UTC(first), Date.UTC(last)];
  const at = (time) => 6 + ((time - left) / (right - left)) * (width - 30);
  area.append(...yearLines(first, last, (width - 30) / (last - first), at));
  const lanes = []; // where each lane is free from
  const byStart = [...activities].sort((a, b) => a.start.localeCompare(b.start));
  for (const node of byStart) {
    const mark = activityMark(node);
    area.append(mark);
    const size = mark.offsetWidth;
    const start = at(Date.parse(node.start));
    const isTurned = start + size > width - 10; // its name goes to the left of its sign
    const from = isTurned ? start - size + LANE : start;
    let lane = lanes.findIndex((free) => free <= from);
    if (lane < 0) lane = lanes.push(0) - 1;
    lanes[lane] = from + size + 6;
    mark.classList.toggle("turned", isTurned);
    mark.style.left = `${Math.max(0, from)}px`;
    mark.style.top = `${lane * LANE + 20}px`;
  }
  area.style.height = `${lanes.length * LANE + 24}px`;
  oneStop(area);
  markChosen();
}

function yearLines(first, last, size, at) {
  const step = [1, 2, 5, 10, 20, 50].find((years) => years * size >= 46) || 100;
  const lines = [];
  for (let year = first; year < last; year++) {
    if (year % step && step > 1) continue;
    const line = element("span", { className: "year", ariaHidden: "true" }, String(year));
    line.style.left = `${at(Date.UTC(year))}px`;
    lines.push(line);
  }
  return lines;
}

function activityMark(node) {
  const name = named(node.name.slice(0, 200));
  const mark = element("button", { type: "button", className: "mark", value: node.id }, swatch("activity"), name);
  mark.setAttribute("aria-label", `${node.name.slice(0, 200)}, ${spokenPeriod(node)}`);
  mark.title = `${node.name.slice(0, 200)}\n${spokenPeriod(node)}`;
  mark.addEventListener("click", () => select(node.id, true));
  return mark;
}

// The activities of what is chosen stand out from the others.
function markChosen() {
  for (const mark of byId("marks").querySelectorAll(".mark")) {
    mark.ariaPressed = String(mark.value === chosen.select);
    mark.classList.toggle("faded", Boolean(lit) && !lit.nodes.has(mark.value));
  }
}

byId("timeline").addEventListener("toggle", showTimeline);
new ResizeObserver(showTimeline).observe(byId("marks"));
