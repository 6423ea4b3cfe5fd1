// Interactive elements: what can be pressed or chosen in an actions block, a section or an input.
import { h, safeUrl } from "./dom.js";
import { confirmed } from "./confirm.js";
import { choiceField, fieldKinds } from "./fields.js";
import { imageElement } from "./images.js";
import { openMenu } from "./popup.js";
import { textObject } from "./text.js";

/**
 * element + its block -> node. `surface` is {values, send(block, action), kind}; `input` says that the
 * element stands in an input block, which speaks up by itself only with dispatch_action.
 */
export function renderElement(element, block, surface, { input = false, labelId } = {}) {
  const context = { element, block, surface, labelId, speaks: !input || Boolean(block.dispatch_action) };
  if (element.type === "button") return button(context);
  if (element.type === "workflow_button") return button(context);
  if (element.type === "overflow") return overflow(context);
  if (element.type === "image") return imageElement(element, "accessory-image");
  if (fieldKinds[element.type]) return fieldKinds[element.type](context);
  if (CHOICES.has(element.type)) return choiceField(context);
  return h(
    "span",
    { class: "unsupported", "data-testid": "unsupported" },
    `unsupported element: ${element.type}`,
  );
}

const CHOICES = new Set([
  "static_select",
  "multi_static_select",
  "users_select",
  "multi_users_select",
  "conversations_select",
  "multi_conversations_select",
  "channels_select",
  "multi_channels_select",
  "external_select",
  "multi_external_select",
]);

/** Asks for confirmation where wanted, sends, and shows on the control that it is on its way. */
export async function act({ element, block, surface }, control, value) {
  if (!(await confirmed(element.confirm))) return false;
  control?.setAttribute("aria-busy", "true");
  try {
    await surface.send(block, { action_id: element.action_id, block_id: block.block_id, ...value });
  } finally {
    control?.removeAttribute("aria-busy");
  }
  return true;
}

function button(context) {
  const { element } = context;
  const style = { primary: "button-primary", danger: "button-danger" }[element.style] ?? "";
  const shared = {
    class: `button ${style}`.trim(),
    "data-testid": `action-${element.action_id}`,
    "data-value": element.value,
    "aria-label": element.accessibility_label,
  };
  const value = {
    type: "button",
    text: element.text,
    ...(element.value === undefined ? {} : { value: element.value }),
  };
  const press = (event) => {
    if (event.currentTarget.getAttribute("aria-busy")) {
      event.preventDefault();
      return;
    }
    act(context, event.currentTarget, value);
  };
  const href = element.url ? safeUrl(element.url) : null;
  if (href && !element.confirm)
    return h(
      "a",
      { ...shared, href, target: "_blank", rel: "noopener noreferrer", onclick: press },
      textObject(element.text),
    );
  return h("button", { ...shared, type: "button", onclick: press }, textObject(element.text));
}

function overflow(context) {
  const { element } = context;
  const control = h(
    "button",
    {
      class: "button button-icon",
      type: "button",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      "aria-label": "More actions",
      "data-testid": `action-${element.action_id}`,
      onclick: () =>
        openMenu(
          control,
          element.options.map((option) => ({
            label: textObject(option.text),
            hint: option.description?.text,
            testid: `option-${option.value}`,
            run: () => {
              const href = option.url && safeUrl(option.url);
              if (href) window.open(href, "_blank", "noopener");
              act(context, control, { type: "overflow", selected_option: option });
            },
          })),
          { align: "end" },
        ),
    },
    h("span", { class: "dots", "aria-hidden": "true" }, "•••"),
  );
  return control;
}
