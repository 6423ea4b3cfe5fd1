// One channel's messages in order: the main list, and the replies of each thread.
import { compareTs } from "./dom.js";

function insert(list, ts) {
  let at = list.length;
  while (at > 0 && compareTs(list[at - 1], ts) > 0) at -= 1;
  if (list[at - 1] === ts) return;
  list.splice(at, 0, ts);
}

function drop(list, ts) {
  const at = list?.indexOf(ts) ?? -1;
  if (at >= 0) list.splice(at, 1);
}

export class Log {
  constructor(channel) {
    this.channel = channel;
    this.clear();
  }

  clear() {
    this.byTs = new Map();
    this.top = [];
    this.threads = new Map();
    this.loaded = false;
    this.waiting = null; // events that came while the channel was being fetched
  }

  static isReply(message) {
    return Boolean(message.thread_ts && message.thread_ts !== message.ts);
  }

  /** Adds or replaces; true when the message is new here. */
  put(message) {
    const known = this.byTs.get(message.ts);
    this.byTs.set(message.ts, message);
    if (known && known.subtype === message.subtype) return false;
    const reply = Log.isReply(message);
    if (reply) {
      if (!this.threads.has(message.thread_ts)) this.threads.set(message.thread_ts, []);
      insert(this.threads.get(message.thread_ts), message.ts);
    }
    if (!reply || message.subtype === "thread_broadcast") insert(this.top, message.ts);
    return !known;
  }

  remove(ts) {
    const message = this.byTs.get(ts);
    if (!message) return null;
    this.byTs.delete(ts);
    drop(this.top, ts);
    if (message.thread_ts) drop(this.threads.get(message.thread_ts), ts);
    return message;
  }

  get(ts) {
    return this.byTs.get(ts) ?? null;
  }

  main() {
    return this.top.map((ts) => this.byTs.get(ts));
  }

  /** The replies of a thread, oldest first, without the message that opened it. */
  replies(ts) {
    return (this.threads.get(ts) ?? []).map((reply) => this.byTs.get(reply));
  }
}
