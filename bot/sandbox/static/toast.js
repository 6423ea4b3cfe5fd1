// Short notices in the corner. Errors stay until read; the rest leave by themselves.
import { h } from "./dom.js";
import { icon } from "./icons.js";

const seen = new Map();

/** level: "info" | "error". A notice takes the place of the one before about the same thing (or in the same words). */
export function toast(text, level = "info", about = text) {
  const shelf = document.getElementById("toasts");
  const dialog = [...document.querySelectorAll("dialog[open]")].at(-1);
  (dialog ?? document.body).append(shelf);
  seen.get(about)?.remove();
  const node = h(
    "div",
    { class: `toast toast-${level}`, "data-testid": "toast", role: level === "error" ? "alert" : "status" },
    h("span", { class: "toast-text" }, text),
    h(
      "button",
      { class: "icon-button", type: "button", "aria-label": "Dismiss", onclick: () => remove(about, node) },
      icon("close", 14),
    ),
  );
  seen.set(about, node);
  shelf.append(node);
  while (shelf.children.length > 4) shelf.firstChild.remove();
  setTimeout(() => leave(about, node), level === "error" ? 12000 : 5000);
}

function leave(about, node) {
  if (node.matches(":hover")) setTimeout(() => leave(about, node), 3000);
  else remove(about, node);
}

function remove(about, node) {
  node.remove();
  if (seen.get(about) === node) seen.delete(about);
}

export function complain(error) {
  toast(error.message || String(error), "error");
}
