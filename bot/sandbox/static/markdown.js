// The `markdown` block: ordinary Markdown (CommonMark's common part with tables and task lists) as elements.
import { fragment, h } from "./dom.js";
import { markdownInline } from "./markdown-inline.js";

const FENCE = /^ {0,3}(```+|~~~+)\s*([\w+-]*)\s*$/;
const HEADING = /^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$/;
const RULE = /^ {0,3}([-*_])(?:\s*\1){2,}\s*$/;
const ITEM = /^(\s*)([-*+]|\d{1,9}[.)])(?:\s+(.*)|$)/;
const QUOTE = /^ {0,3}> ?/;
const TABLE_RULE = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;

export function renderMarkdown(text) {
  return blocks(
    String(text ?? "")
      .replace(/\r\n?/g, "\n")
      .split("\n"),
  );
}

function blocks(lines) {
  const out = fragment();
  let at = 0;
  while (at < lines.length) {
    if (!lines[at].trim()) {
      at += 1;
      continue;
    }
    const [node, next] = block(lines, at);
    out.append(node);
    at = next;
  }
  return out;
}

/** The block that starts at line `at` -> [node, line after it]. */
function block(lines, at) {
  const line = lines[at];
  const fence = line.match(FENCE);
  if (fence) return fenced(lines, at, fence);
  const heading = line.match(HEADING);
  if (heading)
    return [h(`h${heading[1].length}`, { class: "md-heading" }, markdownInline(heading[2])), at + 1];
  if (RULE.test(line)) return [h("hr"), at + 1];
  if (QUOTE.test(line)) return quote(lines, at);
  if (ITEM.test(line)) return list(lines, at);
  if (line.includes("|") && TABLE_RULE.test(lines[at + 1] ?? "") && lines[at + 1].includes("-"))
    return table(lines, at);
  return paragraph(lines, at);
}

function fenced(lines, at, fence) {
  let end = at + 1;
  while (end < lines.length && !lines[end].trim().startsWith(fence[1])) end += 1;
  return [
    h("pre", { class: "pre", tabindex: "0" }, h("code", null, lines.slice(at + 1, end).join("\n"))),
    end + 1,
  ];
}

function quote(lines, at) {
  let end = at;
  while (end < lines.length && lines[end].trim() && (QUOTE.test(lines[end]) || !startsBlock(lines[end])))
    end += 1;
  return [
    h("blockquote", { class: "quote" }, blocks(lines.slice(at, end).map((line) => line.replace(QUOTE, "")))),
    end,
  ];
}

const startsBlock = (line) =>
  FENCE.test(line) || HEADING.test(line) || RULE.test(line) || QUOTE.test(line) || ITEM.test(line);

function paragraph(lines, at) {
  let end = at + 1;
  while (end < lines.length && lines[end].trim() && !startsBlock(lines[end])) {
    if (TABLE_RULE.test(lines[end + 1] ?? "") && lines[end].includes("|")) break;
    end += 1;
  }
  const text = lines
    .slice(at, end)
    .map((line) => line.trimStart())
    .join("\n");
  return [h("p", null, markdownInline(text)), end];
}

const indentOf = (line) => line.match(/^\s*/)[0].replaceAll("\t", "    ").length;

function list(lines, at) {
  const first = lines[at].match(ITEM);
  const ordered = /\d/.test(first[2]);
  const indent = indentOf(lines[at]);
  const start = ordered ? Number.parseInt(first[2], 10) : null;
  const node = h(ordered ? "ol" : "ul", start !== null && start !== 1 ? { start } : null);
  let end = at;
  while (end < lines.length) {
    const match = lines[end].match(ITEM);
    if (!match || indentOf(lines[end]) < indent || RULE.test(lines[end])) break;
    if (/\d/.test(match[2]) !== ordered) break;
    const next = itemEnd(lines, end, indent);
    node.append(item(match, lines.slice(end + 1, next)));
    end = next;
    while (end < lines.length && !lines[end].trim() && ITEM.test(lines[end + 1] ?? "")) end += 1;
  }
  return [node, end];
}

/** An item owns what is indented under it, and lazy continuation lines of its paragraph. */
function itemEnd(lines, at, indent) {
  let end = at + 1;
  while (end < lines.length) {
    const line = lines[end];
    if (!line.trim()) {
      const after = lines[end + 1] ?? "";
      if (!after.trim() || indentOf(after) <= indent) break;
    } else if (indentOf(line) <= indent && startsBlock(line)) break;
    else if (indentOf(line) <= indent && !lines[end - 1].trim()) break;
    end += 1;
  }
  return end;
}

function item(match, rest) {
  const task = (match[3] ?? "").match(/^\[([ xX])\]\s+(.*)$/);
  const margin = Math.min(...rest.filter((line) => line.trim()).map(indentOf), 99);
  const split = rest.findIndex((line) => !line.trim() || startsBlock(line.trimStart()));
  const own = split < 0 ? rest : rest.slice(0, split);
  const text = [task ? task[2] : (match[3] ?? ""), ...own.map((line) => line.trim())].join("\n");
  const below =
    split < 0 ? [] : rest.slice(split).map((line) => line.slice(Math.min(margin, indentOf(line))));
  const box =
    task &&
    h("input", {
      type: "checkbox",
      checked: task[1] !== " ",
      disabled: true,
      "aria-label": task[1] === " " ? "open" : "done",
    });
  return h("li", { class: task ? "task" : null }, box, markdownInline(text), blocks(below));
}

function cells(line) {
  const inner = line
    .trim()
    .replace(/^\|/, "")
    .replace(/(?<!\\)\|$/, "");
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|"));
}

function table(lines, at) {
  const aligns = cells(lines[at + 1]).map((cell) =>
    /^:.*:$/.test(cell) ? "center" : cell.endsWith(":") ? "right" : null,
  );
  const row = (line, tag) =>
    h(
      "tr",
      null,
      cells(line)
        .slice(0, aligns.length)
        .map((cell, index) =>
          h(tag, { class: aligns[index] && `align-${aligns[index]}` }, markdownInline(cell)),
        ),
    );
  let end = at + 2;
  while (end < lines.length && lines[end].trim() && lines[end].includes("|")) end += 1;
  const body = lines.slice(at + 2, end).map((line) => row(line, "td"));
  const node = h(
    "div",
    { class: "table-scroll", tabindex: "0" },
    h("table", { class: "table" }, h("thead", null, row(lines[at], "th")), h("tbody", null, body)),
  );
  return [node, end];
}
