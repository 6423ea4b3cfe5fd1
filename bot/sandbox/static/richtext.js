// rich_text: what Slack's own editor writes, and some apps too.
import { fragment, h, link } from "./dom.js";
import { broadcast, channelMention, dateNode, emojiNode, userMention } from "./mentions.js";

const STYLES = { bold: "strong", italic: "em", strike: "s", underline: "u" };

const INLINE = {
  text: (el) => el.text,
  link: (el) => link(el.url, el.text || el.url),
  emoji: (el) => (el.unicode ? fromUnicode(el) : emojiNode(el.name, el.skin_tone)),
  user: (el) => userMention(el.user_id),
  usergroup: (el) => h("span", { class: "mention" }, `@${el.usergroup_id}`),
  channel: (el) => channelMention(el.channel_id),
  team: (el) => h("span", { class: "mention" }, el.team_id),
  broadcast: (el) => broadcast(el.range),
  date: (el) => dateNode(el.timestamp, el.format ?? "{date} {time}", el.url, el.fallback),
  color: (el) =>
    h(
      "span",
      { class: "swatch-text" },
      h("span", { class: "swatch", style: { background: cssColor(el.value) } }),
      el.value,
    ),
};

export function cssColor(value) {
  return /^#?[0-9a-f]{3,8}$/i.test(value ?? "") ? `#${value.replace("#", "")}` : "transparent";
}

function fromUnicode(el) {
  const code = el.unicode.split("-").map((part) => Number.parseInt(part, 16));
  return code.every((n) => n > 0 && n < 0x110000)
    ? h("span", { class: "emoji", title: `:${el.name}:` }, String.fromCodePoint(...code))
    : emojiNode(el.name);
}

function element(el) {
  const make = INLINE[el.type];
  let node = make ? make(el) : h("span", { class: "unsupported-inline" }, `[${el.type}]`);
  const style = el.style ?? {};
  if (style.code) node = h("code", { class: "code" }, node);
  for (const [name, tag] of Object.entries(STYLES)) if (style[name]) node = h(tag, null, node);
  return node;
}

const line = (elements) => fragment((elements ?? []).map(element));

const PARTS = {
  rich_text_section: (part) => h("div", { class: "rt-section" }, line(part.elements)),
  rich_text_quote: (part) => h("blockquote", { class: "quote" }, line(part.elements)),
  rich_text_preformatted: (part) =>
    h("pre", { class: "pre", tabindex: "0" }, h("code", null, line(part.elements))),
  rich_text_list: richList,
};

function richList(part) {
  const ordered = part.style === "ordered";
  const attributes = {
    class: `rt-list rt-indent-${Math.min(part.indent ?? 0, 8)} rt-depth-${(part.indent ?? 0) % 3}`,
  };
  if (ordered && part.offset) attributes.start = part.offset + 1;
  return h(
    ordered ? "ol" : "ul",
    attributes,
    (part.elements ?? []).map((section) => h("li", null, line(section.elements))),
  );
}

export function renderRichText(block) {
  const parts = (block.elements ?? []).map((part) => {
    const make = PARTS[part.type];
    return make ? make(part) : h("span", { class: "unsupported" }, `unsupported part: ${part.type}`);
  });
  return h("div", { class: "rich-text" }, parts);
}
