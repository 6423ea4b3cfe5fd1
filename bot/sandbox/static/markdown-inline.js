// Marks within a Markdown paragraph: code, links, bold, italic, strike, emoji, and Slack's own <…> references.
import { fragment, h, link } from "./dom.js";
import { glyph } from "./emoji.js";
import { angle, decode, emojiNode } from "./mentions.js";

const URL_TAIL = /[.,;:!?'")\]*_~]+$/;

// Tried in order at each position; each gives [node, length] or null.
const RULES = [
  [/^\\([!-/:-@[-`{-~])/, (m) => m[1]],
  [/^(`+)([\s\S]*?[^`])\1(?!`)/, (m) => h("code", { class: "code" }, m[2].trim().replaceAll("\n", " "))],
  [
    /^!?\[((?:\[[^\]]*\]|[^[\]])*)\]\(\s*<?((?:\([^()\s]*\)|[^()\s<>])+)>?(?:\s+"[^"]*")?\s*\)/,
    (m) => link(m[2], markdownInline(m[1] || m[2])),
  ],
  [/^<([@#!][^<>\n]+)>/, (m) => angle(m[1])],
  [
    /^<((?:https?:\/\/|mailto:)[^\s<>|]+)(?:\|([^<>]+))?>/i,
    (m) => link(m[1], m[2] ?? m[1].replace(/^mailto:/, "")),
  ],
  [/^\*\*\*(?=\S)([\s\S]*?[^\s\\])\*\*\*/, (m) => h("strong", null, h("em", null, markdownInline(m[1])))],
  [/^(\*\*|__)(?=\S)([\s\S]*?[^\s\\])\1/, (m) => h("strong", null, markdownInline(m[2]))],
  [/^~~?(?=[^\s~])([\s\S]*?[^\s~])~~?(?!~)/, (m) => h("s", null, markdownInline(m[1]))],
  [/^\*(?=[^\s*])((?:\*\*[^*]+\*\*|[^*])*?[^\s*])\*(?!\*)/, (m) => h("em", null, markdownInline(m[1]))],
  [/^_(?=[^\s_])((?:__[^_]+__|[^_])*?[^\s_])_(?![\p{L}\p{N}_])/u, (m) => h("em", null, markdownInline(m[1]))],
  [/^:([a-z0-9_+'-]+)(?:::skin-tone-(\d))?:/, (m) => (glyph(m[1], m[2]) ? emojiNode(m[1], m[2]) : null)],
  [/^(?: {2,}|\\)\n/, () => h("br")],
];
// Underscores and addresses within a word mean nothing.
const NOT_IN_WORD = new Set(["_", "h"]);
const SPECIAL = /[\\`![<*_~:h]| {2,}\n/g;

export function markdownInline(text) {
  const out = fragment();
  let plain = 0;
  let at = 0;
  while (at < text.length) {
    SPECIAL.lastIndex = at;
    const hit = SPECIAL.exec(text);
    if (!hit) break;
    at = hit.index;
    const inWord = at > 0 && /[\p{L}\p{N}]/u.test(text[at - 1]);
    const found = inWord && NOT_IN_WORD.has(text[at]) ? null : match(text.slice(at));
    if (!found) {
      at += 1;
      continue;
    }
    if (at > plain) out.append(decode(text.slice(plain, at)));
    out.append(found[0]);
    at += found[1];
    plain = at;
  }
  if (plain < text.length) out.append(decode(text.slice(plain)));
  return out;
}

function match(rest) {
  const bare = rest.match(/^https?:\/\/[^\s<>|]+/);
  if (bare) {
    const address = bare[0].replace(URL_TAIL, "");
    return [link(address, address), address.length];
  }
  for (const [pattern, make] of RULES) {
    const found = rest.match(pattern);
    const node = found && make(found);
    if (node) return [node, found[0].length];
  }
  return null;
}
