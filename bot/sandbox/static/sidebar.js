// The left side: workspace, channels, direct messages, the app, and who one is right now.
import { openActAs } from "./actas.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { avatar, channelLabel, userAuthor, userName } from "./people.js";
import { store } from "./store.js";
import { clock, now, zoneName } from "./time.js";

const SIGNS = { private: "lock", channel: "hash" };

export function renderSidebar({ go, actAs }) {
  const channels = [...store.channels.values()];
  const rooms = channels
    .filter((channel) => channel.kind !== "im")
    .sort((a, b) => channelLabel(a).localeCompare(channelLabel(b)));
  const direct = channels
    .filter((channel) => channel.kind === "im" && !isBot(channel))
    .sort((a, b) => channelLabel(a).localeCompare(channelLabel(b)));
  const withBot = channels.find(isBot);
  return h(
    "nav",
    { class: "sidebar", "aria-label": "Channels and people" },
    h(
      "div",
      { class: "workspace" },
      h("span", { class: "workspace-mark", "aria-hidden": "true" }, (store.team.name ?? "S")[0]),
      h(
        "span",
        { class: "workspace-name" },
        store.team.name ?? "Sandbox",
        h("small", null, "Slack sandbox on this machine"),
      ),
    ),
    h(
      "div",
      { class: "side-scroll" },
      group(
        "Channels",
        rooms.map((channel) => room(channel, go)),
        "No channels yet.",
      ),
      direct.length
        ? group(
            "Direct messages",
            direct.map((channel) => room(channel, go)),
          )
        : null,
      store.bot ? group("App", [app(withBot, go)]) : null,
    ),
    whoAmI(actAs),
  );
}

function isBot(channel) {
  return channel.kind === "im" && (channel.with ?? channel.user) === store.bot?.user_id;
}

function group(title, entries, empty) {
  return h(
    "section",
    { class: "side-group" },
    h("h2", null, title),
    entries.length
      ? h(
          "ul",
          null,
          entries.map((entry) => h("li", null, entry)),
        )
      : h("p", { class: "side-empty" }, empty),
  );
}

function mark(channel) {
  const count = typeof channel?.unread === "number" ? channel.unread : channel?.unread ? 1 : 0;
  return count
    ? h("span", { class: "unread", "aria-label": `${count} unread` }, count > 99 ? "99+" : count)
    : null;
}

function room(channel, go) {
  const here = store.place.kind === "channel" && store.place.channel === channel.id;
  const sign =
    channel.kind === "im"
      ? avatar(userAuthor(channel.with ?? channel.user), "avatar-xs")
      : icon(SIGNS[channel.kind] ?? "hash", 16);
  return h(
    "a",
    {
      class: `side-item ${here ? "here" : ""} ${channel.unread && !here ? "has-unread" : ""}`,
      href: `/?channel=${channel.id}`,
      "data-testid": `channel-${channel.id}`,
      "aria-current": here ? "page" : null,
      onclick: (event) => {
        event.preventDefault();
        go({ kind: "channel", channel: channel.id });
      },
    },
    sign,
    h("span", { class: "side-name" }, channelLabel(channel)),
    here ? null : mark(channel),
  );
}

function app(channel, go) {
  const { kind } = store.place;
  const here = kind === "app" || (kind === "channel" && channel && store.place.channel === channel.id);
  return h(
    "a",
    {
      class: `side-item ${here ? "here" : ""} ${channel?.unread && !here ? "has-unread" : ""}`,
      href: "/?home",
      "data-testid": "app-home",
      "aria-current": here ? "page" : null,
      onclick: (event) => {
        event.preventDefault();
        go({ kind: "app" });
      },
    },
    avatar(userAuthor(store.bot.user_id), "avatar-xs"),
    h("span", { class: "side-name" }, userName(store.bot.user_id)),
    here ? null : mark(channel),
  );
}

const localTime = (user) => `${clock(now())} ${zoneName(now(), user.tz)}`;

/** Keeps the small clock running without drawing the sidebar anew. */
export function tick(side) {
  const label = side?.querySelector(".act-as-time");
  const user = store.user(store.me);
  if (label && user) label.textContent = localTime(user);
}

function whoAmI(actAs) {
  const user = store.user(store.me);
  if (!user) return null;
  const control = h(
    "button",
    {
      class: "act-as",
      type: "button",
      "data-testid": "act-as",
      "data-user": store.me,
      "aria-haspopup": "listbox",
      "aria-expanded": "false",
      title: "Act as someone else",
      onclick: () => openActAs(control, actAs),
    },
    avatar(userAuthor(store.me)),
    h(
      "span",
      { class: "act-as-text" },
      h("small", null, "Acting as"),
      h("strong", null, userName(store.me)),
      h("small", { class: "act-as-time" }, localTime(user)),
    ),
    icon("down", 15),
  );
  return h("div", { class: "who" }, control);
}
