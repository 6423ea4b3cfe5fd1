// The page's half of the contract with the backend: /_ui/* and the event stream.
import { store } from "./store.js";

export class ApiError extends Error {}

// Slack's error codes in words, for those a person can run into.
const WORDS = {
  is_archived: "This channel is archived: nothing new can be written here.",
  no_text: "There is nothing to send yet.",
  not_found: "That dialog is no longer open.",
  channel_not_found: "This channel is not there, or you are not in it.",
  message_not_found: "That message is gone.",
  user_not_found: "That person is not in this workspace.",
  cant_update_message: "Only its author can change this message.",
  cant_delete_message: "Only its author can delete this message.",
};

async function request(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new ApiError("The sandbox does not answer. Is it still running?");
  }
  const body = await response.json().catch(() => null);
  if (!response.ok)
    throw new ApiError(WORDS[body?.error] ?? body?.error ?? `The sandbox answered with ${response.status}.`);
  return body ?? {};
}

const get = (path, query) => request(`/_ui/${path}?${new URLSearchParams(query)}`, { cache: "no-store" });

/** POST as the current person. An {"ok": false} or {"error"} answer is returned, not thrown. */
function post(path, body) {
  return request(`/_ui/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ as: store.me, ...body }),
  });
}

export const api = {
  state: (as) => get("state", as ? { as } : {}),
  messages: (channel) => get("messages", { channel, as: store.me }),
  home: () => get("home", { as: store.me }),
  views: () => get("views", { as: store.me }),
  read: (channel) => post("read", { channel }),
  dismiss: (channel, ts) => post("dismiss", { channel, ts }),
  openHome: () => post("home", {}),
  message: (channel, text, threadTs) =>
    post("message", { channel, text, ...(threadTs ? { thread_ts: threadTs } : {}) }),
  edit: (channel, ts, text) => post("edit", { channel, ts, text }),
  remove: (channel, ts) => post("delete", { channel, ts }),
  react: (channel, ts, name) => post("react", { channel, ts, name }),
  command: (channel, text) => post("command", { channel, text }),
  action: (body) => post("action", body),
  submit: (viewId, values) => post("submit", { view_id: viewId, values }),
  close: (viewId) => post("close", { view_id: viewId }),
  shortcut: (callbackId, place = {}) => post("shortcut", { callback_id: callbackId, ...place }),
  replay: (action, seconds) => post("replay", { action, ...(seconds ? { seconds } : {}) }),
};

/**
 * Server-sent events with backoff of our own: after a break everything is fetched again, because
 * events may have been missed. onState gets "open", "lost" or "back".
 */
export class Stream {
  constructor(as, onEvent, onState) {
    Object.assign(this, { as, onEvent, onState, delay: 500, wasOpen: false, closed: false });
    this.connect();
  }

  connect() {
    this.source = new EventSource(`/_ui/stream?${new URLSearchParams({ as: this.as })}`);
    this.source.onopen = () => {
      this.delay = 500;
      this.onState(this.wasOpen ? "back" : "open");
      this.wasOpen = true;
    };
    this.source.onmessage = (event) => {
      let data;
      try {
        data = JSON.parse(event.data);
      } catch {
        return;
      }
      this.onEvent(data);
    };
    this.source.onerror = () => this.retry();
  }

  retry() {
    this.source.close();
    if (this.closed) return;
    this.wasOpen = true;
    this.onState("lost");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.connect(), this.delay + Math.random() * 250);
    this.delay = Math.min(this.delay * 2, 15000);
  }

  close() {
    this.closed = true;
    clearTimeout(this.timer);
    this.source.close();
  }
}
