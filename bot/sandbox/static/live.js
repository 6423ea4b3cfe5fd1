// Events from the stream -> the store. Message events are gathered and shown once a frame, so that a replay
// at full speed costs one drawing, not hundreds.
import { Log } from "./log.js";
import { modals } from "./modal.js";
import { store } from "./store.js";
import { setStoryTime } from "./time.js";
import { toast } from "./toast.js";

let dirty = new Map(); // channel -> Set of ts
let scheduled = false;

function touch(channel, ...stamps) {
  if (!dirty.has(channel)) dirty.set(channel, new Set());
  for (const ts of stamps) if (ts) dirty.get(channel).add(ts);
  if (scheduled) return;
  scheduled = true;
  // A hidden page gets no frames; a timer still runs there.
  (document.hidden ? (run) => setTimeout(run, 200) : requestAnimationFrame)(flush);
}

function flush() {
  const all = dirty;
  dirty = new Map();
  scheduled = false;
  for (const [channel, stamps] of all) store.emit("messages", { channel, changed: [...stamps] });
}

const HOUR = 3600;

/** A message that arrives now but is dated otherwise belongs to a story: its day is "today". */
function noteLive(ts) {
  if (Math.abs(Date.now() / 1000 - Number(ts)) > HOUR) setStoryTime(ts);
}

export function noteStoryTime(ts) {
  if (store.replay.state !== "idle" || store.replay.done) setStoryTime(ts);
}

function put(channel, message, isNew) {
  const log = store.log(channel);
  log.waiting?.push(message);
  if (!log.loaded) {
    unread(channel, message, isNew);
    return;
  }
  log.put(message);
  // The row below may now continue this one, or no longer do so; a reply changes its root's summary.
  touch(channel, message.ts, Log.isReply(message) ? message.thread_ts : null);
  unread(channel, message, isNew);
}

function unread(id, message, isNew) {
  const channel = store.channels.get(id);
  const here = store.place.kind === "channel" && store.place.channel === id && !document.hidden;
  if (!isNew || !channel || here || message.user === store.me || Log.isReply(message)) return;
  channel.unread = Number(channel.unread ?? 0) + 1;
  store.emit("channels");
}

function remove(channel, ts) {
  const log = store.log(channel);
  const gone = log.remove(ts);
  if (gone)
    touch(
      channel,
      gone.thread_ts,
      log.top.find((other) => other > ts),
    );
}

const HANDLERS = {
  message({ channel, message }) {
    noteLive(message.ts);
    put(channel, message, true);
  },
  message_changed: ({ channel, message }) => put(channel, message, false),
  message_deleted: ({ channel, message, ts, deleted_ts: deleted }) =>
    remove(channel, deleted ?? ts ?? message?.ts),
  ephemeral: ({ channel, message }) => put(channel, { ...message, ephemeral: true }, true),
  ephemeral_deleted: ({ channel, message, ts }) => remove(channel, ts ?? message?.ts),
  reaction({ channel, message, ts, reactions }) {
    const known = store.log(channel).get(message?.ts ?? ts);
    if (message?.type || message?.text !== undefined) put(channel, message, false);
    else if (known) put(channel, { ...known, reactions: reactions ?? message?.reactions ?? [] }, false);
  },
  view: ({ view, stack }) => modals.show(view, stack),
  view_closed: ({ view_id: id, view, stack }) => modals.closed(id ?? view?.id, stack),
  home({ view, home }) {
    store.home = view ?? home;
    store.emit("home");
  },
  replay(event) {
    const { type, ...rest } = event;
    const before = store.replay;
    store.replay = { ...before, ...(event.replay ?? rest) };
    if (store.replay.done < before.done) {
      setStoryTime(null);
      store.emit("reset");
    }
    store.emit("replay");
    if (store.replay.state !== before.state) store.emit("ages");
  },
  // Names a channel whose facts changed; without one the whole world is another.
  channel: ({ channel }) => store.emit(channel ? "facts" : "reset"),
  notice: ({ level, text }) => toast(text, level),
};

export function handle(event) {
  HANDLERS[event.type]?.(event);
}
