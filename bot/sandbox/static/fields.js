// Fields: each draws one element, starts from what was typed before, and keeps the surface's values current.
import { h } from "./dom.js";
import { act } from "./elements.js";
import { emojify } from "./emoji.js";
import { picker } from "./picker.js";
import { avatar, channelLabel, userAuthor, userName } from "./people.js";
import { store } from "./store.js";
import { textObject } from "./text.js";

/** The stored value and a setter for a field whose payload key is `key`. */
function bind({ element, block, surface, speaks }, initial, control) {
  const start = surface.values.start(block.block_id, element.action_id, { type: element.type, ...initial });
  const set = async (change, { speak = speaks } = {}) => {
    const value = { type: element.type, ...change };
    surface.values.set(block.block_id, element.action_id, value);
    surface.changed?.(block);
    if (speak) await act({ element, block, surface }, control?.(), value);
  };
  return { start, set };
}

const common = ({ element, labelId }) => ({
  "data-testid": `action-${element.action_id}`,
  "data-action": element.action_id,
  "aria-labelledby": labelId,
  placeholder: element.placeholder?.text,
  autofocus: element.focus_on_load,
});

function textInput(context) {
  const { element, block, surface } = context;
  const { start, set } = bind(context, { value: element.initial_value ?? null });
  const events = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const onType = context.speaks && events.includes("on_character_entered");
  const limits = { minlength: element.min_length, maxlength: element.max_length };
  const node = h(element.multiline ? "textarea" : "input", {
    ...common(context),
    ...limits,
    class: "field",
    value: start.value ?? "",
    rows: element.multiline ? 5 : null,
    type: element.multiline ? null : (TYPES[element.type] ?? "text"),
    inputmode: element.type === "number_input" ? "decimal" : null,
    autocomplete: "off",
    oninput: () => {
      set({ value: node.value || null }, { speak: onType });
      count();
      grow();
    },
    onkeydown: (event) => {
      if (
        event.key !== "Enter" ||
        event.shiftKey ||
        event.isComposing ||
        !context.speaks ||
        !events.includes("on_enter_pressed")
      )
        return;
      if (element.multiline && !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      act({ element, block, surface }, node, { type: element.type, value: node.value || null });
    },
  });
  const counter =
    element.max_length || element.min_length ? h("span", { class: "counter", "aria-live": "polite" }) : null;
  const count = () => {
    if (!counter) return;
    const short = element.min_length && node.value.length < element.min_length;
    counter.textContent = short
      ? `at least ${element.min_length}`
      : element.max_length
        ? `${node.value.length} / ${element.max_length}`
        : "";
    counter.classList.toggle(
      "counter-near",
      Boolean(element.max_length && node.value.length > element.max_length * 0.9),
    );
  };
  const grow = () => {
    if (!element.multiline) return;
    node.style.height = "auto";
    node.style.height = `${Math.min(node.scrollHeight + 2, innerHeight * 0.45)}px`;
  };
  count();
  requestAnimationFrame(grow);
  return h("div", { class: "field-box" }, node, counter);
}

const TYPES = { number_input: "text", email_text_input: "email", url_text_input: "url" };

function dated(type, key, initial) {
  return (context) => {
    const { element } = context;
    const { start, set } = bind(context, { [key]: element[initial] ?? null }, () => node);
    const node = h("input", {
      ...common(context),
      class: "field field-short",
      type,
      value: start[key] ?? "",
      "aria-label": context.labelId ? null : (element.placeholder?.text ?? type),
      onchange: () => set({ [key]: node.value || null }),
    });
    return node;
  };
}

function dateTime(context) {
  const { start, set } = bind(
    context,
    { selected_date_time: context.element.initial_date_time ?? null },
    () => node,
  );
  const local = start.selected_date_time
    ? new Date((start.selected_date_time - new Date().getTimezoneOffset() * 60) * 1000)
        .toISOString()
        .slice(0, 16)
    : "";
  const node = h("input", {
    ...common(context),
    class: "field field-short",
    type: "datetime-local",
    value: local,
    onchange: () =>
      set({ selected_date_time: node.value ? Math.floor(new Date(node.value).getTime() / 1000) : null }),
  });
  return node;
}

function boxes(single) {
  return (context) => {
    const { element, block, surface } = context;
    const key = single ? "selected_option" : "selected_options";
    const { start, set } = bind(
      context,
      { [key]: single ? (element.initial_option ?? null) : (element.initial_options ?? []) },
      () => group,
    );
    const chosen = () => [].concat(surface.values.get(block.block_id, element.action_id)?.[key] ?? []);
    const on = (option) => [].concat(start[key] ?? []).some((other) => other.value === option.value);
    const name = `${surface.id}-${block.block_id}-${element.action_id}`;
    const row = (option) =>
      h(
        "label",
        { class: "choice" },
        h("input", {
          type: single ? "radio" : "checkbox",
          name,
          checked: on(option),
          "data-testid": `option-${option.value}`,
          onchange: (event) => {
            const others = chosen().filter((other) => other.value !== option.value);
            set({
              [key]: single
                ? option
                : event.target.checked
                  ? element.options.filter(
                      (one) => one === option || others.some((other) => other.value === one.value),
                    )
                  : others,
            });
          },
        }),
        h(
          "span",
          null,
          textObject(option.text),
          option.description ? h("small", null, textObject(option.description)) : null,
        ),
      );
    const group = h(
      "div",
      {
        class: "choices",
        role: single ? "radiogroup" : "group",
        "aria-labelledby": context.labelId,
        "data-testid": `action-${element.action_id}`,
        "data-action": element.action_id,
      },
      element.options.map(row),
    );
    return group;
  };
}

export const fieldKinds = {
  plain_text_input: textInput,
  number_input: textInput,
  email_text_input: textInput,
  url_text_input: textInput,
  datepicker: dated("date", "selected_date", "initial_date"),
  timepicker: dated("time", "selected_time", "initial_time"),
  datetimepicker: dateTime,
  checkboxes: boxes(false),
  radio_buttons: boxes(true),
};

// ---- selects -------------------------------------------------------------------------------------------

const person = (id) => ({
  key: id,
  label: userName(id),
  detail: `@${store.user(id)?.name ?? id}`,
  node: () => avatar(userAuthor(id), "avatar-xs"),
});
const place = (channel) => ({
  key: channel.id,
  label: channel.kind === "im" ? channelLabel(channel) : `#${channelLabel(channel)}`,
});
const everyone = () =>
  [...store.users.values()]
    .filter((user) => !user.deleted)
    .map((user) => person(user.id))
    .sort((a, b) => a.label.localeCompare(b.label));
const places = (open) => [...store.channels.values()].filter((channel) => open(channel)).map(place);

// Kind of select -> [payload key, initial key, groups of options]
function source(element) {
  const kind = element.type.replace(/^multi_/, "");
  if (kind === "users_select") return ["selected_user", "initial_user", [{ options: everyone() }]];
  if (kind === "conversations_select")
    return ["selected_conversation", "initial_conversation", [{ options: places(() => true) }]];
  if (kind === "channels_select")
    return ["selected_channel", "initial_channel", [{ options: places((channel) => channel.kind !== "im") }]];
  const groups = element.option_groups ?? [{ options: element.options ?? [] }];
  return [
    "selected_option",
    "initial_option",
    groups.map((group) => ({ label: group.label?.text, options: group.options.map(choice) })),
  ];
}

const choice = (option) => ({
  key: option.value,
  label: emojify(option.text.text),
  detail: option.description && emojify(option.description.text),
  raw: option,
});

export function choiceField(context) {
  const { element } = context;
  const multi = element.type.startsWith("multi_");
  const [one, firstOne, groups] = source(element);
  const key = multi ? `${one}s` : one;
  const first = multi ? `${firstOne}s` : firstOne;
  const objects = one === "selected_option";
  const { start, set } = bind(context, { [key]: element[first] ?? (multi ? [] : null) }, () => control);
  const all = groups.flatMap((group) => group.options);
  const keys = [].concat(start[key] ?? []).map((item) => (objects ? item.value : item));
  const control = picker({
    groups,
    multi,
    selected: keys,
    max: element.max_selected_items,
    placeholder: element.placeholder?.text,
    label: element.placeholder?.text,
    testid: `action-${element.action_id}`,
    autofocus: element.focus_on_load,
    onChange: (chosen) => {
      const values = objects ? chosen.map((id) => all.find((option) => option.key === id)?.raw) : chosen;
      set({ [key]: multi ? values : (values[0] ?? null) });
    },
  });
  control.dataset.action = element.action_id;
  return control;
}
