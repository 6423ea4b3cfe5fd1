// Block Kit's text objects.
import { fragment, h } from "./dom.js";
import { emojiNode } from "./mentions.js";
import { renderMrkdwn } from "./mrkdwn.js";

/** {type: "plain_text"|"mrkdwn", text} -> node, or null without text. */
export function textObject(text) {
  if (!text?.text) return null;
  if (text.type === "mrkdwn") return renderMrkdwn(text.text, { verbatim: text.verbatim });
  return text.emoji === false ? fragment(text.text) : plainText(text.text);
}

/** Plain text where only :shortcodes: mean something. */
export function plainText(text) {
  const parts = String(text ?? "").split(/:([a-z0-9_+'-]+(?:::skin-tone-\d)?):/);
  return h(
    "span",
    { class: "plain" },
    parts.map((part, index) => (index % 2 ? emojiNode(part) : part)),
  );
}
