// Choosing whose eyes one looks through.
import { h } from "./dom.js";
import { avatar, people, userAuthor, userName } from "./people.js";
import { moveFocus, openPopup } from "./popup.js";
import { store } from "./store.js";
import { now, zoneName } from "./time.js";

export function openActAs(anchor, actAs) {
  let popup = null;
  const list = h(
    "div",
    {
      class: "menu people",
      role: "listbox",
      "aria-label": "Act as",
      onkeydown: (event) => moveFocus(event, list),
    },
    people().map((user) =>
      h(
        "button",
        {
          class: `menu-item ${user.id === store.me ? "chosen" : ""}`,
          type: "button",
          role: "option",
          "aria-selected": String(user.id === store.me),
          "data-testid": `act-as-${user.id}`,
          onclick: () => {
            popup.close();
            actAs(user.id);
          },
        },
        avatar(userAuthor(user.id), "avatar-sm"),
        h("span", { class: "menu-label" }, userName(user.id), h("small", null, `@${user.name}`)),
        h("span", { class: "menu-hint" }, zoneName(now(), user.tz || "UTC")),
      ),
    ),
  );
  popup = openPopup(
    anchor,
    h("div", null, h("p", { class: "menu-intro" }, "See and do everything as this person."), list),
    { label: "Act as" },
  );
  (list.querySelector(".chosen") ?? list.querySelector("button"))?.focus();
}
