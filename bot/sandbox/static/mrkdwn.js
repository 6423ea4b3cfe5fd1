// Slack's own markup, as Slack reads it: *bold* _italic_ ~strike~ `code` ```pre``` > quote <…> :emoji:
import { fragment, h, link } from "./dom.js";
import { glyph } from "./emoji.js";
import { angle, decode, emojiNode } from "./mentions.js";

const TAGS = { "*": "strong", _: "em", "~": "s" };
const QUOTE = /^(?:&gt;|>) ?/;
const QUOTE_REST = /^(?:&gt;|>){3} ?/;
const TOKEN =
  /<([^<>\n]+)>|`([^`\n]+)`|:([a-z0-9_+'-]+)(?:::skin-tone-(\d))?:|(https?:\/\/[^\s<>|]+)|(\*+|_+|~+)/g;

/** mrkdwn text -> DocumentFragment. `verbatim` leaves bare addresses alone, as the API's flag does. */
export function renderMrkdwn(text, { verbatim = false } = {}) {
  const out = fragment();
  const pieces = String(text ?? "").split(/```([\s\S]*?)```/);
  pieces.forEach((piece, index) => {
    if (index % 2) out.append(preformatted(piece));
    else quotesAndText(trimBetween(piece, index, pieces.length), out, verbatim);
  });
  return out;
}

// A block already stands on its own line, so the one newline beside it would show as a gap.
function trimBetween(piece, index, count) {
  let text = piece;
  if (index > 0) text = text.replace(/^[ \t]*\n/, "");
  if (index < count - 1) text = text.replace(/\n[ \t]*$/, "");
  return text;
}

function preformatted(body) {
  const code = h("code");
  // Inside ``` only <…> still means something.
  body
    .replace(/^\n|\n$/g, "")
    .split(/<([^<>\n]+)>/)
    .forEach((part, index) => {
      if (part) code.append(index % 2 ? angle(part) : decode(part));
    });
  return h("pre", { class: "pre", tabindex: "0" }, code);
}

function quotesAndText(text, out, verbatim) {
  if (!text) return;
  let run = [];
  let quoted = false;
  const flush = () => {
    if (!run.length) return;
    const body = inline(run.join("\n"), verbatim);
    out.append(quoted ? h("blockquote", { class: "quote" }, body) : h("span", { class: "mrkdwn" }, body));
    run = [];
  };
  const lines = text.split("\n");
  for (const [index, line] of lines.entries()) {
    if (QUOTE_REST.test(line)) {
      flush();
      out.append(
        h(
          "blockquote",
          { class: "quote" },
          inline([line.replace(QUOTE_REST, ""), ...lines.slice(index + 1)].join("\n"), verbatim),
        ),
      );
      return;
    }
    const isQuote = QUOTE.test(line);
    if (isQuote !== quoted) flush();
    quoted = isQuote;
    run.push(isQuote ? line.replace(QUOTE, "") : line);
  }
  flush();
}

/** Marks, mentions, links and emoji within running text. */
export function inline(text, verbatim = false) {
  return build(tokenize(text, verbatim), verbatim);
}

function tokenize(text, verbatim) {
  const tokens = [];
  let from = 0;
  const plain = (end) => {
    if (end > from) tokens.push({ kind: "text", text: text.slice(from, end) });
  };
  for (const match of text.matchAll(TOKEN)) {
    const token = classify(match, verbatim);
    if (!token || match.index < from) continue;
    plain(match.index);
    tokens.push(token);
    from = match.index + (token.length ?? match[0].length);
  }
  plain(text.length);
  return tokens;
}

function classify(match, verbatim) {
  const [, body, code, name, tone, address, mark] = match;
  if (body !== undefined) return { kind: "angle", text: body };
  if (code !== undefined) return { kind: "code", text: code };
  if (name !== undefined) return glyph(name, tone) ? { kind: "emoji", text: name, tone } : null;
  // Doubled marks are ordinary Markdown, which Slack shows as it was written.
  if (mark) return mark.length === 1 ? { kind: "mark", text: mark } : null;
  if (verbatim) return null;
  const shown = address.replace(/(?:[.,;:!?)\]'"*_~]|&gt;|&lt;)+$/, "");
  return { kind: "address", text: shown, length: shown.length };
}

function build(tokens, verbatim) {
  const out = fragment();
  for (let i = 0; i < tokens.length; i += 1) {
    const token = tokens[i];
    const end = token.kind === "mark" ? closing(tokens, i) : -1;
    if (end > 0) {
      out.append(h(TAGS[token.text], null, build(tokens.slice(i + 1, end), verbatim)));
      i = end;
    } else {
      out.append(leaf(token, verbatim));
    }
  }
  return out;
}

function leaf(token, verbatim) {
  if (token.kind === "angle") return angle(token.text, (label) => inline(label, true));
  if (token.kind === "code") return h("code", { class: "code" }, ...codeParts(token.text));
  if (token.kind === "emoji") return emojiNode(token.text, token.tone);
  if (token.kind === "address" && !verbatim) return link(decode(token.text), decode(token.text));
  return decode(token.text);
}

function codeParts(text) {
  return text.split(/<([^<>\n]+)>/).map((part, index) => (index % 2 ? angle(part) : decode(part)));
}

const edge = (token, last) =>
  token?.kind === "text" || token?.kind === "address" ? (last ? token.text.at(-1) : token.text[0]) : " ";
const WORD = /[\p{L}\p{N}]/u;

/** Where the mark opened at `start` closes, or -1: marks hug their words and stay on their line. */
function closing(tokens, start) {
  const mark = tokens[start].text;
  const before = tokens[start - 1];
  if (before && before.kind !== "mark" && WORD.test(edge(before, true))) return -1;
  const first = tokens[start + 1];
  if (
    !first ||
    (first.kind === "text" && /^\s/.test(first.text)) ||
    (first.kind === "mark" && first.text === mark)
  )
    return -1;
  for (let j = start + 1; j < tokens.length; j += 1) {
    const token = tokens[j];
    if (token.kind === "text" && token.text.includes("\n")) return -1;
    if (token.kind !== "mark" || token.text !== mark || j === start + 1) continue;
    const previous = tokens[j - 1];
    const next = tokens[j + 1];
    const hugs = !(previous.kind === "text" && /\s$/.test(previous.text));
    const ends = !next || next.kind === "mark" || !WORD.test(edge(next, false));
    if (hugs && ends) return j;
  }
  return -1;
}
