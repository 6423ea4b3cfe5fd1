// The only way this page makes elements. Text always lands in text nodes, never in markup,
// so that nothing a message says can become an element.

/** h("p", {class: "x", onclick: f}, "text", node, [more], null) -> HTMLElement */
export function h(tag, props, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key === "class") node.className = value;
    else if (key === "style")
      for (const [name, one] of Object.entries(value)) node.style.setProperty(name, one);
    else if (PROPERTIES.has(key)) node[key] = value;
    else node.setAttribute(key, value === true ? "" : String(value));
  }
  return add(node, children);
}

// Those that must be set as properties to take effect on a live control.
const PROPERTIES = new Set(["value", "checked", "disabled", "tabIndex", "textContent", "indeterminate"]);

export function add(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false || child === "") continue;
    node.append(child instanceof Node ? child : String(child));
  }
  return node;
}

export function fragment(...children) {
  return add(document.createDocumentFragment(), children);
}

/** The address if it may be followed, else null: http, https, mailto and our own paths only. */
export function safeUrl(address) {
  if (typeof address !== "string") return null;
  try {
    const url = new URL(address.trim(), location.origin);
    return ["http:", "https:", "mailto:"].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** A link that leaves in a new tab; an address we may not follow becomes plain text. */
export function link(address, ...children) {
  const href = safeUrl(address);
  if (!href) return h("span", { class: "dead-link", title: "This address is not a web link" }, children);
  return h("a", { href, target: "_blank", rel: "noopener noreferrer" }, children);
}

let serial = 0;
export function uniqueId(prefix) {
  serial += 1;
  return `${prefix}-${serial}`;
}

/** Colon-free, comparable form of Slack's string timestamps (seconds dot six digits). */
export function compareTs(a, b) {
  return a.length === b.length ? (a < b ? -1 : a > b ? 1 : 0) : Number(a) - Number(b);
}
