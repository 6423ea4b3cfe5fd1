// A select with search, groups, and tokens when several may be chosen.
import { add, h, uniqueId } from "./dom.js";
import { icon } from "./icons.js";
import { openPopup } from "./popup.js";

/**
 * groups: [{label?, options: [{key, label, detail?, node?}]}]; selected: keys; onChange(keys) after each choice.
 * -> the control's element.
 */
export function picker({
  groups,
  selected = [],
  multi = false,
  max = Infinity,
  placeholder,
  onChange,
  label,
  testid,
  autofocus,
}) {
  const all = groups.flatMap((group) => group.options);
  let chosen = selected.filter((key) => all.some((option) => option.key === key));
  let popup = null;

  const control = h("button", {
    class: "picker",
    type: "button",
    "aria-haspopup": "listbox",
    "aria-expanded": "false",
    "aria-label": label,
    "data-testid": testid,
    autofocus,
    onclick: open,
    onkeydown: (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        open();
      }
      if (event.key === "Backspace" && multi && chosen.length) change(chosen.slice(0, -1));
    },
  });
  draw();
  control.setChosen = (keys) => {
    chosen = keys;
    draw();
  };
  return control;

  function draw() {
    const options = chosen.map((key) => all.find((option) => option.key === key)).filter(Boolean);
    control.replaceChildren();
    if (!options.length) control.append(h("span", { class: "picker-empty" }, placeholder || "Choose …"));
    else if (multi) control.append(h("span", { class: "tokens" }, options.map(token)));
    else add(control, [h("span", { class: "picker-value" }, options[0].node?.() ?? null, options[0].label)]);
    control.append(icon("down", 14));
  }

  function token(option) {
    return h(
      "span",
      { class: "token" },
      option.node?.() ?? null,
      option.label,
      h(
        "span",
        {
          class: "token-x",
          title: `Remove ${option.label}`,
          onclick: (event) => {
            event.stopPropagation();
            change(chosen.filter((key) => key !== option.key));
          },
        },
        icon("close", 12),
      ),
    );
  }

  function change(keys) {
    chosen = keys;
    draw();
    popup?.reflow();
    onChange(keys);
  }

  function open() {
    const listId = uniqueId("list");
    const search = h("input", {
      class: "picker-search",
      type: "text",
      role: "combobox",
      placeholder: "Search",
      "aria-controls": listId,
      "aria-expanded": "true",
      autocomplete: "off",
      spellcheck: "false",
      "aria-label": `Search ${label ?? "options"}`,
      oninput: () => fill(search.value),
      onkeydown: keys,
    });
    const list = h("div", {
      class: "picker-list",
      role: "listbox",
      id: listId,
      "aria-multiselectable": multi ? "true" : null,
    });
    popup = openPopup(
      control,
      h(
        "div",
        { class: "picker-pop" },
        all.length > 6 ? search : h("div", { class: "picker-mute" }, search),
        list,
      ),
      {
        width: "anchor",
        onClose: () => {
          popup = null;
        },
      },
    );
    if (!popup) return;
    fill("");
    popup.reflow();
    search.focus();

    function fill(query) {
      const wanted = query.trim().toLowerCase();
      const fits = (option) => `${option.label} ${option.detail ?? ""}`.toLowerCase().includes(wanted);
      list.replaceChildren();
      for (const group of groups) {
        const options = group.options.filter(fits);
        if (group.label && options.length) list.append(h("div", { class: "picker-group" }, group.label));
        for (const option of options) list.append(row(option));
      }
      if (!list.children.length)
        list.append(h("div", { class: "picker-none" }, "Nothing fits. Try another word."));
      const rows = [...list.querySelectorAll(".picker-option")];
      activate(rows.find((node) => node.getAttribute("aria-selected") === "true" && !wanted) ?? rows[0]);
    }

    function row(option) {
      const on = chosen.includes(option.key);
      return h(
        "div",
        {
          class: "picker-option",
          role: "option",
          id: uniqueId("option"),
          "aria-selected": String(on),
          "data-key": option.key,
          "data-testid": `option-${option.key}`,
          onclick: () => choose(option.key),
          onpointermove: (event) => activate(event.currentTarget, false),
        },
        option.node?.() ?? null,
        h(
          "span",
          { class: "picker-text" },
          option.label,
          option.detail ? h("small", null, option.detail) : null,
        ),
        on ? icon("check", 15) : null,
      );
    }

    function activate(node, scroll = true) {
      list.querySelector(".active")?.classList.remove("active");
      if (!node) {
        search.removeAttribute("aria-activedescendant");
        return;
      }
      node.classList.add("active");
      search.setAttribute("aria-activedescendant", node.id);
      if (scroll) node.scrollIntoView({ block: "nearest" });
    }

    function keys(event) {
      const rows = [...list.querySelectorAll(".picker-option")];
      const at = rows.findIndex((node) => node.classList.contains("active"));
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && rows.length) activate(rows[(at + step + rows.length) % rows.length]);
      else if (event.key === "Enter" && rows[at]) choose(rows[at].dataset.key);
      else if (event.key === "Backspace" && !search.value && multi && chosen.length) {
        change(chosen.slice(0, -1));
        fill("");
      } else if (event.key === "Tab") {
        popup.close();
        return;
      } else return;
      event.preventDefault();
      event.stopPropagation();
    }

    function choose(key) {
      if (!multi) {
        popup.close();
        control.focus();
        change([key]);
        return;
      }
      const on = chosen.includes(key);
      if (!on && chosen.length >= max) return;
      change(on ? chosen.filter((other) => other !== key) : [...chosen, key]);
      fill(search.value);
      activate([...list.querySelectorAll(".picker-option")].find((node) => node.dataset.key === key));
      search.focus();
    }
  }
}
