// Short notices in the corner. Errors stay until read; the rest leave by themselves.
import { h } from "./dom.js";
import { icon } from "./icons.js";

const seen = new Map();

/** level: "info" | "error". The same words twice in a row only wake the first notice. */
export function toast(text, level = "info") {
  const shelf = document.getElementById("toasts");
  const dialog = [...document.querySelectorAll("dialog[open]")].at(-1);
  (dialog ?? document.body).append(shelf);
  seen.get(text)?.remove();
  const node = h(
    "div",
    { class: `toast toast-${level}`, "data-testid": "toast", role: level === "error" ? "alert" : "status" },
    h("span", { class: "toast-text" }, text),
    h(
      "button",
      { class: "icon-button", type: "button", "aria-label": "Dismiss", onclick: () => leave(text, node) },
      icon("close", 14),
    ),
  );
  seen.set(text, node);
  shelf.append(node);
  while (shelf.children.length > 4) shelf.firstChild.remove();
  setTimeout(() => leave(text, node), level === "error" ? 12000 : 5000);
}

function leave(text, node) {
  if (node.matches(":hover")) {
    setTimeout(() => leave(text, node), 3000);
    return;
  }
  node.remove();
  if (seen.get(text) === node) seen.delete(text);
}

export function complain(error) {
  toast(error.message || String(error), "error");
}
