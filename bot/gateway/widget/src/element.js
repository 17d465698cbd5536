// <aftercart-chat>: the chat in a shadow DOM, so that neither page nor chat can spoil the other's looks.

import { h, render } from "preact";
import { Conversation } from "./conversation.js";
import { Gateway } from "./gateway.js";
import styles from "./style.css";
import { Chat } from "./ui/Chat.jsx";
import { wordsOf } from "./words.js";

const scriptOrigin = document.currentScript ? new URL(document.currentScript.src).origin : location.origin;

export class AftercartChat extends HTMLElement {
  #chat = {};

  connectedCallback() {
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    const seen = new CSSStyleSheet();
    seen.insertRule(":host {}");
    root.adoptedStyleSheets = [sheet, seen];
    const gateway = new Gateway(this.getAttribute("gateway") ?? scriptOrigin);
    const parts = { gateway, conversation: new Conversation(gateway), words: wordsOf(this) };
    render(h(Chat, { ...parts, lang: this.lang || "en", seen: seen.cssRules[0], handle: this.#chat }), root);
  }

  disconnectedCallback() {
    render(null, this.shadowRoot);
  }

  /** Opens the panel, as a press on the launcher does. */
  open() {
    this.#chat.open();
  }

  close() {
    this.#chat.close();
  }
}
