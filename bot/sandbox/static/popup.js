// Small layers that belong to a control: menus, lists, the emoji row. The browser's own popover gives us
// the top layer (also above a dialog), Escape and click-outside.
import { h } from "./dom.js";
import { icon } from "./icons.js";

const closedAt = new WeakMap();

/** Opens `content` beside `anchor`; null when this very click has just closed it. */
export function openPopup(anchor, content, { align = "start", width, label, onClose } = {}) {
  if (performance.now() - (closedAt.get(anchor) ?? -1000) < 250) return null;
  const layer = h("div", { class: "popup", popover: "auto", "aria-label": label }, content);
  (anchor.closest("dialog") ?? document.body).append(layer);
  layer.showPopover();
  place(layer, anchor, align, width);
  anchor.setAttribute("aria-expanded", "true");
  const reflow = () => place(layer, anchor, align, width);
  window.addEventListener("resize", reflow);
  layer.addEventListener("toggle", (event) => {
    if (event.newState !== "closed") return;
    window.removeEventListener("resize", reflow);
    const hadFocus = layer.contains(document.activeElement) || document.activeElement === document.body;
    layer.remove();
    closedAt.set(anchor, performance.now());
    anchor.setAttribute("aria-expanded", "false");
    if (hadFocus && anchor.isConnected) anchor.focus({ preventScroll: true });
    onClose?.();
  });
  return { node: layer, close: () => layer.isConnected && layer.hidePopover(), reflow };
}

function place(layer, anchor, align, width) {
  const box = anchor.getBoundingClientRect();
  const gap = 6;
  const edge = 8;
  if (width === "anchor") layer.style.width = `${Math.max(box.width, 220)}px`;
  const size = layer.getBoundingClientRect();
  const left = align === "end" ? box.right - size.width : box.left;
  const below = box.bottom + gap;
  const fits = below + size.height <= innerHeight - edge || box.top < innerHeight / 2;
  const top = fits ? below : box.top - gap - size.height;
  layer.style.left = `${Math.max(edge, Math.min(left, innerWidth - size.width - edge))}px`;
  layer.style.top = `${Math.max(edge, Math.min(top, innerHeight - size.height - edge))}px`;
}

/** A menu of verbs: [{label, hint?, icon?, danger?, testid?, run}]. Arrows move, Enter runs. */
export function openMenu(anchor, entries, options = {}) {
  let popup = null;
  const list = h(
    "div",
    { class: "menu", role: "menu", onkeydown: (event) => moveFocus(event, list) },
    entries.map((entry) =>
      h(
        "button",
        {
          class: `menu-item ${entry.danger ? "menu-danger" : ""}`,
          role: "menuitem",
          type: "button",
          "data-testid": entry.testid,
          onclick: () => {
            popup.close();
            entry.run();
          },
        },
        entry.icon ? icon(entry.icon, 16) : null,
        entry.node ?? null,
        h("span", { class: "menu-label" }, entry.label),
        entry.hint ? h("span", { class: "menu-hint" }, entry.hint) : null,
      ),
    ),
  );
  popup = openPopup(anchor, list, options);
  list.querySelector("button")?.focus();
  return popup;
}

export function moveFocus(event, list, selector = "button") {
  const step = { ArrowDown: 1, ArrowUp: -1, ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const items = [...list.querySelectorAll(selector)];
  const next = (items.indexOf(document.activeElement) + step + items.length) % items.length;
  items[next]?.focus();
  event.preventDefault();
}
