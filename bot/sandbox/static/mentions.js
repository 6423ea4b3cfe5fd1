// The things Slack puts between < and >: people, channels, groups, dates, links.
import { fragment, h, link } from "./dom.js";
import { glyph } from "./emoji.js";
import { channelLabel, userName } from "./people.js";
import { store } from "./store.js";
import { fullTime, slackDate } from "./time.js";

export function decode(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

export function userMention(id) {
  const known = store.users.has(id);
  return h(
    "span",
    {
      class: `mention ${id === store.me ? "mention-me" : ""}`.trim(),
      title: known ? `${userName(id)} (@${store.users.get(id).name})` : id,
    },
    `@${userName(id)}`,
  );
}

export function channelMention(id, label) {
  const channel = store.channels.get(id);
  if (!channel) return h("span", { class: "mention" }, `#${label || id}`);
  return h("a", { class: "mention", href: `/?channel=${id}` }, `#${channelLabel(channel)}`);
}

export function broadcast(range) {
  return h("span", { class: "mention mention-all" }, `@${range}`);
}

export function emojiNode(name, tone) {
  const found = glyph(name, tone);
  return found
    ? h("span", { class: "emoji", role: "img", "aria-label": name, title: `:${name}:` }, found)
    : `:${name}:`;
}

export function dateNode(ts, format, address, fallback) {
  const words = slackDate(ts, format);
  const renewed = words ? { title: fullTime(ts), "data-at": ts, "data-format": format } : null;
  const node = h("time", { class: "date", ...renewed }, words ?? fallback ?? "");
  return address ? link(address, node) : node;
}

/** One <…> of mrkdwn, given without the angle brackets. Unknown forms stay as they were written. */
export function angle(body, inner = (text) => decode(text)) {
  const bar = body.indexOf("|");
  const target = bar < 0 ? body : body.slice(0, bar);
  const label = bar < 0 ? "" : body.slice(bar + 1);
  if (target.startsWith("@")) return userMention(target.slice(1));
  if (target.startsWith("#")) return channelMention(target.slice(1), decode(label));
  if (target.startsWith("!")) return special(target.slice(1), decode(label)) ?? `<${decode(body)}>`;
  if (/^(https?:|mailto:)/i.test(target))
    return link(decode(target), label ? inner(label) : decode(target).replace(/^mailto:/, ""));
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return link(decode(target), decode(label || target));
  return `<${decode(body)}>`;
}

function special(target, label) {
  if (["here", "channel", "everyone"].includes(target)) return broadcast(target);
  if (target.startsWith("subteam^")) return h("span", { class: "mention" }, label || "@group");
  if (!target.startsWith("date^")) return label ? fragment(label) : null;
  const [, ts, format = "", ...address] = target.split("^");
  return dateNode(ts, decode(format), decode(address.join("^")), label);
}
