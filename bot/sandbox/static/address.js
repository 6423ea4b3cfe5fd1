// The address bar and the title: where one is, and who one is.
import { channelLabel, userName } from "./people.js";
import { store } from "./store.js";

/** /archives/C1/p1700000000123456?as=U1 or /?channel=C1&thread_ts=… -> {channel, ts, thread, as, home} */
export function readAddress(url = new URL(location.href)) {
  const [, channel, digits] = url.pathname.match(/^\/archives\/([^/]+)(?:\/p(\d{7,}))?/) ?? [];
  const query = url.searchParams;
  return {
    channel: channel ?? query.get("channel"),
    ts: digits ? `${digits.slice(0, -6)}.${digits.slice(-6)}` : null,
    thread: query.get("thread_ts"),
    as: query.get("as"),
    home: query.has("home"),
  };
}

/** Puts the place into the address bar, so that a reload or a shared link comes back to it. */
export function writeAddress(replace = false) {
  const { kind, channel, thread: open } = store.place;
  const query = new URLSearchParams({ as: store.me });
  if (kind === "app") query.set("home", "");
  if (open) query.set("thread_ts", open);
  if (kind === "channel" && channel) query.set("channel", channel);
  const address = `/?${query}`;
  if (address !== location.pathname + location.search)
    history[replace ? "replaceState" : "pushState"](null, "", address);
}

export function showTitle() {
  const unread = [...store.channels.values()].reduce((sum, one) => sum + (Number(one.unread) || 0), 0);
  const { channel } = store;
  const place = channel
    ? `${channel.kind === "im" ? "" : "#"}${channelLabel(channel)}`
    : userName(store.bot?.user_id);
  document.title = `${unread ? `(${unread}) ` : ""}${place} · ${store.team.name ?? "Slack sandbox"}`;
}
