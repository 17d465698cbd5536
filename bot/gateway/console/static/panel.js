// The panel is drawn anew after each answer. What the agent had unfolded stays unfolded.
const unfolded = () => [...document.querySelectorAll("#panel details[open][id]")].map((each) => each.id);
let kept = [];

document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target.matches("#panel") || event.detail.target.querySelector("#panel")) kept = unfolded();
});

document.addEventListener("htmx:afterSwap", () => {
  for (const id of kept) document.getElementById(id)?.setAttribute("open", "");
  for (const change of document.querySelectorAll(".panel .change")) {
    const place = document.getElementById(change.getAttribute("aria-controls"));
    change.setAttribute("aria-expanded", String(Boolean(place?.firstElementChild)));
  }
});

const close = (form) => {
  const place = form.parentElement;
  const change = document.querySelector(`[aria-controls="${place.id}"]`);
  place.replaceChildren();
  change?.setAttribute("aria-expanded", "false");
  change?.focus();
};

document.addEventListener("click", (event) => {
  const cancel = event.target.closest(".panel .cancel");
  if (cancel) close(cancel.form);
});

document.addEventListener("keydown", (event) => {
  const form = event.key === "Escape" && event.target.closest(".panel .editor");
  if (form) close(form);
});
