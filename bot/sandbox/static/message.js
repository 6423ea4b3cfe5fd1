// One message as a row: author, time, text or blocks, attachments, reactions, thread summary.
import { renderAttachments, renderFiles } from "./attachments.js";
import { renderBlocks } from "./blocks.js";
import { h } from "./dom.js";
import { emojiNode } from "./mentions.js";
import { renderMrkdwn } from "./mrkdwn.js";
import { authorOf, avatar, channelLabel, userAuthor, userName } from "./people.js";
import { icon } from "./icons.js";
import { plainText } from "./text.js";
import { store } from "./store.js";
import { surfaceOf } from "./surface.js";
import { ago, clock, dateOf, dayKey, dayLabel, fullTime, now } from "./time.js";

const QUIET = new Set([
  "channel_join",
  "channel_leave",
  "channel_topic",
  "channel_purpose",
  "channel_name",
  "channel_archive",
  "channel_unarchive",
  "group_join",
  "group_leave",
  "huddle_thread",
  "bot_add",
  "bot_remove",
  "pinned_item",
]);
const GROUP_SECONDS = 300;

/** Whether `message` continues the one above: same author, soon after, nothing in between. */
export function continues(message, above) {
  if (!above || QUIET.has(message.subtype) || QUIET.has(above.subtype)) return false;
  if (
    message.ephemeral ||
    above.ephemeral ||
    above.subtype === "tombstone" ||
    message.subtype === "tombstone"
  )
    return false;
  // A card stands for itself: it always says who posted it.
  if (message.blocks?.length > 1) return false;
  if (message.subtype === "thread_broadcast" || dayKey(message.ts) !== dayKey(above.ts)) return false;
  return authorOf(message).key === authorOf(above).key && message.ts - above.ts < GROUP_SECONDS;
}

/** scene: {channel, log, inThread, open(ts), react(message, name), editing} */
export function renderRow(message, above, scene) {
  const newDay = !scene.inThread && (!above || dayKey(message.ts) !== dayKey(above.ts));
  return h(
    "div",
    { class: "row", "data-ts": message.ts },
    newDay ? h("div", { class: "day", role: "separator" }, h("span", null, dayLabel(message.ts))) : null,
    renderMessage(message, !newDay && continues(message, above), scene),
  );
}

function renderMessage(message, compact, scene) {
  const attributes = {
    "data-testid": `message-${message.ts}`,
    "data-ts": message.ts,
    role: "article",
    tabindex: "-1",
  };
  if (QUIET.has(message.subtype)) return quiet(message, attributes);
  if (message.subtype === "tombstone") return tombstone(message, attributes, scene);
  const author = authorOf(message);
  const classes = ["message", compact ? "compact" : "", message.ephemeral ? "ephemeral" : ""]
    .filter(Boolean)
    .join(" ");
  const mine = message.user === store.me && !message.ephemeral;
  return h(
    "div",
    {
      ...attributes,
      class: classes,
      "aria-label": `${author.name}, ${clock(message.ts)}`,
      "data-mine": mine,
    },
    h(
      "div",
      { class: "gutter" },
      compact
        ? h(
            "time",
            { class: "gutter-time", title: fullTime(message.ts) },
            clock(message.ts).replace(/ [AP]M$/, ""),
          )
        : avatar(author),
    ),
    h(
      "div",
      { class: "content" },
      message.ephemeral
        ? h(
            "div",
            { class: "only-you" },
            icon("eye", 14),
            "Only visible to you",
            h(
              "button",
              {
                class: "dismiss",
                type: "button",
                "data-testid": "dismiss",
                onclick: () => scene.dismiss(message),
              },
              "Dismiss",
            ),
          )
        : null,
      message.subtype === "thread_broadcast" ? broadcastNote(message, scene) : null,
      compact ? null : heading(message, author),
      bodyOf(message, scene),
      reactions(message, scene),
      scene.inThread ? null : threadSummary(message, scene),
    ),
  );
}

function heading(message, author) {
  return h(
    "div",
    { class: "heading" },
    h("span", { class: "author" }, author.name),
    author.isBot ? h("span", { class: "badge" }, "APP") : null,
    h("time", { class: "stamp", title: fullTime(message.ts) }, clock(message.ts)),
  );
}

function bodyOf(message, scene) {
  const surface = surfaceOf(message, scene.channel);
  const edited = message.edited
    ? h("span", { class: "edited", title: fullTime(message.edited.ts) }, "(edited)")
    : null;
  // Slack marks an edited text, not a card that its app keeps up to date.
  const text =
    message.blocks?.length || !message.text
      ? null
      : h(
          "div",
          { class: "text" },
          message.mrkdwn === false ? plainText(message.text) : renderMrkdwn(message.text),
          edited,
        );
  return h(
    "div",
    { class: "body" },
    text,
    message.blocks?.length ? h("div", { class: "blocks" }, renderBlocks(message.blocks, surface)) : null,
    message.attachments?.length ? renderAttachments(message.attachments, surface) : null,
    renderFiles(message.files),
  );
}

function quiet(message, attributes) {
  const who = message.user && store.user(message.user);
  let text = message.text;
  if (who && text.startsWith(`<@${message.user}>`)) text = text.slice(message.user.length + 3).trim();
  const words =
    message.subtype === "channel_join" && message.inviter
      ? `${text.replace(/\.$/, "")}, added by ${userName(message.inviter)}`
      : text;
  return h(
    "div",
    { ...attributes, class: "message quiet" },
    h("div", { class: "gutter" }, who ? avatar(userAuthor(message.user), "avatar-sm") : icon("people", 16)),
    h(
      "div",
      { class: "content" },
      who ? h("strong", null, `${userName(message.user)} `) : null,
      renderMrkdwn(words),
      h("time", { class: "stamp", title: fullTime(message.ts) }, clock(message.ts)),
    ),
  );
}

function tombstone(message, attributes, scene) {
  return h(
    "div",
    { ...attributes, class: "message tombstone" },
    h("div", { class: "gutter" }, h("span", { class: "avatar avatar-gone" }, icon("trash", 15))),
    h(
      "div",
      { class: "content" },
      h("span", { class: "gone" }, message.text || "This message was deleted."),
      scene.inThread ? null : threadSummary(message, scene),
    ),
  );
}

function broadcastNote(message, scene) {
  const words = scene.inThread
    ? `Also sent to #${channelLabel(store.channels.get(scene.channel))}`
    : "Replied to a thread";
  return h(
    "button",
    { class: "broadcast", type: "button", onclick: () => scene.open(message.thread_ts) },
    icon("reply", 13),
    words,
  );
}

function reactions(message, scene) {
  if (!message.reactions?.length) return null;
  return h(
    "div",
    { class: "reactions" },
    message.reactions.map((reaction) => {
      const users = reaction.users ?? [];
      const mine = users.includes(store.me);
      return h(
        "button",
        {
          class: `reaction ${mine ? "reaction-mine" : ""}`,
          type: "button",
          "aria-pressed": String(mine),
          title: `${users.map(userName).join(", ")} reacted with :${reaction.name}:`,
          "data-testid": `reaction-${reaction.name}`,
          onclick: () => scene.react(message, reaction.name),
        },
        emojiNode(reaction.name),
        h("span", { class: "count" }, reaction.count ?? users.length),
      );
    }),
  );
}

export function lastReply(ts) {
  return `Last reply ${now() - ts < 86400 ? ago(ts) : `${dateOf(ts)} at ${clock(ts)}`}`;
}

function threadSummary(message, scene) {
  const replies = scene.log.replies(message.ts).filter((reply) => !reply.ephemeral);
  const count = replies.length;
  if (!count || message.ephemeral) return null;
  const authors = [
    ...new Map(
      replies.map((reply) => {
        const author = authorOf(reply);
        return [author.key, author];
      }),
    ).values(),
  ].slice(0, 4);
  const last = replies.at(-1).ts;
  return h(
    "button",
    {
      class: "thread-summary",
      type: "button",
      "data-testid": `thread-${message.ts}`,
      onclick: () => scene.open(message.ts),
    },
    h(
      "span",
      { class: "faces" },
      authors.map((author) => avatar(author, "avatar-xs")),
    ),
    h("span", { class: "thread-count" }, `${count} ${count === 1 ? "reply" : "replies"}`),
    h("span", { class: "thread-last", "data-at": last }, lastReply(last)),
    h("span", { class: "thread-go" }, "View thread"),
  );
}
