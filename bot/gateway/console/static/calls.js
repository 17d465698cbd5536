// The call by keyboard. Without this file every form still works.

const LETTERS_THAT_OPEN = new Set(["p", "h"]);
const OFF = "aftercart single keys off";

const call = () => document.getElementById("call");
const field = () => document.getElementById("said");
const list = () => document.getElementById("shortcuts");
const inCall = (selector) => call()?.querySelector(selector);
const withLetter = (letter) => inCall(`[data-letter="${letter}"]`);

const singleKeys = () => localStorage.getItem(OFF) === null;

// ---- Where the focus goes ----

const toHeading = () => document.getElementById("heading")?.focus();

function tell() {
  const heard = document.getElementById("heard");
  const notes = [...(call()?.querySelectorAll("#notes .say") ?? [])].map((note) => note.textContent);
  if (!heard) return;
  heard.textContent = notes.join(" ");
  // Said once; whoever reads through the page finds the words where they stand.
  setTimeout(() => heard.replaceChildren(), 3000);
}

document.addEventListener("DOMContentLoaded", () => {
  toHeading();
  const box = document.getElementById("single-keys");
  if (!box) return;
  box.checked = singleKeys();
  box.addEventListener("change", () => (box.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1")));
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.requestConfig.verb === "get" || event.detail.target.id !== "call") return;
  tell();
  if (field()?.value) field().focus();
  else toHeading();
});

// ---- A letter, then Enter ----

function obey(letter) {
  const found = withLetter(letter);
  if (letter === "q") document.getElementById("question")?.focus();
  else if (letter === "w") document.getElementById("why")?.focus();
  else if (!found) return false;
  else if (LETTERS_THAT_OPEN.has(letter)) found.open = !found.open;
  else {
    field().value = "";
    found.click();
  }
  field().value = "";
  return true;
}

// ---- Choosing: a digit, then Enter; "4 months ago" begins with a digit too ----

const keyOf = (sign) => inCall(`[data-sign="${CSS.escape(sign)}"]`);

function choose(sign) {
  const key = keyOf(sign);
  key?.click();
  return Boolean(key);
}

function meant() {
  const signs = field().value.replace(/[\s,]/g, "");
  const keys = /^[0-9]+$/.test(signs) ? [...signs].map(keyOf) : [];
  const several = keys.length < 2 || keys.every((key) => key?.type === "checkbox");
  return several && keys.every(Boolean) ? keys : [];
}

document.addEventListener("input", (event) => {
  if (event.target !== field()) return;
  const keys = meant();
  for (const key of call().querySelectorAll("[data-sign]")) {
    key.closest(".key").classList.toggle("meant", keys.includes(key));
  }
});

function press(keys) {
  field().value = "";
  if (keys[0].type !== "checkbox") return keys[0].click();
  for (const key of keys) if (!key.checked) key.click();
  inCall("[data-send]").click();
}

// An answer that goes with no other takes the others away, and is taken away by them.
document.addEventListener("change", (event) => {
  const chosen = event.target.closest('.answers input[type="checkbox"]');
  if (!chosen?.checked) return;
  for (const other of inCall(".answers").querySelectorAll("input:checked")) {
    if (other !== chosen && ("alone" in chosen.dataset || "alone" in other.dataset)) other.checked = false;
  }
});

// ---- Keys ----

const isField = (element) => element.matches("input:not([type=checkbox], [type=radio]), textarea, select");
const isPlain = (event) => !event.ctrlKey && !event.altKey && !event.metaKey;

function inTheField(event) {
  if (event.key === "Escape") return toHeading();
  if (event.key !== "Enter") return;
  const keys = meant();
  if (keys.length) {
    press(keys);
    event.preventDefault();
  } else if (field().value.trim().length === 1 && obey(field().value.trim().toLowerCase())) event.preventDefault();
}

function outsideOfFields(event) {
  if (event.key === "?") list()?.showModal();
  else if (event.key === "/") field()?.focus();
  // Beside a caller's words, or where there is no field for them, a digit is pressed at once.
  else if (/^[0-9]$/.test(event.key) && field()?.value !== "" && choose(event.key)) return event.preventDefault();
  else if (/^[\p{L}0-9]$/u.test(event.key) && field()) return field().focus();
  else return;
  if (event.key === "?" || event.key === "/") event.preventDefault();
}

function enter(event) {
  // On a button, a link or a summary, Enter does what it does everywhere.
  if (event.target.closest("button, a, summary, input, select, textarea, dialog")) return;
  const due = inCall("[data-enter]") ?? (inCall(".answers input:checked") ? inCall("[data-send]") : null);
  if (!due) return;
  event.preventDefault();
  due.click();
}

document.addEventListener("keydown", (event) => {
  if (!isPlain(event) || list()?.open || event.isComposing) return;
  else if (event.target === field()) inTheField(event);
  else if (isField(event.target)) {
    if (event.key === "Escape") toHeading();
  } else if (event.key === "Enter") enter(event);
  else if (singleKeys()) outsideOfFields(event);
});

// ---- Trouble ----

let unsent = null;

document.addEventListener("htmx:beforeRequest", (event) => {
  const { elt } = event.detail;
  if (!call()?.contains(elt) || !elt.matches("form")) return;
  call().setAttribute("aria-busy", "true");
});

document.addEventListener("htmx:afterRequest", () => call()?.removeAttribute("aria-busy"));

document.addEventListener("htmx:sendError", (event) => {
  const form = event.detail.elt.closest("form");
  if (!form || !call()?.contains(form)) return;
  const submitter = event.detail.requestConfig.triggeringEvent?.submitter ?? null;
  unsent = { form, submitter };
  inCall(".call-problem").replaceChildren(document.getElementById("no-network").content.cloneNode(true));
  document.getElementById("problem")?.replaceChildren();
  inCall("[data-try-again]").focus();
});

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-try-again]") || !unsent) return;
  // The same form with the same key: what did arrive is not taken twice.
  unsent.form.requestSubmit(unsent.submitter);
});
