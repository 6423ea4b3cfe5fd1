// The coloured cards other tools post ("attachments"), and files shared by people.
import { fragment, h, link } from "./dom.js";
import { renderBlocks } from "./blocks.js";
import { icon } from "./icons.js";
import { imageElement } from "./images.js";
import { inline, renderMrkdwn } from "./mrkdwn.js";
import { cssColor } from "./richtext.js";
import { clock, dateOf } from "./time.js";

const NAMED = { good: "#2f8f63", warning: "#d39a1b", danger: "#c8453a" };

export function renderAttachments(attachments, surface) {
  return fragment((attachments ?? []).map((item) => attachment(item, surface)));
}

function attachment(item, surface) {
  const bar = NAMED[item.color] ?? (item.color ? cssColor(item.color) : null);
  const body = item.blocks?.length
    ? renderBlocks(item.blocks, surface)
    : [
        item.author_name
          ? h(
              "div",
              { class: "att-author" },
              item.author_link ? link(item.author_link, item.author_name) : item.author_name,
            )
          : null,
        item.title
          ? h(
              "div",
              { class: "att-title" },
              item.title_link ? link(item.title_link, inline(item.title, true)) : inline(item.title, true),
            )
          : null,
        item.text ? h("div", { class: "att-text" }, renderMrkdwn(item.text)) : null,
        !item.title && !item.text && !item.fields && item.fallback
          ? h("div", { class: "att-text" }, renderMrkdwn(item.fallback))
          : null,
        item.fields?.length ? h("dl", { class: "att-fields" }, item.fields.map(field)) : null,
        item.image_url ? imageElement({ image_url: item.image_url, alt_text: "Picture" }) : null,
        item.actions?.length
          ? h(
              "div",
              { class: "att-actions" },
              item.actions.map((action) => legacyAction(action, surface)),
            )
          : null,
      ];
  return h(
    "div",
    { class: "att-wrap" },
    item.pretext ? h("div", { class: "att-pretext" }, renderMrkdwn(item.pretext)) : null,
    h(
      "div",
      { class: "att", style: bar ? { "--bar": bar } : null },
      h("div", { class: "att-body" }, body, footer(item)),
      item.thumb_url ? imageElement({ image_url: item.thumb_url, alt_text: "" }, "accessory-image") : null,
    ),
  );
}

function field(item) {
  return h(
    "div",
    { class: item.short ? "att-field att-short" : "att-field" },
    h("dt", null, item.title),
    h("dd", null, renderMrkdwn(item.value)),
  );
}

function legacyAction(action, surface) {
  if (action.url) return h("span", { class: "button button-small" }, link(action.url, action.text));
  return h(
    "button",
    {
      class: "button button-small",
      type: "button",
      onclick: () => surface.send({}, { type: "button", action_id: action.name, value: action.value }),
    },
    inline(action.text ?? "", true),
  );
}

function footer(item) {
  if (!item.footer && !item.ts) return null;
  return h(
    "div",
    { class: "att-footer" },
    item.footer ? inline(item.footer) : null,
    item.footer && item.ts ? " · " : null,
    item.ts ? h("time", null, `${dateOf(item.ts)} at ${clock(item.ts)}`) : null,
  );
}

export function renderFiles(files) {
  return fragment(
    (files ?? []).map((file) =>
      h(
        "div",
        { class: "file", title: file.name },
        h("span", { class: "file-icon" }, icon("file", 20)),
        h(
          "span",
          { class: "file-text" },
          h("strong", null, file.title || file.name || "File"),
          h("small", null, [file.pretty_type ?? file.filetype, size(file.size)].filter(Boolean).join(" · ")),
        ),
      ),
    ),
  );
}

function size(bytes) {
  if (!bytes) return null;
  return bytes < 1048576
    ? `${Math.max(1, Math.round(bytes / 1024))} kB`
    : `${(bytes / 1048576).toFixed(1)} MB`;
}
