// The list above the composer: commands after /, people after @, channels after #, emoji after :
import { h } from "./dom.js";
import { emojiNames } from "./emoji.js";
import { emojiNode } from "./mentions.js";
import { avatar, userAuthor, userName } from "./people.js";
import { store } from "./store.js";

const MOST = 8;

function commands(word) {
  return store.commands
    .filter((command) => command.command.startsWith(word))
    .map((command) => ({
      insert: `${command.command} `,
      title: command.command,
      hint: command.usage_hint,
      detail: command.description,
      sign: "/",
    }));
}

function persons(word) {
  const wanted = word.toLowerCase();
  const ranges = wanted
    ? ["here", "channel"]
        .filter((range) => range.startsWith(wanted))
        .map((range) => ({
          insert: `@${range} `,
          title: `@${range}`,
          detail: "everyone in this channel",
          sign: "@",
        }))
    : [];
  const users = [...store.users.values()].filter(
    (user) =>
      !user.deleted &&
      `${user.name} ${user.real_name} ${userName(user.id)}`
        .toLowerCase()
        .split(/[\s.]+/)
        .some((part) => part.startsWith(wanted)),
  );
  const members = new Set(store.channel?.members ?? []);
  users.sort(
    (a, b) =>
      members.has(b.id) - members.has(a.id) ||
      Boolean(a.is_bot) - Boolean(b.is_bot) ||
      userName(a.id).localeCompare(userName(b.id)),
  );
  return [
    ...users.map((user) => ({
      insert: `@${user.name} `,
      title: userName(user.id),
      detail: `@${user.name}${user.is_bot ? " · app" : ""}`,
      face: user.id,
    })),
    ...ranges,
  ];
}

function channels(word) {
  return [...store.channels.values()]
    .filter((channel) => channel.kind !== "im" && channel.name.includes(word.toLowerCase()))
    .map((channel) => ({
      insert: `#${channel.name} `,
      title: channel.name,
      detail: channel.topic,
      sign: "#",
    }));
}

const emoji = (word) =>
  emojiNames(word.toLowerCase(), MOST).map((name) => ({
    insert: `:${name}: `,
    title: `:${name}:`,
    emoji: name,
  }));

const SOURCES = { command: commands, person: persons, channel: channels, emoji };

export class Completion {
  constructor(onPick) {
    this.onPick = onPick;
    this.node = h("div", { class: "completion", role: "listbox", hidden: true, "data-testid": "completion" });
    this.entries = [];
    this.at = 0;
  }

  show(word, inThread) {
    this.word = word;
    this.entries =
      word && !(inThread && word.kind === "command") ? SOURCES[word.kind](word.word).slice(0, MOST) : [];
    this.at = 0;
    this.draw();
  }

  hide() {
    this.entries = [];
    this.draw();
  }

  draw() {
    this.node.hidden = !this.entries.length;
    this.node.replaceChildren(
      ...this.entries.map((entry, index) =>
        h(
          "div",
          {
            class: `completion-row ${index === this.at ? "active" : ""}`,
            role: "option",
            "aria-selected": String(index === this.at),
            onpointerdown: (event) => {
              event.preventDefault();
              this.pick(index);
            },
            onpointermove: () => {
              if (this.at !== index) {
                this.at = index;
                this.draw();
              }
            },
          },
          this.sign(entry),
          h("strong", null, entry.title),
          entry.hint ? h("code", null, entry.hint) : null,
          entry.detail ? h("span", { class: "completion-detail" }, entry.detail) : null,
        ),
      ),
    );
    this.node.querySelector(".active")?.scrollIntoView({ block: "nearest" });
  }

  sign(entry) {
    if (entry.face) return avatar(userAuthor(entry.face), "avatar-xs");
    return h("span", { class: "completion-sign" }, entry.emoji ? emojiNode(entry.emoji) : entry.sign);
  }

  pick(index) {
    const { insert } = this.entries[index];
    const { from } = this.word;
    this.hide();
    this.onPick(from, insert);
  }

  /** True when the key was meant for the list. */
  keys(event) {
    if (!this.entries.length) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.at = (this.at + step + this.entries.length) % this.entries.length;
    const complete = this.word.kind !== "command" || this.entries[this.at].insert.trim() !== this.word.word;
    if (event.key === "Escape") this.hide();
    else if (event.key === "Tab" || (event.key === "Enter" && complete && !event.shiftKey))
      this.pick(this.at);
    else if (step) this.draw();
    else return false;
    event.preventDefault();
    return true;
  }
}
