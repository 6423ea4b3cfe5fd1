// Fetching: the state of the workspace, and the messages of a channel.
import { api } from "./api.js";
import { noteStoryTime } from "./live.js";
import { people } from "./people.js";
import { store } from "./store.js";
import { setStoryTime, setZone } from "./time.js";

export async function loadState(as) {
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
  store.me =
    [as, me].find((id) => id && store.users.has(id) && !store.users.get(id).is_bot) ??
    people()[0]?.id ??
    null;
  if (state.now) setStoryTime(state.now);
  setZone(store.user(store.me)?.tz ?? "UTC");
}

export async function loadMessages(channel) {
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
export async function refresh(as = store.me) {
  const partner = store.channel?.with;
  await loadState(as);
  if (store.replay.state === "idle" && !store.replay.done) setStoryTime(null);
  store.logs.clear();
  const { channel } = store.place;
  if (store.place.kind === "channel" && !store.channels.has(channel)) {
    // Someone else's direct messages: stay with the same partner if this person has such a conversation.
    const same = partner && [...store.channels.values()].find((one) => one.with === partner);
    store.place = { kind: "channel", channel: same?.id ?? firstChannel(), thread: null };
  }
  if (store.place.channel) await loadMessages(store.place.channel);
}

export function firstChannel() {
  const rooms = [...store.channels.values()].filter((channel) => channel.kind !== "im");
  return (
    (rooms.find((channel) => channel.name?.startsWith("inc")) ?? rooms[0] ?? [...store.channels.values()][0])
      ?.id ?? null
  );
}
