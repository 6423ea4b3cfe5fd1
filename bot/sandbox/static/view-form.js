// The body of a modal: its blocks, the errors next to their fields, and where the caret is.
import { renderBlock } from "./blocks.js";
import { h } from "./dom.js";
import { sendAction } from "./surface.js";
import { toast } from "./toast.js";

export class ViewForm {
  constructor(onSubmit) {
    this.body = h("form", {
      class: "modal-body",
      novalidate: true,
      onsubmit: (event) => {
        event.preventDefault();
        onSubmit();
      },
    });
  }

  /** Draws a view; with `same` it is the one drawn before, and blocks that did not change keep their very nodes. */
  draw({ view, values }, same) {
    const before = new Map(same ? [...this.body.children].map((node) => [node.blockKey, node]) : []);
    const focus = same ? this.focusMark() : null;
    values.keepOnly(view.blocks);
    const surface = {
      kind: "modal",
      id: view.id,
      values,
      changed: (block) => this.showError(block.block_id, null),
      send: (block, action) => sendAction({ view_id: view.id }, block, action, values),
    };
    const nodes = view.blocks.map((block, index) => {
      const key = `${block.block_id ?? index}:${JSON.stringify(block)}`;
      const node = before.get(key) ?? renderBlock(block, surface);
      node.blockKey = key;
      return node;
    });
    this.arrange(nodes);
    if (!same) this.body.scrollTop = 0;
    this.restoreFocus(focus);
  }

  /** Takes out what is gone and puts in what is new; what stays is not touched, so that it keeps its focus. */
  arrange(nodes) {
    const kept = new Set(nodes);
    for (const node of [...this.body.children]) if (!kept.has(node)) node.remove();
    nodes.forEach((node, index) => {
      if (this.body.children[index] !== node) this.body.insertBefore(node, this.body.children[index] ?? null);
    });
  }

  focusMark() {
    const active = document.activeElement;
    const block = this.body.contains(active) ? active.closest("[data-block-id]")?.dataset.blockId : null;
    return block
      ? { block, testid: active.dataset.testid, from: active.selectionStart, to: active.selectionEnd }
      : null;
  }

  restoreFocus(mark) {
    if (!mark || this.body.contains(document.activeElement)) return;
    const node = this.blockNode(mark.block)?.querySelector(
      `[data-testid="${CSS.escape(mark.testid ?? "")}"]`,
    );
    node?.focus({ preventScroll: true });
    try {
      if (mark.from !== null) node?.setSelectionRange?.(mark.from, mark.to);
    } catch {
      /* date and time fields have no caret */
    }
  }

  focusFirst() {
    const first =
      this.body.querySelector("[autofocus]") ??
      this.body.querySelector("input:not([disabled]), textarea, .picker");
    first?.focus({ preventScroll: true });
    this.body.scrollTop = 0;
    return Boolean(first);
  }

  blockNode(blockId) {
    return [...this.body.children].find((node) => node.dataset.blockId === blockId);
  }

  showErrors(errors) {
    for (const node of this.body.children)
      this.showError(node.dataset.blockId, errors[node.dataset.blockId] ?? null);
    const first = [...this.body.querySelectorAll(".has-error")][0];
    first?.scrollIntoView({ block: "nearest" });
    first?.querySelector("input, textarea, button")?.focus({ preventScroll: true });
    const lost = Object.keys(errors).filter((id) => !this.blockNode(id)?.querySelector(".input-error"));
    for (const id of lost) toast(errors[id], "error");
  }

  showError(blockId, text) {
    const node = this.blockNode(blockId);
    const slot = node?.querySelector(".input-error");
    if (!slot) return;
    slot.hidden = !text;
    slot.textContent = text ?? "";
    node.classList.toggle("has-error", Boolean(text));
    node.querySelector("input, textarea, .picker")?.setAttribute("aria-invalid", String(Boolean(text)));
  }
}
