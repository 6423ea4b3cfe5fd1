// Block Kit's confirmation dialog, and the one the page itself uses before deleting.
import { h } from "./dom.js";
import { textObject } from "./text.js";

/** confirm: a Slack confirmation object or null -> Promise<boolean>. No object means yes. */
export function confirmed(confirm) {
  if (!confirm) return Promise.resolve(true);
  return new Promise((resolve) => {
    let answer = false;
    const done = (value) => {
      answer = value;
      dialog.close();
    };
    const dialog = h(
      "dialog",
      {
        class: "dialog confirm",
        "data-testid": "confirm",
        "aria-label": confirm.title?.text,
        onclose: () => {
          dialog.remove();
          resolve(answer);
        },
        onclick: (event) => {
          if (event.target === dialog) done(false);
        },
      },
      h(
        "div",
        { class: "confirm-body" },
        h("h2", null, textObject(confirm.title) ?? "Are you sure?"),
        h("div", { class: "confirm-text" }, textObject(confirm.text)),
        h(
          "div",
          { class: "dialog-actions" },
          h(
            "button",
            { class: "button", type: "button", "data-testid": "confirm-deny", onclick: () => done(false) },
            textObject(confirm.deny) ?? "Cancel",
          ),
          h(
            "button",
            {
              class: `button ${confirm.style === "danger" ? "button-danger" : "button-primary"}`,
              type: "button",
              autofocus: true,
              "data-testid": "confirm-yes",
              onclick: () => done(true),
            },
            textObject(confirm.confirm) ?? "Yes",
          ),
        ),
      ),
    );
    (document.querySelector("dialog[open]:last-of-type") ?? document.body).append(dialog);
    dialog.showModal();
  });
}
