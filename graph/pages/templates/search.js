// Finding names, with completion, as the ARIA pattern of an editable combobox with a list has it.
"use strict";

// Let an input complete the names of nodes in a list; the one that is chosen is passed on.
function completes(input, list, chosenOne) {
  const attributes = { role: "combobox", "aria-expanded": "false", "aria-controls": list.id };
  Object.assign(attributes, { "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false" });
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Names found");
  list.classList.add("found");

  const open = (isOpen) => {
    list.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) input.removeAttribute("aria-activedescendant");
  };
  const choose = (id) => {
    open(false);
    input.value = "";
    chosenOne(id);
  };
  const mark = (item) => {
    for (const other of list.children) other.ariaSelected = String(other === item);
    item?.scrollIntoView({ block: "nearest" });
    if (item) input.setAttribute("aria-activedescendant", item.id);
  };
  const suggest = () => {
    const items = find(input.value, 8).map((found, index) => suggestion(found, `${list.id}-${index}`, choose));
    const asked = input.value.trim() !== "";
    list.replaceChildren(...items, ...(asked && !items.length ? [note("No such name in this network")] : []));
    open(asked);
    mark(items[0]);
    byId("announcement").textContent = asked ? `${count(items.length, "name")} found` : "";
  };

  input.addEventListener("input", suggest);
  input.addEventListener("blur", () => open(false));
  input.addEventListener("keydown", (event) => {
    const marked = list.querySelector('[aria-selected="true"]');
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      mark((event.key === "ArrowDown" ? marked?.nextElementSibling : marked?.previousElementSibling) || marked);
    } else if (event.key === "Enter" && marked && !list.hidden) choose(marked.node);
    else if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation();
      open(false);
    }
  });
}

function suggestion({ node, name }, id, choose) {
  const other = name === node.name ? null : element("span", { className: "note" }, named(name));
  const parts = [swatch(node.kind), named(node.name), other];
  const item = element("li", { id, role: "option", ariaSelected: "false", node: node.id }, ...parts);
  item.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    choose(node.id);
  });
  return item;
}

completes(byId("search"), byId("found"), (id) => select(id, true));
