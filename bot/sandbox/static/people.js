// Who is who: names, and avatars drawn from initials in a colour that stays with the person.
import { h } from "./dom.js";
import { store } from "./store.js";

const hues = new Map();

/** A hue that stays with an id: people of one workspace stand a golden angle apart, so no two look alike. */
export function hueOf(id) {
  if (!hues.has(id)) {
    const known = [...store.users.keys()].sort().indexOf(id);
    let hash = 7;
    for (const char of String(id)) hash = (hash * 31 + char.codePointAt(0)) >>> 0;
    const hue = known < 0 ? hash % 360 : Math.round(170 + known * 137.508) % 360;
    if (store.users.size) hues.set(id, hue);
    return hue;
  }
  return hues.get(id);
}

export function userName(id) {
  const user = store.users.get(id);
  return user ? user.real_name || user.name : id;
}

function initials(name) {
  const words = name
    .replace(/[^\p{L}\p{N}\s.-]/gu, "")
    .split(/[\s.-]+/)
    .filter(Boolean);
  const letters = words.length > 1 ? words[0][0] + words.at(-1)[0] : (words[0] ?? "?").slice(0, 2);
  return letters.toUpperCase();
}

/** People are round, apps are square: one sees who is who before reading. */
export function avatar(author, size = "") {
  return h(
    "span",
    {
      class: `avatar ${author.isBot ? "avatar-app" : ""} ${size}`.trim(),
      style: { "--hue": hueOf(author.key) },
      "aria-hidden": "true",
    },
    initials(author.name),
  );
}

export function userAuthor(id) {
  const user = store.users.get(id);
  return { key: id, name: userName(id), isBot: Boolean(user?.is_bot), userId: id };
}

/** The author of a message: a person, our app, or another tool's integration. */
export function authorOf(message) {
  const user = message.user ? store.users.get(message.user) : null;
  if (message.username)
    return { key: message.bot_id ?? message.username, name: message.username, isBot: true };
  if (user) return { ...userAuthor(user.id), isBot: Boolean(user.is_bot || message.bot_id) };
  if (message.bot_id && message.bot_id === store.bot?.bot_id) {
    return { key: store.bot.user_id, name: userName(store.bot.user_id), isBot: true };
  }
  if (message.user === "USLACKBOT") return { key: "USLACKBOT", name: "Slackbot", isBot: true };
  const key = message.user ?? message.bot_id ?? "unknown";
  return { key, name: message.bot_profile?.name ?? key, isBot: Boolean(message.bot_id) };
}

export function isOurs(message) {
  return message.bot_id === store.bot?.bot_id || message.user === store.bot?.user_id;
}

/** People one can act as, by name. */
export function people() {
  return [...store.users.values()]
    .filter((user) => !user.is_bot && !user.deleted && user.id !== "USLACKBOT")
    .sort((a, b) => userName(a.id).localeCompare(userName(b.id)));
}

export function channelLabel(channel) {
  if (!channel) return "unknown channel";
  return channel.kind === "im" ? userName(channel.with ?? channel.user ?? channel.name) : channel.name;
}
