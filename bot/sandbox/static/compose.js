// What a person types. The sandbox turns @names and #channels into references when it is sent, as Slack does;
// here is the way back, and what the completion list needs to know.
import { decode } from "./mentions.js";
import { store } from "./store.js";

/** Slack's stored text -> what one would type, for editing. */
export function fromSlack(text) {
  return decode(
    String(text ?? "")
      .replace(/<@([A-Z0-9_]+)(?:\|[^>]*)?>/g, (whole, id) =>
        store.user(id) ? `@${store.user(id).name}` : whole,
      )
      .replace(
        /<#([A-Z0-9_]+)(?:\|([^>]*))?>/g,
        (whole, id, name) => `#${store.channels.get(id)?.name ?? name ?? id}`,
      )
      .replace(/<!(here|channel|everyone)(?:\|[^>]*)?>/g, "@$1")
      .replace(/<((?:https?|mailto):[^|>]+)(?:\|[^>]*)?>/g, "$1"),
  );
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
