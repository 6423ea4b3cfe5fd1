// A scrolling list of messages. Only a window of rows is in the document: new ones are appended, older ones
// are added on the way up, and a long run at the bottom drops rows from the top. Nothing is redrawn wholesale.
import { h } from "./dom.js";
import { attachHover } from "./hover.js";
import { icon } from "./icons.js";
import { renderRow } from "./message.js";
import { store } from "./store.js";
import { dayKey, dayLabel, now } from "./time.js";

const PAGE = 60;
const MOST = 300;

/** A message of the app under test that one will want to read and press, not see rush by. */
const isCard = (message) => message.user === store.bot?.user_id && message.blocks?.length > 2 && !message.ephemeral;

export class MessageList {
  /** scene: see message.js. intro(): what stands above the first message (or instead of any). */
  constructor(scene, { intro, label } = {}) {
    this.scene = scene;
    this.intro = intro ?? (() => null);
    this.items = [];
    this.first = 0;
    this.rows = new Map();
    this.unseen = 0;
    this.head = h("div", { class: "list-head" });
    this.body = h("div", {
      class: "list-body",
      role: "log",
      "aria-label": label,
      "aria-live": "off",
      onkeydown: (event) => this.keys(event),
    });
    this.scroller = h(
      "div",
      { class: "list-scroll", onscroll: () => this.scrolled(), tabindex: "-1" },
      this.head,
      this.body,
    );
    this.jump = h(
      "button",
      { class: "jump", type: "button", hidden: true, onclick: () => this.toBottom() },
      icon("down", 14),
      h("span"),
    );
    this.node = h("div", { class: "list" }, this.scroller, this.jump);
    this.stick = true;
    this.lastTop = 0;
    this.lastHeight = 0;
    this.card = null; // ts of the card that following may not scroll out of sight
    attachHover(this.body, scene);
    this.watch = new ResizeObserver(() => {
      if (this.stick) this.snap();
    });
    this.watch.observe(this.body);
    this.watch.observe(this.scroller);
  }

  /** Whether new messages are followed; the browser then keeps from holding what stands in view. */
  get stick() {
    return this.scroller.classList.contains("following");
  }

  set stick(on) {
    this.scroller.classList.toggle("following", on);
  }

  /** Shows `items` afresh, at the bottom or around the message `ts`. */
  show(items, ts = null) {
    this.items = items;
    const at = ts ? items.findIndex((message) => message.ts === ts) : -1;
    this.first =
      at >= 0 ? Math.max(0, Math.min(at - 15, items.length - PAGE)) : Math.max(0, items.length - PAGE);
    this.redraw();
    this.stick = at < 0;
    if (at < 0) this.snap();
    else this.reveal(ts);
  }

  redraw() {
    this.rows.clear();
    const rows = this.items.slice(this.first).map((message, index) => this.row(message, this.first + index));
    this.body.replaceChildren(...rows);
    this.drawHead();
    this.roving();
  }

  row(message, index) {
    const row = renderRow(message, this.items[index - 1] ?? null, this.scene);
    this.rows.set(message.ts, row);
    return row;
  }

  drawHead() {
    const note =
      this.first > 0
        ? h("div", { class: "older" }, `${this.first} earlier messages`)
        : this.intro(this.items.length);
    this.head.replaceChildren(...(note ? [note] : []));
  }

  /** Takes the log's current items; `changed` are the ts that were replaced or whose neighbours moved. */
  update(items, changed) {
    const before = this.items;
    const grown =
      items.length > before.length && before.every((message, index) => message.ts === items[index].ts);
    this.items = items;
    if (
      !grown &&
      (items.length !== before.length || items.some((message, index) => message.ts !== before[index].ts))
    ) {
      this.first = Math.min(this.first, Math.max(0, items.length - PAGE));
      const top = this.scroller.scrollTop;
      this.redraw();
      if (!this.stick) this.scroller.scrollTop = top;
      else this.snap();
      return;
    }
    for (const ts of changed) this.replace(ts);
    this.labelDays();
    if (grown) this.append(before.length);
  }

  append(from) {
    const fresh = this.items.length - from;
    if (this.stick && fresh > PAGE * 2) {
      this.show(this.items);
      return;
    }
    this.body.append(...this.items.slice(from).map((message, index) => this.row(message, from + index)));
    if (!from) this.drawHead();
    if (this.stick) {
      this.card = this.items.slice(from).findLast(isCard)?.ts ?? this.card;
      this.prune();
      this.snap();
    } else {
      this.unseen += fresh;
      this.drawJump();
    }
    this.roving();
  }

  /** "Today" becomes "Yesterday" when a story crosses midnight. */
  labelDays() {
    const today = dayKey(now());
    if (today === this.today) return;
    this.today = today;
    for (const label of this.body.querySelectorAll(".day span"))
      label.textContent = dayLabel(label.closest(".row").dataset.ts);
  }

  prune() {
    const spare = this.body.children.length - MOST;
    if (spare <= 0) return;
    for (let i = 0; i < spare + PAGE; i += 1) {
      this.rows.delete(this.items[this.first].ts);
      this.body.firstChild.remove();
      this.first += 1;
    }
    this.drawHead();
  }

  /** Redraws one row where it stands; a focused control in it keeps the focus. */
  replace(ts) {
    const old = this.rows.get(ts);
    if (!old || old.querySelector(".editing")) return;
    const index = this.items.findIndex((message) => message.ts === ts);
    if (index < 0) return;
    const focused = old.contains(document.activeElement) ? document.activeElement.dataset.testid : null;
    const next = this.row(this.items[index], index);
    old.replaceWith(next);
    if (focused)
      (next.querySelector(`[data-testid="${CSS.escape(focused)}"]`) ?? next.querySelector(".message")).focus({
        preventScroll: true,
      });
    this.roving();
  }

  older() {
    if (this.first === 0) return;
    const from = Math.max(0, this.first - PAGE);
    const height = this.scroller.scrollHeight;
    const rows = this.items.slice(from, this.first).map((message, index) => this.row(message, from + index));
    const seam = this.first;
    this.first = from;
    this.body.prepend(...rows);
    this.replace(this.items[seam].ts);
    this.drawHead();
    this.scroller.scrollTop += this.scroller.scrollHeight - height;
  }

  scrolled() {
    const gap = this.scroller.scrollHeight - this.scroller.scrollTop - this.scroller.clientHeight;
    // Content that grows, or is drawn anew, does not mean that the reader went up.
    const same = this.scroller.scrollHeight === this.lastHeight;
    if (gap < 40) this.stick = true;
    else if (same && this.scroller.scrollTop < this.lastTop - 1) this.stick = false;
    this.lastTop = this.scroller.scrollTop;
    this.lastHeight = this.scroller.scrollHeight;
    if (this.stick && this.unseen) {
      this.unseen = 0;
      this.drawJump();
    }
    if (!this.stick && gap > 900) this.drawJump();
    else if (!this.unseen) this.jump.hidden = true;
    if (this.scroller.scrollTop < 400) this.older();
  }

  drawJump() {
    this.jump.hidden = this.stick;
    this.jump.lastChild.textContent = this.unseen ? `${this.unseen} new` : "To the newest";
  }

  snap() {
    const end = this.scroller.scrollHeight - this.scroller.clientHeight;
    const card = this.rows.get(this.card)?.offsetTop ?? Infinity;
    if (card - 8 > end - 40) {
      this.scroller.scrollTop = end;
      return;
    }
    this.scroller.scrollTop = card - 8;
    this.stick = false;
    this.card = null;
    this.unseen += this.below();
    this.drawJump();
  }

  /** How many messages lie wholly below what is in view. */
  below() {
    const edge = this.scroller.scrollTop + this.scroller.clientHeight;
    return [...this.rows.values()].filter((row) => row.offsetTop >= edge).length;
  }

  /** What the app wrote into a thread as one document is read from its beginning. */
  toTop() {
    this.stick = false;
    this.scroller.scrollTop = 0;
  }

  /** A last message taller than the list (a long document) is shown from its beginning. */
  startOfLast() {
    const last = this.body.lastElementChild;
    if (!last || last.offsetHeight <= this.scroller.clientHeight) return;
    this.stick = false;
    this.scroller.scrollTop = last.offsetTop - 8;
  }

  toBottom() {
    this.stick = true;
    this.card = null;
    this.unseen = 0;
    this.drawJump();
    this.snap();
  }

  /** Scrolls to a message and lights it up for a moment; false when it is not in this list. */
  reveal(ts) {
    if (!this.rows.has(ts)) {
      if (!this.items.some((message) => message.ts === ts)) return false;
      this.show(this.items, ts);
      return true;
    }
    const node = this.rows.get(ts).querySelector(".message");
    this.stick = false;
    node.scrollIntoView({ block: "center" });
    node.classList.remove("lit");
    requestAnimationFrame(() => node.classList.add("lit"));
    node.focus({ preventScroll: true });
    return true;
  }

  // One tab stop for the whole list; arrows go from message to message.
  roving() {
    const last = this.body.lastElementChild?.querySelector(".message");
    this.body.querySelector('.message[tabindex="0"]')?.setAttribute("tabindex", "-1");
    last?.setAttribute("tabindex", "0");
  }

  keys(event) {
    if (!event.target.classList.contains("message")) return;
    const row = event.target.closest(".row");
    const next = { ArrowDown: row.nextElementSibling, ArrowUp: row.previousElementSibling }[event.key];
    if (next) {
      event.preventDefault();
      next.querySelector(".message").focus();
    } else if (event.key === "Enter" && event.target.dataset.ts) {
      this.scene.open(event.target.dataset.ts);
    }
  }

  destroy() {
    this.watch.disconnect();
  }
}
