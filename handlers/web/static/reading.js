// Makes the page kinder where scripts run. Without it everything is still there: sources stand at the end.
"use strict";

const margin = document.getElementById("margin");
const wide = window.matchMedia("(min-width: 68rem)");
let shown = [];

// -- sources beside the statement under the pointer ------------------------------------------------

function isGap(node) {
  return node && node.nodeType === Node.TEXT_NODE && !node.textContent.trim();
}

/** The citations that stand together with this one: they are of one statement. */
function statement(cite) {
  const all = [cite];
  for (const [step, add] of [["previousSibling", "unshift"], ["nextSibling", "push"]]) {
    let node = cite[step];
    while (node && (isGap(node) || node.classList?.contains("cite"))) {
      if (node.nodeType === Node.ELEMENT_NODE) all[add](node);
      node = node[step];
    }
  }
  return all;
}

function card(cite) {
  const source = document.getElementById(cite.hash.slice(1));
  if (!source) return null;
  const box = document.createElement("div");
  box.className = "card";
  const number = document.createElement("span");
  number.className = "number";
  number.textContent = source.getAttribute("value");
  box.append(number, ...[...source.children].map((child) => child.cloneNode(true)));
  return box;
}

function show(cite) {
  const cites = statement(cite);
  if (shown.length === cites.length && shown[0] === cites[0] && !margin.hidden) return;
  hide();
  const cards = cites.map(card).filter(Boolean);
  if (!cards.length) return;
  const close = document.createElement("button");
  close.className = "close";
  close.type = "button";
  close.textContent = "Close";
  close.addEventListener("click", () => { hide(); cite.focus(); });
  margin.replaceChildren(...cards, close);
  margin.hidden = false;
  shown = cites;
  for (const one of cites) one.classList.add("open");
  place(cite);
}

function place(cite) {
  const column = document.getElementById("document").getBoundingClientRect();
  if (!wide.matches) {
    margin.style.top = margin.style.left = "";
    return;
  }
  const gap = parseFloat(getComputedStyle(margin.parentElement).columnGap) || 0;
  const line = cite.getBoundingClientRect();
  const lowest = window.innerHeight - margin.offsetHeight - 16;
  margin.style.left = `${column.right + gap + window.scrollX}px`;
  margin.style.top = `${Math.max(16, Math.min(line.top - 4, lowest)) + window.scrollY}px`;
}

function hide() {
  margin.hidden = true;
  for (const one of shown) one.classList.remove("open");
  shown = [];
}

for (const cite of document.querySelectorAll("a.cite")) {
  cite.addEventListener("pointerenter", (event) => {
    if (event.pointerType === "mouse" && wide.matches) show(cite);
  });
  cite.addEventListener("focus", () => { if (wide.matches) show(cite); });
  cite.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    show(cite);
  });
}
document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
document.addEventListener("click", (event) => {
  if (!event.target.closest("a.cite, #margin")) hide();
});
wide.addEventListener("change", hide);

// -- times in the reader's own zone ----------------------------------------------------------------

const times = [...document.querySelectorAll("time[datetime]")].filter((time) => !("day" in time.dataset));
const name = new Intl.DateTimeFormat("en-GB", { timeZoneName: "short" })
  .formatToParts(new Date()).find((part) => part.type === "timeZoneName").value;

function local(time, brief) {
  const at = new Date(time.dateTime);
  const clock = at.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  const sameDay = at.getDate() === at.getUTCDate();
  if (brief && sameDay) return clock;
  const day = at.toLocaleDateString("en-GB", { day: "numeric", month: "short", year: brief ? undefined : "numeric" });
  return brief ? `${clock} ${day}` : `${day}, ${clock} ${name}`;
}

for (const time of times) {
  time.dataset.utc = time.textContent;
  time.title = local(time, false);
}
const zone = document.getElementById("zone");
const inUtc = document.querySelector(".in-utc");
zone.hidden = times.length === 0 || new Date().getTimezoneOffset() === 0;
zone.addEventListener("click", () => {
  const own = zone.getAttribute("aria-pressed") !== "true";
  zone.setAttribute("aria-pressed", String(own));
  zone.textContent = own ? "Show times in UTC" : "Show times in my zone";
  if (inUtc) inUtc.textContent = own ? `The picture is in UTC, the list in ${name}.` : "Times are in UTC.";
  for (const time of document.querySelectorAll("time[data-utc]")) {
    const brief = time.classList.contains("clock");
    time.textContent = own ? local(time, brief) : time.dataset.utc;
    time.title = own ? `${time.dataset.utc}${brief ? " UTC" : ""}` : local(time, false);
  }
  hide();
});

// -- the rest --------------------------------------------------------------------------------------

const print = document.getElementById("print");
print.hidden = false;
print.addEventListener("click", () => window.print());

const entries = new Map([...document.querySelectorAll(".contents a")].map((a) => [a.hash.slice(1), a]));
const seen = new IntersectionObserver((changes) => {
  for (const change of changes) {
    if (!change.isIntersecting) continue;
    for (const entry of entries.values()) entry.removeAttribute("aria-current");
    entries.get(change.target.id)?.setAttribute("aria-current", "true");
  }
}, { rootMargin: "-10% 0px -80% 0px" });
for (const id of entries.keys()) seen.observe(document.getElementById(id));
