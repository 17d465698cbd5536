// The file that a page loads. It puts the chat on the page, unless the page has placed <aftercart-chat> itself.

import { AftercartChat } from "./element.js";

const NAME = "aftercart-chat";
const script = document.currentScript;

if (!customElements.get(NAME)) {
  customElements.define(NAME, AftercartChat);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", place);
  else place();
}

function place() {
  if (!script || document.querySelector(NAME)) return;
  const chat = document.createElement(NAME);
  const { gateway, lang, texts, ...words } = script.dataset;
  for (const [name, value] of Object.entries({ gateway, lang, texts })) if (value) chat.setAttribute(name, value);
  Object.assign(chat.dataset, words);
  document.body.append(chat);
}
