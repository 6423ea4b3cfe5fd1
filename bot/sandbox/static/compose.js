// Between what a person types and what Slack keeps: names and channels become references, & < > are escaped.
import { decode } from "./mentions.js";
import { store } from "./store.js";

const byLength = (a, b) => b[0].length - a[0].length;
const escapePattern = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** "@maria see #general & <this>" -> "<@U1> see <#C1|general> &amp; &lt;this&gt;" */
export function toSlack(text) {
  const code = text.split(/(```[\s\S]*?```|`[^`\n]+`)/);
  return code.map((part, index) => (index % 2 ? escape(part) : references(escape(part)))).join("");
}

function escape(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function references(text) {
  const names = new Map();
  for (const user of store.users.values()) {
    if (user.deleted) continue;
    names.set(`@${user.name}`, `<@${user.id}>`);
    if (user.real_name) names.set(`@${user.real_name}`, `<@${user.id}>`);
  }
  for (const channel of store.channels.values()) if (channel.kind !== "im") names.set(`#${channel.name}`, `<#${channel.id}|${channel.name}>`);
  for (const range of ["here", "channel", "everyone"]) names.set(`@${range}`, `<!${range}>`);
  const known = [...names].sort(byLength);
  if (!known.length) return text;
  const pattern = new RegExp(`(^|[^\\p{L}\\p{N}_@#/&;])(${known.map(([name]) => escapePattern(name)).join("|")})(?![\\p{L}\\p{N}_-])`, "gu");
  return text.replace(pattern, (whole, before, name) => before + names.get(name))
    .replace(/(^|[\s(])(https?:\/\/[^\s<>]+[^\s<>.,;:!?)])/g, "$1<$2>");
}

/** The other way round, for editing. */
export function fromSlack(text) {
  return decode(String(text ?? "")
    .replace(/<@([A-Z0-9_]+)(?:\|[^>]*)?>/g, (whole, id) => (store.user(id) ? `@${store.user(id).name}` : whole))
    .replace(/<#([A-Z0-9_]+)(?:\|([^>]*))?>/g, (whole, id, name) => `#${store.channels.get(id)?.name ?? name ?? id}`)
    .replace(/<!(here|channel|everyone)(?:\|[^>]*)?>/g, "@$1")
    .replace(/<((?:https?|mailto):[^|>]+)(?:\|[^>]*)?>/g, "$1"));
}

/** What the completion list shows for the word at the caret, or null. */
export function wordAt(text, caret) {
  const before = text.slice(0, caret);
  if (/^\/\S*$/.test(before)) return { kind: "command", word: before, from: 0 };
  const match = before.match(/(?:^|[\s(])([@#:])([\p{L}\p{N}_.+'-]*)$/u);
  if (!match) return null;
  const kind = { "@": "person", "#": "channel", ":": "emoji" }[match[1]];
  if (kind === "emoji" && match[2].length < 2) return null;
  return { kind, word: match[2], from: caret - match[2].length - 1 };
}
