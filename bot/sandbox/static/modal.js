// Modals: a stack of views, one dialog. Fields keep what was typed when a view is updated under the person.
import { api } from "./api.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { avatar, userAuthor, userName } from "./people.js";
import { store } from "./store.js";
import { report } from "./surface.js";
import { plainText } from "./text.js";
import { complain } from "./toast.js";
import { Values } from "./values.js";
import { ViewForm } from "./view-form.js";
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
    for (const view of views)
      this.views.set(view.id, { view, values: this.views.get(view.id)?.values ?? Values.from(view.state) });
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

  get top() {
    return this.views.get(this.stack.at(-1)) ?? null;
  }

  draw() {
    const { top } = this;
    if (!top) {
      this.removeDialog();
      return;
    }
    if (!this.dialog) this.openDialog();
    const same = this.drawn === top.view.id;
    this.drawn = top.view.id;
    this.busy(false);
    this.drawHead(top.view);
    this.form.draw(top, same);
    this.drawFoot(top.view);
    if (!same && !this.form.focusFirst()) this.foot.querySelector("button:last-of-type").focus();
  }

  openDialog() {
    this.returnTo = document.activeElement;
    this.head = h("header", { class: "modal-head" });
    this.form = new ViewForm(() => this.submit());
    this.foot = h("footer", { class: "modal-foot" });
    this.dialog = h(
      "dialog",
      {
        class: "dialog modal",
        "data-testid": "modal",
        "aria-labelledby": "modal-title",
        oncancel: (event) => {
          if (event.target === this.dialog) {
            event.preventDefault();
            this.dismiss();
          }
        },
        onclose: (event) => {
          if (event.target === event.currentTarget) this.closedByBrowser(event.target);
        },
        onkeydown: (event) => this.keys(event),
      },
      this.head,
      this.form.body,
      this.foot,
    );
    document.body.append(this.dialog);
    this.dialog.showModal();
  }

  removeDialog() {
    const { dialog } = this;
    if (!dialog) return;
    this.dialog = null;
    this.drawn = null;
    const shelf = document.getElementById("toasts");
    if (dialog.contains(shelf)) document.body.append(shelf);
    dialog.close();
    dialog.remove();
    if (this.returnTo?.isConnected) this.returnTo.focus({ preventScroll: true });
  }

  // The browser closes a dialog by itself on a second Escape; to us that is dismissing it.
  closedByBrowser(dialog) {
    if (dialog !== this.dialog) return;
    this.removeDialog();
    this.dismiss();
  }

  keys(event) {
    if (event.key !== "Enter" || event.defaultPrevented || event.isComposing) return;
    // As in Slack: Enter in a one-line field submits, in a larger one Ctrl or Cmd with Enter.
    if (event.metaKey || event.ctrlKey || event.target.matches("input.field")) {
      event.preventDefault();
      this.submit();
    }
  }

  drawHead(view) {
    const deep = this.stack.length > 1;
    this.head.replaceChildren(
      deep
        ? h(
            "button",
            {
              class: "icon-button",
              type: "button",
              "aria-label": "Back",
              "data-testid": "modal-back",
              onclick: () => this.dismiss(),
            },
            icon("back", 18),
          )
        : avatar(userAuthor(store.bot?.user_id ?? "app"), "avatar-sm"),
      h("h2", { id: "modal-title" }, plainText(view.title?.text ?? "")),
      h("span", { class: "modal-app" }, store.bot ? userName(store.bot.user_id) : ""),
      h(
        "button",
        {
          class: "icon-button",
          type: "button",
          "aria-label": "Close",
          "data-testid": "modal-close",
          onclick: () => this.dismiss(),
        },
        icon("close", 18),
      ),
    );
  }

  drawFoot(view) {
    const hasInput = view.blocks.some((block) => block.type === "input");
    const submit =
      view.submit || hasInput
        ? h(
            "button",
            {
              class: "button button-primary",
              type: "button",
              "data-testid": "modal-submit",
              onclick: () => this.submit(),
            },
            plainText(view.submit?.text ?? "Submit"),
          )
        : null;
    this.foot.replaceChildren(
      h(
        "button",
        { class: "button", type: "button", "data-testid": "modal-cancel", onclick: () => this.dismiss() },
        plainText(view.close?.text ?? (submit ? "Cancel" : "Close")),
      ),
      submit ?? "",
    );
  }

  busy(on) {
    this.dialog?.toggleAttribute("data-busy", on);
    this.foot?.querySelector(".button-primary")?.toggleAttribute("aria-busy", on);
    for (const button of this.foot?.querySelectorAll("button") ?? [])
      button.disabled = on && button.classList.contains("button-primary");
  }

  async submit() {
    const { top } = this;
    if (!top || this.dialog.hasAttribute("data-busy") || !this.foot.querySelector(".button-primary")) return;
    const { view, values } = top;
    const wrong = checkFields(view.blocks, values);
    this.form.showErrors(wrong);
    if (Object.keys(wrong).length) return;
    this.busy(true);
    try {
      const answer = await api.submit(view.id, values.toJSON());
      if (answer.errors) this.form.showErrors(answer.errors);
      else report(answer);
    } catch (error) {
      complain(error);
    } finally {
      // A view that was answered by closing or replacing it is drawn anew by the stream.
      if (this.drawn === view.id) this.busy(false);
    }
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
