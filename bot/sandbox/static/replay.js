// The strip that plays an incident again: progress, play or pause, speed, skip to the end, from the start.
import { api } from "./api.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { userName } from "./people.js";
import { store } from "./store.js";
import { complain } from "./toast.js";

const SPEEDS = [
  [20, "20 s"],
  [60, "1 min"],
  [180, "3 min"],
  [600, "10 min"],
];

async function send(action, seconds) {
  try {
    const answer = await api.replay(action, seconds);
    if (answer.error) throw new Error(answer.error);
  } catch (error) {
    complain(error);
  }
}

export class Replay {
  /** hidden: true where the strip would be out of place (direct messages). */
  constructor({ hidden = false } = {}) {
    this.away = hidden;
    this.title = h("span", { class: "replay-title" });
    this.count = h("span", { class: "replay-count", "data-testid": "replay-count" });
    this.fill = h("span", { class: "replay-fill" });
    this.bar = h(
      "span",
      { class: "replay-bar", role: "progressbar", "aria-label": "Messages replayed", "aria-valuemin": "0" },
      this.fill,
    );
    this.play = h("button", {
      class: "icon-button replay-play",
      type: "button",
      "data-testid": "replay-play",
      onclick: () => this.toggle(),
    });
    this.speed = h("select", {
      class: "replay-speed",
      title: "How long the whole story takes",
      "aria-label": "How long the whole story takes",
      "data-testid": "replay-speed",
      onchange: () => send(store.replay.state === "playing" ? "play" : "pause", Number(this.speed.value)),
    });
    this.finish = this.tool("end", "Skip to the end", "replay-finish", "finish");
    this.restart = this.tool("restart", "From the start", "replay-restart", "restart");
    this.node = h(
      "section",
      { class: "replay", "aria-label": "Replay", hidden: true },
      this.play,
      this.title,
      this.bar,
      this.count,
      this.speed,
      this.finish,
      this.restart,
    );
    this.off = store.on("replay", () => this.draw());
    this.draw();
  }

  tool(name, label, testid, action) {
    return h(
      "button",
      {
        class: "icon-button",
        type: "button",
        title: label,
        "aria-label": label,
        "data-testid": testid,
        onclick: () => send(action),
      },
      icon(name, 17),
    );
  }

  toggle() {
    const { state } = store.replay;
    if (state === "done") send("restart", Number(this.speed.value) || undefined);
    else send(state === "playing" ? "pause" : "play", Number(this.speed.value) || undefined);
  }

  draw() {
    const { state, done = 0, total = 0, seconds, title } = store.replay;
    this.node.hidden = this.away || !total;
    this.node.dataset.state = state;
    const [name, label] = { playing: ["pause", "Pause"], done: ["restart", "Play again"] }[state] ?? [
      "play",
      "Play",
    ];
    if (this.drawn !== name) this.play.replaceChildren(icon(name, 17));
    this.drawn = name;
    this.play.title = label;
    this.play.setAttribute("aria-label", label);
    this.title.textContent = title ?? "Replay";
    this.title.title = title ?? "";
    this.count.textContent = `${done} of ${total}`;
    this.fill.style.width = `${total ? (done / total) * 100 : 0}%`;
    this.bar.setAttribute("aria-valuemax", total);
    this.bar.setAttribute("aria-valuenow", done);
    this.finish.disabled = state === "done";
    this.restart.hidden = state === "done";
    this.restart.disabled = state === "idle" && !done;
    this.speeds(seconds);
  }

  speeds(seconds) {
    const list =
      SPEEDS.some(([value]) => value === seconds) || !seconds
        ? SPEEDS
        : [...SPEEDS, [seconds, `${seconds} s`]].sort((a, b) => a[0] - b[0]);
    const key = list.map(([value]) => value).join();
    if (this.speedKey !== key)
      this.speed.replaceChildren(
        ...list.map(([value, label]) => h("option", { value: String(value) }, `in ${label}`)),
      );
    this.speedKey = key;
    if (seconds && document.activeElement !== this.speed) this.speed.value = String(seconds);
  }
}

/** What an empty incident channel says before its story has begun. */
export function replayInvitation() {
  const { title, total, state } = store.replay;
  if (!total || state !== "idle") return null;
  return h(
    "div",
    { class: "invite" },
    h("h2", null, title ?? "An incident, once more"),
    h("p", null, `${total} messages arrive as they did that day, only faster. When somebody writes that it is resolved, the bot posts the postmortem\u2019s draft here.`),
    h(
      "p",
      { class: "invite-who" },
      `You are ${userName(store.me)}. To be someone else, press the picture beside the message box.`,
    ),
    h(
      "div",
      { class: "invite-actions" },
      h(
        "button",
        {
          class: "button button-primary",
          type: "button",
          "data-testid": "replay-start",
          onclick: () => send("play"),
        },
        icon("play", 15),
        "Play the incident",
      ),
      h("button", { class: "button", type: "button", onclick: () => send("finish") }, "Skip to the end"),
    ),
  );
}
