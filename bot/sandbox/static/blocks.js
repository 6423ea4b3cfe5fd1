// Block Kit blocks as elements. Anything unknown becomes a quiet note, never an error.
import { fragment, h, uniqueId } from "./dom.js";
import { renderElement } from "./elements.js";
import { imageBlock, imageElement } from "./images.js";
import { renderMarkdown } from "./markdown.js";
import { renderRichText } from "./richtext.js";
import { plainText, textObject } from "./text.js";

/** blocks + surface -> DocumentFragment of one wrapper per block. */
export function renderBlocks(blocks, surface) {
  return fragment((blocks ?? []).map((block) => renderBlock(block, surface)));
}

export function renderBlock(block, surface) {
  const draw = KINDS[block.type];
  const body = draw
    ? draw(block, surface)
    : h("span", { class: "unsupported", "data-testid": "unsupported" }, `unsupported block: ${block.type}`);
  return h(
    "div",
    { class: `block block-${draw ? block.type : "unsupported"}`, "data-block-id": block.block_id },
    body,
  );
}

const KINDS = {
  header: (block) => h("h3", null, plainText(block.text?.text)),
  section,
  context: (block) =>
    fragment(
      (block.elements ?? []).map((el) =>
        el.type === "image"
          ? imageElement(el, "context-image")
          : h("span", { class: "context-text" }, textObject(el)),
      ),
    ),
  divider: () => h("hr"),
  actions: (block, surface) =>
    fragment((block.elements ?? []).map((el) => renderElement(el, block, surface))),
  image: imageBlock,
  input,
  markdown: (block) => h("div", { class: "markdown" }, renderMarkdown(block.text)),
  rich_text: renderRichText,
  table,
  file: () => h("span", { class: "image-note" }, "A file shared from elsewhere"),
};

function section(block, surface) {
  const text = block.text ? h("div", { class: "section-text" }, textObject(block.text)) : null;
  const fields = block.fields?.length
    ? h(
        "div",
        { class: "section-fields" },
        block.fields.map((field) => h("div", { class: "section-field" }, textObject(field))),
      )
    : null;
  const accessory = block.accessory
    ? h("div", { class: "section-accessory" }, renderElement(block.accessory, block, surface))
    : null;
  return h(
    "div",
    { class: accessory ? "section with-accessory" : "section" },
    h("div", { class: "section-body" }, text, fields),
    accessory,
  );
}

function input(block, surface) {
  const labelId = uniqueId("label");
  return h(
    "div",
    { class: "input" },
    h(
      "div",
      { class: "input-label", id: labelId },
      plainText(block.label?.text),
      block.optional ? h("span", { class: "optional" }, " (optional)") : null,
    ),
    block.element ? renderElement(block.element, block, surface, { input: true, labelId }) : null,
    h("div", { class: "input-error", role: "alert", hidden: true }),
    block.hint ? h("div", { class: "input-hint" }, textObject(block.hint)) : null,
  );
}

function table(block) {
  const settings = block.column_settings ?? [];
  const cell = (content, index, tag) =>
    h(
      tag,
      {
        class:
          [
            settings[index]?.align && `align-${settings[index].align}`,
            settings[index]?.is_wrapped ? "wrapped" : "",
          ]
            .filter(Boolean)
            .join(" ") || null,
      },
      content?.type === "rich_text" ? renderRichText(content) : (content?.text ?? ""),
    );
  const [head, ...rows] = block.rows ?? [];
  return h(
    "div",
    { class: "table-scroll", tabindex: "0" },
    h(
      "table",
      { class: "table" },
      head
        ? h(
            "thead",
            null,
            h(
              "tr",
              null,
              head.map((content, index) => cell(content, index, "th")),
            ),
          )
        : null,
      h(
        "tbody",
        null,
        rows.map((row) =>
          h(
            "tr",
            null,
            row.map((content, index) => cell(content, index, "td")),
          ),
        ),
      ),
    ),
  );
}
