// What can be done with a message: react, reply, shortcuts, link, and for one's own edit and delete.
import { api } from "./api.js";
import { confirmed } from "./confirm.js";
import { h } from "./dom.js";
import { QUICK, emojiNames } from "./emoji.js";
import { icon } from "./icons.js";
import { emojiNode } from "./mentions.js";
import { editInPlace } from "./editing.js";
import { openMenu, openPopup } from "./popup.js";
import { store } from "./store.js";
import { report } from "./surface.js";
import { complain, toast } from "./toast.js";

/** Gives the rows under `body` a toolbar when pointed at or focused: one toolbar for the whole list. */
export function attachHover(body, scene) {
  const bar = h("div", { class: "hover-bar", role: "toolbar", "aria-label": "Message actions" });
  let shown = null;
  const show = (target) => {
    const node = target.closest?.(".message");
    if (
      !node ||
      node === shown?.node ||
      node.classList.contains("quiet") ||
      node.classList.contains("editing")
    )
      return;
    const message = scene.log.get(node.dataset.ts);
    if (!message || message.ephemeral) {
      bar.remove();
      shown = null;
      return;
    }
    shown = { node, message };
    bar.replaceChildren(...buttons(message, node, scene));
    node.append(bar);
  };
  body.addEventListener("pointerover", (event) => show(event.target));
  body.addEventListener("focusin", (event) => show(event.target));
  body.addEventListener("pointerleave", () => {
    if (bar.querySelector('[aria-expanded="true"]') || bar.contains(document.activeElement)) return;
    bar.remove();
    shown = null;
  });
}

function tool(name, label, testid, run, content) {
  return h(
    "button",
    {
      class: "icon-button",
      type: "button",
      title: label,
      "aria-label": label,
      "data-testid": testid,
      onclick: (event) => run(event.currentTarget),
    },
    content ?? icon(name, 17),
  );
}

function buttons(message, node, scene) {
  if (message.subtype === "tombstone")
    return scene.inThread ? [] : [tool("reply", "Open thread", "msg-reply", () => scene.open(message.ts))];
  const quick = QUICK.slice(0, 3).map((name) =>
    tool(null, `React with :${name}:`, `quick-${name}`, () => scene.react(message, name), emojiNode(name)),
  );
  return [
    ...quick,
    tool("smile", "Add a reaction", "msg-react", (anchor) => chooseReaction(anchor, message, scene)),
    scene.inThread
      ? null
      : tool("reply", "Reply in thread", "msg-reply", () =>
          scene.open(message.thread_ts ?? message.ts, { write: true }),
        ),
    tool("more", "More", "msg-more", (anchor) =>
      openMenu(anchor, menu(message, node, scene), { align: "end" }),
    ),
  ].filter(Boolean);
}

function menu(message, node, scene) {
  const place = { channel: scene.channel, message_ts: message.ts };
  const shortcuts = store.shortcuts
    .filter((shortcut) => shortcut.type === "message")
    .map((shortcut) => ({
      label: shortcut.name,
      hint: store.bot?.name,
      icon: "bolt",
      testid: `shortcut-${shortcut.callback_id}`,
      run: () => runShortcut(shortcut.callback_id, place),
    }));
  const own =
    message.user === store.me && !message.bot_id
      ? [
          {
            label: "Edit message",
            icon: "pencil",
            testid: "msg-edit",
            run: () => editInPlace(node, message, scene),
          },
          {
            label: "Delete message",
            icon: "trash",
            danger: true,
            testid: "msg-delete",
            run: () => remove(message, scene),
          },
        ]
      : [];
  return [
    ...shortcuts,
    { label: "Copy link", icon: "link", testid: "msg-link", run: () => copyLink(message, scene) },
    ...own,
  ];
}

export async function runShortcut(callbackId, place) {
  try {
    report(await api.shortcut(callbackId, place));
  } catch (error) {
    complain(error);
  }
}

async function remove(message, scene) {
  const sure = await confirmed({
    title: { text: "Delete this message?" },
    text: { text: "It goes for everyone in the channel. This cannot be undone." },
    confirm: { text: "Delete" },
    deny: { text: "Keep it" },
    style: "danger",
  });
  if (sure) await api.remove(scene.channel, message.ts).catch(complain);
}

async function copyLink(message, scene) {
  const address =
    message.permalink ?? `${location.origin}/archives/${scene.channel}/p${message.ts.replace(".", "")}`;
  try {
    await navigator.clipboard.writeText(new URL(address, location.origin).href);
    toast("Link copied.");
  } catch {
    toast(`Copy it from here: ${address}`);
  }
}

function chooseReaction(anchor, message, scene) {
  let popup = null;
  const grid = h("div", { class: "emoji-grid" });
  const fill = (names) =>
    grid.replaceChildren(
      ...names.map((name) =>
        h(
          "button",
          {
            class: "icon-button",
            type: "button",
            title: `:${name}:`,
            "aria-label": name,
            "data-testid": `react-${name}`,
            onclick: () => {
              popup.close();
              scene.react(message, name);
            },
          },
          emojiNode(name),
        ),
      ),
    );
  const search = h("input", {
    class: "picker-search",
    placeholder: "Search, for instance rocket",
    "aria-label": "Search emoji",
    oninput: () => fill(search.value ? emojiNames(search.value.toLowerCase(), 32) : DEFAULTS),
    onkeydown: (event) => {
      if (event.key === "Enter") grid.querySelector("button")?.click();
    },
  });
  fill(DEFAULTS);
  popup = openPopup(anchor, h("div", { class: "emoji-pop" }, search, grid), {
    align: "end",
    label: "Choose a reaction",
  });
  search.focus();
}

const DEFAULTS = [
  ...QUICK,
  "-1",
  "raised_hands",
  "clap",
  "joy",
  "thinking_face",
  "rotating_light",
  "white_check_mark",
  "x",
  "rocket",
  "bug",
  "hourglass_flowing_sand",
  "mag",
  "memo",
  "pushpin",
  "bulb",
  "100",
  "wave",
  "ok_hand",
  "saluting_face",
  "facepalm",
  "shrug",
  "coffee",
  "zap",
  "sob",
].filter((name, index, all) => all.indexOf(name) === index);
