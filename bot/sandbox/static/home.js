// The app's own place: its Home tab, with the way to its direct messages.
import { api } from "./api.js";
import { renderBlocks } from "./blocks.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { avatar, userAuthor, userName } from "./people.js";
import { store } from "./store.js";
import { sendAction } from "./surface.js";
import { complain } from "./toast.js";
import { Values } from "./values.js";

export class HomeView {
  constructor({ go, menu }) {
    this.values = new Values();
    this.body = h("div", { class: "home-body" });
    this.node = h(
      "main",
      { class: "channel home", "data-testid": "home" },
      h(
        "header",
        { class: "header" },
        h(
          "button",
          { class: "icon-button only-narrow", type: "button", "aria-label": "Channels", onclick: menu },
          icon("menu", 20),
        ),
        h(
          "h1",
          null,
          avatar(userAuthor(store.bot.user_id), "avatar-sm"),
          h("span", null, userName(store.bot.user_id)),
          h("span", { class: "badge" }, "APP"),
        ),
        tabs("home", go),
      ),
      h("div", { class: "home-scroll" }, this.body),
    );
    this.off = store.on("home", () => this.draw());
    this.draw();
    this.load();
  }

  async load() {
    try {
      await api.openHome();
      const answer = await api.home();
      const view = answer.view ?? answer.home ?? (answer.blocks ? answer : null);
      if (view) {
        store.home = view;
        this.draw();
      }
    } catch (error) {
      complain(error);
    }
  }

  draw() {
    const view = store.home;
    if (!view?.blocks) {
      this.body.replaceChildren(
        h(
          "div",
          { class: "empty" },
          h("strong", null, "Nothing here yet"),
          h(
            "p",
            null,
            "The app fills this page when you open it. If it stays empty, the app is not running or has no Home tab.",
          ),
        ),
      );
      return;
    }
    const focused = this.body.contains(document.activeElement) ? document.activeElement.dataset.testid : null;
    this.values.keepOnly(view.blocks);
    const surface = {
      kind: "home",
      id: view.id ?? "home",
      values: this.values,
      send: (block, action) => sendAction({ view_id: view.id }, block, action, this.values),
    };
    this.body.replaceChildren(h("div", { class: "blocks" }, renderBlocks(view.blocks, surface)));
    if (focused) this.body.querySelector(`[data-testid="${CSS.escape(focused)}"]`)?.focus();
  }

  show() {}
  update() {}
  destroy() {
    this.off();
  }
}

export function tabs(current, go) {
  const channel = [...store.channels.values()].find(
    (one) => one.kind === "im" && (one.with ?? one.user) === store.bot?.user_id,
  );
  const tab = (name, label, target) =>
    h(
      "button",
      {
        class: "tab",
        type: "button",
        role: "tab",
        "aria-selected": String(current === name),
        "data-testid": `tab-${name}`,
        onclick: () => go(target),
      },
      label,
    );
  return h(
    "div",
    { class: "tabs", role: "tablist" },
    tab("home", "Home", { kind: "app" }),
    channel ? tab("messages", "Messages", { kind: "channel", channel: channel.id }) : null,
  );
}
