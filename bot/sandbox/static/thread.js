// The pane on the right: a message and what was answered to it.
import { Composer } from "./composer.js";
import { dismiss, react } from "./channel.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { MessageList } from "./list.js";
import { channelLabel } from "./people.js";
import { store } from "./store.js";

export class ThreadPane {
  constructor(channelId, ts, { close }) {
    this.channel = channelId;
    this.ts = ts;
    this.log = store.log(channelId);
    const scene = {
      channel: channelId,
      log: this.log,
      inThread: true,
      open: () => {},
      react: (message, name) => react(channelId, message, name),
      dismiss: (message) => dismiss(channelId, message),
    };
    this.list = new MessageList(scene, { label: "Thread" });
    this.composer = new Composer({
      channel: channelId,
      thread: ts,
      hint: "Reply …",
      onSent: () => this.list.toBottom(),
    });
    this.node = h(
      "aside",
      {
        class: "thread",
        "data-testid": "thread-pane",
        "data-thread": ts,
        "aria-label": "Thread",
        onkeydown: (event) => {
          if (event.key === "Escape" && !event.defaultPrevented) close();
        },
      },
      h(
        "header",
        { class: "header" },
        h("h1", null, "Thread"),
        h("p", { class: "topic" }, `#${channelLabel(store.channels.get(channelId))}`),
        h(
          "button",
          {
            class: "icon-button",
            type: "button",
            "aria-label": "Close thread",
            "data-testid": "thread-close",
            onclick: close,
          },
          icon("close", 18),
        ),
      ),
      this.list.node,
      this.composer.node,
    );
  }

  items() {
    const root = this.log.get(this.ts);
    const replies = this.log.replies(this.ts);
    return root ? [root, ...replies] : replies;
  }

  show(ts) {
    this.list.show(this.items(), ts && ts !== this.ts ? ts : null);
    if (!ts && this.items().every((message) => message.user === store.bot?.user_id)) this.list.toTop();
    else if (!ts) this.list.startOfLast();
  }

  update(changed) {
    this.list.update(this.items(), changed);
  }

  destroy() {
    this.list.destroy();
  }
}
