// Modals: a stack of views, one dialog. Fields keep what was typed when a view is updated under the person.
import { api } from "./api.js";
import { renderBlock } from "./blocks.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { avatar, userAuthor, userName } from "./people.js";
import { store } from "./store.js";
import { report, sendAction } from "./surface.js";
import { plainText } from "./text.js";
import { complain, toast } from "./toast.js";
import { Values } from "./values.js";
import { checkFields } from "./validate.js";

class Modals {
  constructor() {
    this.views = new Map(); // view id -> {view, values}
    this.stack = [];
  }

  /** A view opened, pushed or updated; `stack` are the ids from bottom to top, when known. */
  show(view, stack) {
    const known = this.views.get(view.id);
    this.views.set(view.id, { view, values: known?.values ?? new Values() });
    const ids = stack ?? (this.stack.includes(view.id) ? this.stack : [...this.stack, view.id]);
    this.settle(ids);
    if (this.stack.at(-1) === view.id) this.draw();
  }

  restore(views) {
    const same = views.map((view) => view.id).join() === this.stack.join();
    for (const view of views) this.views.set(view.id, { view, values: this.views.get(view.id)?.values ?? Values.from(view.state) });
    this.settle(views.map((view) => view.id));
    if (!same || views.length) this.draw();
  }

  closed(viewId, stack) {
    this.settle(stack ?? this.stack.filter((id) => id !== viewId));
    this.draw();
  }

  clear() {
    this.settle([]);
    this.draw();
  }

  settle(ids) {
    this.stack = ids.filter((id) => this.views.has(id));
    for (const id of this.views.keys()) if (!this.stack.includes(id)) this.views.delete(id);
  }

  get top() { return this.views.get(this.stack.at(-1)) ?? null; }

  draw() {
    const { top } = this;
    if (!top) {
      this.dialog?.close();
      return;
    }
    if (!this.dialog) this.openDialog();
    const same = this.drawn === top.view.id;
    this.drawn = top.view.id;
    this.busy(false);
    this.drawHead(top.view);
    this.drawBlocks(top, same);
    this.drawFoot(top.view);
    if (!same) this.focusFirst();
  }

  openDialog() {
    this.returnTo = document.activeElement;
    this.head = h("header", { class: "modal-head" });
    this.body = h("form", { class: "modal-body", novalidate: true, onsubmit: (event) => { event.preventDefault(); this.submit(); } });
    this.foot = h("footer", { class: "modal-foot" });
    this.dialog = h("dialog", {
      class: "dialog modal", "data-testid": "modal", "aria-labelledby": "modal-title",
      oncancel: (event) => { if (event.target === this.dialog) { event.preventDefault(); this.dismiss(); } },
      onclose: (event) => { if (event.target === this.dialog) this.gone(); },
      onkeydown: (event) => this.keys(event),
    }, this.head, this.body, this.foot);
    document.body.append(this.dialog);
    this.dialog.showModal();
  }

  // Every way out ends here; the browser may also close a dialog by itself on a second Escape.
  gone() {
    const left = this.stack.at(-1);
    const shelf = document.getElementById("toasts");
    if (this.dialog.contains(shelf)) document.body.append(shelf);
    this.dialog.remove();
    this.dialog = null;
    this.drawn = null;
    if (left) this.dismiss();
    if (this.returnTo?.isConnected) this.returnTo.focus({ preventScroll: true });
  }

  keys(event) {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) { event.preventDefault(); this.submit(); }
  }

  drawHead(view) {
    const deep = this.stack.length > 1;
    this.head.replaceChildren(
      deep ? h("button", { class: "icon-button", type: "button", "aria-label": "Back", "data-testid": "modal-back", onclick: () => this.dismiss() }, icon("back", 18)) : avatar(userAuthor(store.bot?.user_id ?? "app"), "avatar-sm"),
      h("h2", { id: "modal-title" }, plainText(view.title?.text ?? "")),
      h("span", { class: "modal-app" }, store.bot ? userName(store.bot.user_id) : ""),
      h("button", { class: "icon-button", type: "button", "aria-label": "Close", "data-testid": "modal-close", onclick: () => this.dismiss() }, icon("close", 18)));
  }

  /** Blocks that did not change keep their very nodes, so that carets, scroll and open lists stay. */
  drawBlocks({ view, values }, same) {
    const before = new Map(same ? [...this.body.children].map((node) => [node.blockKey, node]) : []);
    const focus = same ? this.focusMark() : null;
    values.keepOnly(view.blocks);
    const surface = { kind: "modal", id: view.id, values, changed: (block) => this.showError(block.block_id, null), send: (block, action) => sendAction({ view_id: view.id }, block, action, values) };
    const nodes = view.blocks.map((block, index) => {
      const key = `${block.block_id ?? index}:${JSON.stringify(block)}`;
      const node = before.get(key) ?? renderBlock(block, surface);
      node.blockKey = key;
      return node;
    });
    const scroll = same ? this.body.scrollTop : 0;
    if (nodes.length !== this.body.children.length || nodes.some((node, index) => node !== this.body.children[index])) this.body.replaceChildren(...nodes);
    this.body.scrollTop = scroll;
    this.restoreFocus(focus);
  }

  focusMark() {
    const active = document.activeElement;
    const block = this.body.contains(active) ? active.closest("[data-block-id]")?.dataset.blockId : null;
    return block ? { block, testid: active.dataset.testid, from: active.selectionStart, to: active.selectionEnd } : null;
  }

  restoreFocus(mark) {
    if (!mark || this.body.contains(document.activeElement)) return;
    const node = this.blockNode(mark.block)?.querySelector(`[data-testid="${CSS.escape(mark.testid ?? "")}"]`);
    node?.focus({ preventScroll: true });
    try { if (mark.from !== null) node?.setSelectionRange?.(mark.from, mark.to); } catch { /* date and time fields have no caret */ }
  }

  drawFoot(view) {
    const hasInput = view.blocks.some((block) => block.type === "input");
    const submit = view.submit || hasInput ? h("button", { class: "button button-primary", type: "button", "data-testid": "modal-submit", onclick: () => this.submit() }, plainText(view.submit?.text ?? "Submit")) : null;
    this.foot.replaceChildren(h("button", { class: "button", type: "button", "data-testid": "modal-cancel", onclick: () => this.dismiss() }, plainText(view.close?.text ?? (submit ? "Cancel" : "Close"))), submit ?? "");
  }

  focusFirst() {
    const first = this.body.querySelector("[autofocus]") ?? this.body.querySelector("input:not([disabled]), textarea, .picker") ?? this.foot.querySelector("button:last-of-type");
    first?.focus({ preventScroll: true });
    this.body.scrollTop = 0;
  }

  busy(on) {
    this.dialog?.toggleAttribute("data-busy", on);
    this.foot?.querySelector(".button-primary")?.toggleAttribute("aria-busy", on);
    for (const button of this.foot?.querySelectorAll("button") ?? []) button.disabled = on && button.classList.contains("button-primary");
  }

  async submit() {
    const { top } = this;
    if (!top || this.dialog.hasAttribute("data-busy") || !this.foot.querySelector(".button-primary")) return;
    const { view, values } = top;
    const wrong = checkFields(view.blocks, values);
    this.showErrors(wrong);
    if (Object.keys(wrong).length) return;
    this.busy(true);
    try {
      const answer = await api.submit(view.id, values.toJSON());
      if (answer.errors) this.showErrors(answer.errors);
      else report(answer);
    } catch (error) {
      complain(error);
    } finally {
      // A view that was answered by closing or replacing it is drawn anew by the stream.
      if (this.drawn === view.id) this.busy(false);
    }
  }

  blockNode(blockId) {
    return [...this.body.children].find((node) => node.dataset.blockId === blockId);
  }

  showErrors(errors) {
    for (const node of this.body.children) this.showError(node.dataset.blockId, errors[node.dataset.blockId] ?? null);
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

  /** Takes the top view away at once and tells the backend. */
  async dismiss() {
    const id = this.stack.at(-1);
    if (!id) return;
    this.closed(id);
    await api.close(id).catch(complain);
  }
}

export const modals = new Modals();
