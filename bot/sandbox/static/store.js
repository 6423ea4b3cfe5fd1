// What the page knows. Views read it and listen for changes; only app.js and stream.js write it.
import { Log } from "./log.js";

class Store {
  constructor() {
    this.me = null;
    this.team = {};
    this.bot = null;
    this.users = new Map();
    this.channels = new Map();
    this.commands = [];
    this.shortcuts = [];
    this.replay = { state: "idle", done: 0, total: 0 };
    this.home = null;
    this.logs = new Map(); // channel id -> Log, once fetched
    this.place = { kind: "channel", channel: null, thread: null, tab: "home" };
    this.listeners = new Map();
  }

  on(topic, listener) {
    if (!this.listeners.has(topic)) this.listeners.set(topic, new Set());
    this.listeners.get(topic).add(listener);
    return () => this.listeners.get(topic).delete(listener);
  }

  emit(topic, detail) {
    for (const listener of this.listeners.get(topic) ?? []) listener(detail);
  }

  log(channel) {
    if (!this.logs.has(channel)) this.logs.set(channel, new Log(channel));
    return this.logs.get(channel);
  }

  get channel() {
    return this.channels.get(this.place.channel) ?? null;
  }

  user(id) {
    return this.users.get(id) ?? null;
  }
}

export const store = new Store();
