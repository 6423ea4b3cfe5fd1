// Where one writes. Text is kept per person, channel and thread until it has really been sent.
import { api } from "./api.js";
import { wordAt } from "./compose.js";
import { Completion } from "./completion.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { runShortcut } from "./hover.js";
import { avatar, userAuthor, userName } from "./people.js";
import { openMenu } from "./popup.js";
import { store } from "./store.js";
import { complain, toast } from "./toast.js";

const draftKey = (channel, thread) => `draft/${store.me}/${channel}/${thread ?? ""}`;

export class Composer {
  /** place: {channel, thread?: ts, hint, onSent?()} */
  constructor(place) {
    this.place = place;
    this.key = draftKey(place.channel, place.thread);
    const suffix = place.thread ? "-thread" : "";
    this.area = h("textarea", {
      id: place.thread ? null : "composer-main",
      class: "composer-text",
      rows: 1,
      placeholder: place.hint,
      "aria-label": place.hint,
      "data-testid": `composer${suffix}`,
      value: sessionStorage.getItem(this.key) ?? "",
      spellcheck: "true",
      enterkeyhint: "send",
      oninput: () => this.typed(),
      onkeydown: (event) => this.keys(event),
      onclick: () => this.suggest(),
      onblur: () => setTimeout(() => this.completion.hide(), 150),
    });
    this.completion = new Completion((from, text) => this.complete(from, text));
    this.sendButton = h(
      "button",
      {
        class: "send",
        type: "button",
        title: "Send (Enter)",
        "aria-label": "Send",
        "data-testid": `composer-send${suffix}`,
        onclick: () => this.send(),
      },
      icon("send", 17),
    );
    const globals = store.shortcuts.filter((shortcut) => shortcut.type === "global");
    const bolt =
      place.thread || !globals.length
        ? null
        : h(
            "button",
            {
              class: "icon-button",
              type: "button",
              title: "Shortcuts",
              "aria-label": "Shortcuts",
              "data-testid": "global-shortcuts",
              onclick: (event) =>
                openMenu(
                  event.currentTarget,
                  globals.map((shortcut) => ({
                    label: shortcut.name,
                    hint: store.bot?.name,
                    icon: "bolt",
                    testid: `shortcut-${shortcut.callback_id}`,
                    run: () => runShortcut(shortcut.callback_id, {}),
                  })),
                ),
            },
            icon("bolt", 17),
          );
    this.node = h(
      "div",
      { class: "composer" },
      this.completion.node,
      h(
        "div",
        { class: "composer-box" },
        h(
          "button",
          {
            class: "composer-who",
            type: "button",
            title: `You write as ${userName(store.me)}. Switch …`,
            "aria-label": `You write as ${userName(store.me)}. Act as someone else`,
            "aria-expanded": "false",
            onclick: (event) => store.emit("choose-person", event.currentTarget),
          },
          avatar(userAuthor(store.me), "avatar-sm"),
        ),
        this.area,
        bolt,
        this.sendButton,
      ),
    );
    this.grow();
    this.ready();
  }

  focus() {
    this.area.focus();
  }

  /** Where the caret is, or null when one writes elsewhere; restored after a redraw. */
  get caret() {
    return document.activeElement === this.area ? [this.area.selectionStart, this.area.selectionEnd] : null;
  }

  set caret(range) {
    if (!range) return;
    this.area.focus({ preventScroll: true });
    this.area.setSelectionRange(...range);
  }

  typed() {
    const text = this.area.value;
    if (text) sessionStorage.setItem(this.key, text);
    else sessionStorage.removeItem(this.key);
    this.grow();
    this.ready();
    this.suggest();
  }

  ready() {
    this.sendButton.disabled = !this.area.value.trim();
  }

  grow() {
    this.area.style.height = "auto";
    requestAnimationFrame(() => {
      const most = innerHeight * 0.35;
      this.area.style.height = `${Math.min(this.area.scrollHeight, most)}px`;
      this.area.classList.toggle("full", this.area.scrollHeight > most);
    });
  }

  suggest() {
    this.completion.show(wordAt(this.area.value, this.area.selectionStart), Boolean(this.place.thread));
  }

  complete(from, text) {
    const { area } = this;
    const rest = area.value.slice(area.selectionStart);
    area.value = `${area.value.slice(0, from)}${text}${rest}`;
    const caret = from + text.length;
    area.setSelectionRange(caret, caret);
    area.focus();
    this.typed();
  }

  keys(event) {
    if (event.isComposing) return;
    if (this.completion.keys(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.send();
    }
  }

  async send() {
    const text = this.area.value.trim();
    if (!text) return;
    this.area.value = "";
    this.typed();
    this.completion.hide();
    try {
      if (text.startsWith("/") && !text.startsWith("//") && !this.place.thread) await this.command(text);
      else await this.post(text);
      this.place.onSent?.();
    } catch (error) {
      this.restore(text);
      complain(error);
    }
  }

  async post(text) {
    const answer = await api.message(this.place.channel, text, this.place.thread);
    if (answer.error) throw new Error(`Not sent: ${answer.error}. Your text is still here.`);
  }

  async command(text) {
    const name = text.split(/\s/)[0];
    if (!store.commands.some((command) => command.command === name))
      throw new Error(`${name} is not a command here. Type / to see what is.`);
    const answer = await api.command(this.place.channel, text);
    if (answer.ok === false || answer.error) throw new Error(answer.error ?? `${name} did not work.`);
  }

  /** Puts back what could not be sent, before anything typed since. */
  restore(text) {
    this.area.value = this.area.value ? `${text}\n${this.area.value}` : text;
    this.typed();
    if (!this.area.isConnected) toast("Your text is kept where you wrote it.");
  }
}
