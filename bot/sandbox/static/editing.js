// Editing one's own message where it stands.
import { api } from "./api.js";
import { h } from "./dom.js";
import { fromSlack } from "./compose.js";
import { store } from "./store.js";
import { complain } from "./toast.js";

export function editInPlace(node, message, scene) {
  const body = node.querySelector(".body");
  const area = h("textarea", {
    class: "field",
    rows: 3,
    value: fromSlack(message.text),
    "aria-label": "Edit the message",
    "data-testid": "edit-text",
  });
  const leave = () => {
    form.replaceWith(body);
    node.classList.remove("editing");
    node.focus();
    // Whatever changed in the meantime shows now.
    store.emit("messages", { channel: scene.channel, changed: [message.ts] });
  };
  const save = async () => {
    try {
      await api.edit(scene.channel, message.ts, area.value);
      if (form.isConnected) leave();
    } catch (error) {
      complain(error);
    }
  };
  const form = h(
    "div",
    { class: "edit-form" },
    area,
    h(
      "div",
      { class: "dialog-actions" },
      h("button", { class: "button button-small", type: "button", onclick: leave }, "Cancel"),
      h(
        "button",
        {
          class: "button button-small button-primary",
          type: "button",
          "data-testid": "edit-save",
          onclick: save,
        },
        "Save",
      ),
    ),
  );
  area.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") leave();
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      save();
    }
  });
  node.querySelector(".hover-bar")?.remove();
  node.classList.add("editing");
  body.replaceWith(form);
  area.focus();
}
