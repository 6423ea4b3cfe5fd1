// The middle: a channel's header, its messages and the composer.
import { api } from "./api.js";
import { Composer } from "./composer.js";
import { h } from "./dom.js";
import { tabs } from "./home.js";
import { icon } from "./icons.js";
import { MessageList } from "./list.js";
import { inline } from "./mrkdwn.js";
import { avatar, channelLabel, userAuthor, userName } from "./people.js";
import { Replay, replayInvitation } from "./replay.js";
import { store } from "./store.js";
import { complain } from "./toast.js";

export async function dismiss(channel, message) {
  try {
    await api.dismiss(channel, message.ts);
  } catch (error) {
    complain(error);
  }
}

export async function react(channel, message, name) {
  try {
    await api.react(channel, message.ts, name);
  } catch (error) {
    complain(error);
  }
}

export class ChannelView {
  constructor(channelId, { open, menu, go }) {
    this.go = go;
    this.id = channelId;
    this.log = store.log(channelId);
    const scene = {
      channel: channelId,
      log: this.log,
      inThread: false,
      open,
      react: (message, name) => react(channelId, message, name),
      dismiss: (message) => dismiss(channelId, message),
    };
    this.list = new MessageList(scene, {
      intro: (count) => this.intro(count),
      label: `Messages in ${this.name()}`,
    });
    this.replay = new Replay({ hidden: this.channel?.kind === "im" });
    this.header = h("header", { class: "header" });
    this.composer = new Composer({
      channel: channelId,
      hint: this.hint(),
      onSent: () => this.list.toBottom(),
    });
    this.closed = h(
      "p",
      { class: "archived", hidden: true },
      "This channel is archived. It can be read, and nothing new can be written.",
    );
    this.node = h(
      "main",
      { class: "channel", "data-testid": "channel" },
      this.header,
      this.replay.node,
      this.list.node,
      this.composer.node,
      this.closed,
    );
    this.menu = menu;
    this.drawHeader();
    this.offs = [
      store.on("channels", () => this.drawHeader()),
      store.on("replay", () => {
        if (!this.log.top.length) this.list.drawHead();
      }),
    ];
  }

  get channel() {
    return store.channels.get(this.id);
  }

  name() {
    const { channel } = this;
    return channel?.kind === "im" ? channelLabel(channel) : `#${channelLabel(channel)}`;
  }

  hint() {
    return `Message ${this.name()} as ${userName(store.me)}`;
  }

  drawHeader() {
    const { channel } = this;
    if (!channel) return;
    this.composer.node.hidden = Boolean(channel.archived);
    this.closed.hidden = !channel.archived;
    const count = Array.isArray(channel.members) ? channel.members.length : (channel.members ?? 0);
    const sign =
      channel.kind === "im"
        ? avatar(userAuthor(channel.with ?? channel.user), "avatar-sm")
        : icon(channel.kind === "private" ? "lock" : "hash", 18);
    this.header.replaceChildren(
      ...[
        h(
          "button",
          {
            class: "icon-button only-narrow",
            type: "button",
            "aria-label": "Channels",
            "data-testid": "menu",
            onclick: () => this.menu(),
          },
          icon("menu", 20),
        ),
        h("h1", null, sign, h("span", null, channelLabel(channel))),
        channel.kind === "im" && (channel.with ?? channel.user) === store.bot?.user_id
          ? tabs("messages", this.go)
          : null,
        h(
          "p",
          { class: "topic", title: channel.topic || null },
          channel.topic ? inline(channel.topic) : null,
        ),
        channel.kind !== "im" && count
          ? h("span", { class: "members", title: `${count} members` }, icon("people", 16), count)
          : null,
      ].filter(Boolean),
    );
  }

  intro(count) {
    const { channel } = this;
    const invitation = count ? null : replayInvitation();
    if (invitation) return invitation;
    if (!channel) return null;
    const words =
      channel.kind === "im"
        ? `This is your conversation with ${channelLabel(channel)}.`
        : `This is the very beginning of #${channelLabel(channel)}.`;
    return h(
      "div",
      { class: "beginning" },
      h("strong", null, this.name()),
      h("p", null, words, count ? null : " Nothing has been said yet: write the first message below."),
    );
  }

  show(ts) {
    this.list.show(this.log.main(), ts);
  }

  update(changed) {
    this.list.update(this.log.main(), changed);
  }

  destroy() {
    this.list.destroy();
    this.replay.off();
    for (const off of this.offs) off();
  }
}
