// Starts the page, keeps address and view together, and switches persons and places.
import { openActAs } from "./actas.js";
import { readAddress, showTitle, writeAddress } from "./address.js";
import { renewAges } from "./ages.js";
import { api, Stream } from "./api.js";
import { ChannelView } from "./channel.js";
import { firstChannel, loadMessages, loadState, refresh } from "./data.js";
import { h } from "./dom.js";
import { HomeView } from "./home.js";
import { handle } from "./live.js";
import { modals } from "./modal.js";
import { userName } from "./people.js";
import { renderSidebar, tick } from "./sidebar.js";
import { store } from "./store.js";
import { forgetMessageValues } from "./surface.js";
import { ThreadPane } from "./thread.js";
import { complain, toast } from "./toast.js";

const root = document.getElementById("app");
let stream = null;
let view = null;
let thread = null;
let side = null;

// ---- drawing -------------------------------------------------------------------------------------------

function drawSide() {
  const next = renderSidebar({ go, actAs });
  const top = side?.querySelector(".side-scroll")?.scrollTop ?? 0;
  const focused = side?.contains(document.activeElement) ? document.activeElement.dataset.testid : null;
  side?.replaceWith(next);
  side = next;
  side.querySelector(".side-scroll").scrollTop = top;
  if (focused) side.querySelector(`[data-testid="${CSS.escape(focused)}"]`)?.focus();
  showTitle();
}

function drawAll(ts = null) {
  view?.destroy();
  thread?.destroy();
  thread = null;
  view =
    store.place.kind === "app"
      ? new HomeView({ go, menu: toggleMenu })
      : new ChannelView(store.place.channel, { open: openThread, menu: toggleMenu, go });
  root.removeAttribute("aria-busy");
  root.classList.remove("menu-open");
  side = renderSidebar({ go, actAs });
  root.replaceChildren(
    side,
    h("button", {
      class: "veil",
      type: "button",
      "aria-label": "Close the list",
      tabindex: "-1",
      onclick: toggleMenu,
    }),
    view.node,
  );
  root.classList.remove("with-thread");
  const message = ts && store.log(store.place.channel).get(ts);
  view.show(
    message && (!store.place.thread || message.ts === store.place.thread)
      ? ts
      : store.place.thread && ts
        ? store.place.thread
        : null,
  );
  if (store.place.thread) drawThread(ts);
  showTitle();
}

function drawThread(ts = null) {
  thread?.destroy();
  thread?.node.remove();
  thread = null;
  root.classList.toggle("with-thread", Boolean(store.place.thread));
  if (!store.place.thread) return;
  thread = new ThreadPane(store.place.channel, store.place.thread, { close: closeThread });
  root.append(thread.node);
  thread.show(ts);
}

function toggleMenu() {
  const open = root.classList.toggle("menu-open");
  if (open) side.querySelector(".here, .side-item")?.focus();
}

// ---- going places --------------------------------------------------------------------------------------

async function go({ kind, channel = null, ts = null, thread: open = null }, { replace = false } = {}) {
  if (store.place.channel && store.place.channel !== channel) markRead(store.place.channel);
  store.place = { kind, channel, thread: open };
  try {
    if (channel && !store.log(channel).loaded) await loadMessages(channel);
  } catch (error) {
    complain(error);
  }
  if (store.place.channel !== channel || store.place.kind !== kind) return;
  if (channel) {
    const log = store.log(channel);
    const message = ts ? log.get(ts) : null;
    if (ts && !message) toast("That message is not here, or you may not see it.");
    if (message?.thread_ts && message.thread_ts !== message.ts) store.place.thread = message.thread_ts;
    markRead(channel);
  }
  drawAll(ts);
  writeAddress(replace);
  showTitle();
  if (kind === "channel" && !ts && matchMedia("(hover: hover)").matches) (thread ?? view).composer.focus();
}

function markRead(channel) {
  if (store.channels.get(channel)) store.channels.get(channel).unread = 0;
  api.read(channel).catch(() => {}); // only a mark; it is set again on the next visit
}

function openThread(ts, { write = true } = {}) {
  store.place.thread = ts;
  drawThread();
  writeAddress();
  showTitle();
  if (write && matchMedia("(hover: hover)").matches) thread.composer.focus();
}

function closeThread() {
  const ts = store.place.thread;
  store.place.thread = null;
  drawThread();
  writeAddress();
  showTitle();
  view.list?.rows.get(ts)?.querySelector(".thread-summary, .message")?.focus({ preventScroll: true });
}

async function actAs(id) {
  if (id === store.me) return;
  stream?.close();
  modals.clear();
  store.home = null;
  forgetMessageValues();
  try {
    await refresh(id);
  } catch (error) {
    complain(error);
    return;
  }
  listen();
  drawAll();
  writeAddress();
  showTitle();
  restoreModals().catch(complain);
  toast(`You are now ${userName(id)}.`, "info", "person");
}

function listen() {
  stream?.close();
  stream = new Stream(store.me, handle, async (state) => {
    document.body.classList.toggle("offline", state === "lost");
    if (state === "back") await again();
  });
}

/** Modals that are open for this person, after a reload or a change of person. */
async function restoreModals() {
  const { views = [] } = await api.views();
  modals.restore(views);
}

async function again() {
  try {
    await refresh();
    const carets = [view?.composer?.caret, thread?.composer.caret];
    drawAll();
    if (view.composer) view.composer.caret = carets[0];
    if (thread) thread.composer.caret = carets[1];
    await restoreModals();
  } catch (error) {
    complain(error);
  }
}

// A link to a message of this workspace stays within the page.
document.addEventListener("click", (event) => {
  const anchor = event.target.closest?.("a[href]");
  if (!anchor || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey)
    return;
  const url = new URL(anchor.href, location.href);
  const there = readAddress(url);
  const ours = url.origin === location.origin || url.hostname.endsWith(".slack.com");
  if (!ours || !store.channels.has(there.channel)) return;
  event.preventDefault();
  modals.clear();
  go({ kind: "channel", channel: there.channel, ts: there.ts, thread: there.thread });
});

window.addEventListener("popstate", () => {
  const there = readAddress();
  if (there.as && there.as !== store.me) {
    location.reload();
    return;
  }
  go(
    there.home
      ? { kind: "app" }
      : { kind: "channel", channel: there.channel ?? firstChannel(), ts: there.ts, thread: there.thread },
    { replace: true },
  );
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && root.classList.contains("menu-open")) toggleMenu();
});

store.on("messages", ({ channel, changed }) => {
  tick(side);
  if (channel !== store.place.channel) return;
  view?.update(changed);
  thread?.update(changed);
});
store.on("ages", () => requestAnimationFrame(() => renewAges()));
store.on("choose-person", (anchor) => openActAs(anchor, actAs));
store.on("channels", drawSide);
store.on("reset", () => {
  forgetMessageValues();
  again();
});

// Joins, topics and renames come in bursts during a replay: one look at the facts serves many.
let factsTimer = null;
store.on("facts", () => {
  factsTimer ??= setTimeout(async () => {
    factsTimer = null;
    try {
      await loadState(store.me);
      const here = store.channels.get(store.place.channel);
      if (here) here.unread = 0;
      else if (store.place.channel) await again();
      store.emit("channels");
      store.emit("replay");
    } catch (error) {
      complain(error);
    }
  }, 400);
});

document.addEventListener("visibilitychange", () => {
  if (!document.hidden && store.place.channel) {
    markRead(store.place.channel);
    drawSide();
  }
});

async function start() {
  const there = readAddress();
  try {
    await loadState(there.as).catch((error) => {
      if (!there.as) throw error;
      return loadState(null);
    });
  } catch (error) {
    root.replaceChildren(
      h(
        "div",
        { class: "boot" },
        h("p", null, error.message),
        h("button", { class: "button", type: "button", onclick: () => location.reload() }, "Try again"),
      ),
    );
    return;
  }
  const channel = store.channels.has(there.channel) ? there.channel : firstChannel();
  listen();
  await go(there.home ? { kind: "app" } : { kind: "channel", channel, ts: there.ts, thread: there.thread }, {
    replace: true,
  });
  restoreModals().catch(complain);
}

setInterval(() => {
  tick(side);
  renewAges();
}, 10000);
start();
