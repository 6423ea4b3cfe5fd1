// Starts the page, keeps address and view together, and switches persons and places.
import { api, Stream } from "./api.js";
import { ChannelView } from "./channel.js";
import { h } from "./dom.js";
import { HomeView } from "./home.js";
import { handle, noteStoryTime } from "./live.js";
import { modals } from "./modal.js";
import { people, userName } from "./people.js";
import { renderSidebar } from "./sidebar.js";
import { store } from "./store.js";
import { forgetMessageValues } from "./surface.js";
import { ThreadPane } from "./thread.js";
import { setZone } from "./time.js";
import { complain, toast } from "./toast.js";

const root = document.getElementById("app");
let stream = null;
let view = null;
let thread = null;
let side = null;

// ---- the address ---------------------------------------------------------------------------------------

/** /archives/C1/p1700000000123456?as=U1&thread_ts=… -> {channel, ts, thread, as, home} */
function readAddress(url = new URL(location.href)) {
  const [, channel, digits] = url.pathname.match(/^\/archives\/([^/]+)(?:\/p(\d{7,}))?/) ?? [];
  const query = url.searchParams;
  return {
    channel: channel ?? query.get("channel"), ts: digits ? `${digits.slice(0, -6)}.${digits.slice(-6)}` : null,
    thread: query.get("thread_ts"), as: query.get("as"), home: query.has("home"),
  };
}

function writeAddress(replace = false) {
  const { kind, channel, thread: open } = store.place;
  const query = new URLSearchParams({ as: store.me });
  if (kind === "app") query.set("home", "");
  if (open) query.set("thread_ts", open);
  const path = kind === "app" || !channel ? "/" : `/archives/${channel}`;
  const address = `${path}?${query}`;
  if (address !== location.pathname + location.search) history[replace ? "replaceState" : "pushState"](null, "", address);
  title();
}

function title() {
  const unread = [...store.channels.values()].reduce((sum, channel) => sum + (Number(channel.unread) || 0), 0);
  const place = view instanceof ChannelView ? view.name() : userName(store.bot?.user_id);
  document.title = `${unread ? `(${unread}) ` : ""}${place} · ${store.team.name ?? "Slack sandbox"}`;
}

// ---- state ---------------------------------------------------------------------------------------------

async function loadState(as) {
  const state = await api.state(as);
  const list = (value) => (Array.isArray(value) ? value : Object.values(value ?? {}));
  store.team = state.team ?? {};
  store.bot = state.bot ?? null;
  store.users = new Map(list(state.users).map((user) => [user.id, user]));
  store.channels = new Map(list(state.channels).map((channel) => [channel.id, channel]));
  store.commands = state.commands ?? [];
  store.shortcuts = state.shortcuts ?? [];
  store.replay = state.replay ?? store.replay;
  const me = typeof state.me === "object" ? state.me?.id : state.me;
  store.me = [as, me].find((id) => id && store.users.has(id) && !store.users.get(id).is_bot) ?? people()[0]?.id ?? null;
  setZone(store.user(store.me)?.tz ?? "UTC");
}

async function loadMessages(channel) {
  const log = store.log(channel);
  const waiting = [];
  log.waiting = waiting;
  const answer = await api.messages(channel);
  log.clear();
  for (const message of answer.messages ?? []) log.put(message);
  for (const message of answer.ephemerals ?? []) log.put({ ...message, ephemeral: true });
  for (const message of waiting) log.put(message);
  log.loaded = true;
  const newest = log.top.at(-1);
  if (newest) noteStoryTime(newest);
}

/** Everything again: after a break of the stream, a restart of the replay, or a change of person. */
async function refresh(as = store.me) {
  await loadState(as);
  store.logs.clear();
  const { channel } = store.place;
  if (store.place.kind === "channel" && !store.channels.has(channel)) store.place = { kind: "channel", channel: firstChannel(), thread: null };
  if (store.place.channel) await loadMessages(store.place.channel);
}

function firstChannel() {
  const rooms = [...store.channels.values()].filter((channel) => channel.kind !== "im");
  return (rooms.find((channel) => channel.name?.startsWith("inc")) ?? rooms[0] ?? [...store.channels.values()][0])?.id ?? null;
}

// ---- drawing -------------------------------------------------------------------------------------------

function drawSide() {
  const next = renderSidebar({ go, actAs });
  const top = side?.querySelector(".side-scroll")?.scrollTop ?? 0;
  const focused = side?.contains(document.activeElement) ? document.activeElement.dataset.testid : null;
  side?.replaceWith(next);
  side = next;
  side.querySelector(".side-scroll").scrollTop = top;
  if (focused) side.querySelector(`[data-testid="${CSS.escape(focused)}"]`)?.focus();
  title();
}

function drawAll(ts = null) {
  view?.destroy();
  thread?.destroy();
  thread = null;
  view = store.place.kind === "app" ? new HomeView({ go, menu: toggleMenu }) : new ChannelView(store.place.channel, { open: openThread, menu: toggleMenu });
  root.removeAttribute("aria-busy");
  root.classList.remove("menu-open");
  side = renderSidebar({ go, actAs });
  root.replaceChildren(side, h("button", { class: "veil", type: "button", "aria-label": "Close the list", tabindex: "-1", onclick: toggleMenu }), view.node);
  root.classList.remove("with-thread");
  const message = ts && store.log(store.place.channel).get(ts);
  view.show(message && (!store.place.thread || message.ts === store.place.thread) ? ts : store.place.thread && ts ? store.place.thread : null);
  if (store.place.thread) drawThread(ts);
  title();
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
    if (store.channels.get(channel)) store.channels.get(channel).unread = 0;
  }
  drawAll(ts);
  writeAddress(replace);
  if (kind === "channel" && !ts && matchMedia("(hover: hover)").matches) (thread ?? view).composer.focus();
}

function openThread(ts, { write = true } = {}) {
  store.place.thread = ts;
  drawThread();
  writeAddress();
  if (write && matchMedia("(hover: hover)").matches) thread.composer.focus();
}

function closeThread() {
  const ts = store.place.thread;
  store.place.thread = null;
  drawThread();
  writeAddress();
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
  toast(`You are now ${userName(id)}.`);
}

function listen() {
  stream?.close();
  stream = new Stream(store.me, handle, async (state) => {
    document.body.classList.toggle("offline", state === "lost");
    if (state === "back") await again();
  });
}

async function again() {
  try {
    await refresh();
    drawAll();
  } catch (error) {
    complain(error);
  }
}

// A link to a message of this workspace stays within the page.
document.addEventListener("click", (event) => {
  const anchor = event.target.closest?.("a[href]");
  if (!anchor || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const url = new URL(anchor.href, location.href);
  const there = readAddress(url);
  const ours = url.origin === location.origin || url.hostname.endsWith(".slack.com");
  if (!ours || !url.pathname.startsWith("/archives/") || !store.channels.has(there.channel)) return;
  event.preventDefault();
  modals.clear();
  go({ kind: "channel", channel: there.channel, ts: there.ts, thread: there.thread });
});

window.addEventListener("popstate", () => {
  const there = readAddress();
  if (there.as && there.as !== store.me) { location.reload(); return; }
  go(there.home ? { kind: "app" } : { kind: "channel", channel: there.channel ?? firstChannel(), ts: there.ts, thread: there.thread }, { replace: true });
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && root.classList.contains("menu-open")) toggleMenu();
});

store.on("messages", ({ channel, changed }) => {
  if (channel !== store.place.channel) return;
  view?.update(changed);
  thread?.update(changed);
});
store.on("channels", drawSide);
store.on("reset", () => { forgetMessageValues(); again(); });

async function start() {
  const there = readAddress();
  try {
    await loadState(there.as);
  } catch (error) {
    root.replaceChildren(h("div", { class: "boot" }, h("p", null, error.message), h("button", { class: "button", type: "button", onclick: () => location.reload() }, "Try again")));
    return;
  }
  const channel = store.channels.has(there.channel) ? there.channel : firstChannel();
  listen();
  await go(there.home ? { kind: "app" } : { kind: "channel", channel, ts: there.ts, thread: there.thread }, { replace: true });
}

start();
