// The keyboard: a list, a table or the timeline is one stop of the Tab key, and arrow keys move within it.
"use strict";

const STOPS = { ".links": "li", "#table tbody": "tr", "#marks": ".mark" };
const buttonsIn = (place) => [...place.querySelectorAll("button:not(.more)")];

function oneStop(place) {
  buttonsIn(place).forEach((button, index) => {
    button.tabIndex = index ? -1 : 0;
  });
  return place;
}

// Up and down lead to the same button of another row, left and right to the next button of all.
function moveFocus(event) {
  const stop = Object.keys(STOPS).find((place) => event.target.matches(`${place} button`));
  if (!stop) return;
  const place = event.target.closest(stop);
  const buttons = buttonsIn(place);
  const rows = [...place.querySelectorAll(STOPS[stop])];
  const row = rows.indexOf(event.target.closest(STOPS[stop]));
  const inRow = (index) => (rows[index]?.matches("button") ? [rows[index]] : rows[index] ? buttonsIn(rows[index]) : []);
  const at = inRow(row).indexOf(event.target);
  const number = buttons.indexOf(event.target);
  const next = {
    ArrowDown: inRow(row + 1)[at] || inRow(row + 1)[0],
    ArrowUp: inRow(row - 1)[at] || inRow(row - 1)[0],
    ArrowRight: buttons[number + 1],
    ArrowLeft: buttons[number - 1],
    Home: buttons[0],
    End: buttons.at(-1),
  }[event.key];
  if (!next) return;
  event.preventDefault();
  for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
  next.focus();
}

// Escape closes what was opened last.
function close() {
  if (byId("saving").open) {
    byId("saving").open = false;
    byId("saving").querySelector("summary").focus();
  } else if (chosen.select) select(null);
  else if (chosen.path || chosen.near) change({ path: null, near: null });
}

addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
  else moveFocus(event);
});
