// Times as the person in front of the page reads them: in the zone of whoever they act as.

const formatters = new Map();
let zone = "UTC";
let story = null; // {at: seconds, since: milliseconds}: a replay's "now" lies in the past

export function setZone(name) {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    zone = name;
  } catch {
    zone = "UTC";
  }
}

/** During a replay "today" is the story's day: call with the newest ts seen, or null for real time. */
export function setStoryTime(ts) {
  if (ts === null) story = null;
  else if (!story || Number(ts) > story.at) story = { at: Number(ts), since: performance.now() };
}

export function now() {
  return story ? story.at + (performance.now() - story.since) / 1000 : Date.now() / 1000;
}

function parts(ts, options) {
  const key = zone + JSON.stringify(options);
  if (!formatters.has(key)) {
    // The words are English; 12 or 24 hours follow the browser.
    const hourCycle = options.hour
      ? new Intl.DateTimeFormat(undefined, { hour: "numeric" }).resolvedOptions().hourCycle
      : undefined;
    formatters.set(key, new Intl.DateTimeFormat("en-US", { timeZone: zone, hourCycle, ...options }));
  }
  const found = {};
  for (const part of formatters.get(key).formatToParts(new Date(Number(ts) * 1000)))
    found[part.type] = part.value;
  return found;
}

export function dayKey(ts) {
  const p = parts(ts, { year: "numeric", month: "2-digit", day: "2-digit" });
  return `${p.year}-${p.month}-${p.day}`;
}

function ordinal(day) {
  const n = Number(day);
  if (n % 100 >= 11 && n % 100 <= 13) return `${n}th`;
  return n + ({ 1: "st", 2: "nd", 3: "rd" }[n % 10] ?? "th");
}

function dateWords(ts, { weekday = false, month = "long", th = true }) {
  const p = parts(ts, { year: "numeric", month, day: "numeric", weekday: "long" });
  const day = `${p.month} ${th ? ordinal(p.day) : p.day}, ${p.year}`;
  return weekday ? `${p.weekday}, ${day}` : day;
}

/** "today", "yesterday", "tomorrow" or null. */
function near(ts) {
  const key = dayKey(ts);
  const today = now();
  if (key === dayKey(today)) return "today";
  if (key === dayKey(today - 86400)) return "yesterday";
  return key === dayKey(today + 86400) ? "tomorrow" : null;
}

export function clock(ts, seconds = false) {
  const p = parts(ts, { hour: "numeric", minute: "2-digit", ...(seconds ? { second: "2-digit" } : {}) });
  const hour = p.dayPeriod ? p.hour : p.hour.padStart(2, "0");
  return `${hour}:${p.minute}${seconds ? `:${p.second}` : ""}${p.dayPeriod ? ` ${p.dayPeriod}` : ""}`;
}

export function ago(ts) {
  const delta = now() - Number(ts);
  const size = Math.abs(delta);
  const steps = [
    [60, 1, "second"],
    [3600, 60, "minute"],
    [86400, 3600, "hour"],
    [2592000, 86400, "day"],
    [31536000, 2592000, "month"],
    [Infinity, 31536000, "year"],
  ];
  const [, unit, name] = steps.find(([limit]) => size < limit);
  const count = Math.max(1, Math.floor(size / unit));
  if (size < 10) return "just now";
  const words = `${count} ${name}${count === 1 ? "" : "s"}`;
  return delta >= 0 ? `${words} ago` : `in ${words}`;
}

const numeric = (ts, between) => dayKey(ts).replaceAll("-", between);
const TOKENS = {
  date_num: (ts) => numeric(ts, "-"),
  date_slash: (ts) => {
    const [y, m, d] = dayKey(ts).split("-");
    return `${m}/${d}/${y}`;
  },
  date: (ts) => dateWords(ts, {}),
  date_short: (ts) => dateWords(ts, { month: "short", th: false }),
  date_long: (ts) => dateWords(ts, { weekday: true }),
  date_long_full: (ts) => dateWords(ts, { weekday: true }),
  date_pretty: (ts) => near(ts) ?? TOKENS.date(ts),
  date_short_pretty: (ts) => near(ts) ?? TOKENS.date_short(ts),
  date_long_pretty: (ts) => near(ts) ?? TOKENS.date_long(ts),
  day_divider_pretty: (ts) => near(ts) ?? TOKENS.date_long(ts),
  time: (ts) => clock(ts),
  time_secs: (ts) => clock(ts, true),
  ago: (ts) => ago(ts),
};

/** Slack's date tokens filled in; null when the time or a token makes no sense (then the fallback counts). */
export function slackDate(ts, format) {
  const seconds = Number(ts);
  if (!Number.isFinite(seconds)) return null;
  let known = true;
  const text = format.replace(/\{([a-z_]+)\}/g, (whole, name) => {
    if (TOKENS[name]) return TOKENS[name](seconds);
    known = false;
    return whole;
  });
  if (!known) return null;
  // Slack writes "Today at …" when the date opens the text, and "today" inside a sentence.
  return text.replace(/^(today|yesterday|tomorrow)/, (word) => word[0].toUpperCase() + word.slice(1));
}

export function dayLabel(ts) {
  const word = near(ts);
  const p = parts(ts, { weekday: "long", month: "long", day: "numeric", year: "numeric" });
  if (word) return `${word[0].toUpperCase()}${word.slice(1)}, ${p.month} ${p.day}`;
  const sameYear = dayKey(ts).slice(0, 4) === dayKey(now()).slice(0, 4);
  return `${p.weekday}, ${p.month} ${p.day}${sameYear ? "" : `, ${p.year}`}`;
}

export function fullTime(ts) {
  return `${TOKENS.date_long(ts)} at ${clock(ts, true)} (${zoneName(ts)})`;
}

/** Short name of the zone, such as "GMT" or "CET". */
export function zoneName(ts = now(), name = zone) {
  try {
    const format = new Intl.DateTimeFormat("en-GB", { timeZone: name, timeZoneName: "short" });
    return format.formatToParts(new Date(Number(ts) * 1000)).find((part) => part.type === "timeZoneName")
      .value;
  } catch {
    return name;
  }
}

/** "Mar 12", with the year when it is another one. */
export function dateOf(ts) {
  const p = parts(ts, { month: "short", day: "numeric", year: "numeric" });
  const sameYear = p.year === dayKey(now()).slice(0, 4);
  return `${p.month} ${p.day}${sameYear ? "" : `, ${p.year}`}`;
}
