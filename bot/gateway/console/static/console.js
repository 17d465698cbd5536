// What htmx leaves undone: a problem that was said goes away with the next attempt.
document.addEventListener("htmx:beforeRequest", (event) => {
  const problem = document.getElementById("problem");
  if (problem && event.detail.requestConfig.verb !== "get") problem.replaceChildren();
});

document.addEventListener("htmx:sendError", () => {
  const problem = document.getElementById("problem");
  const words = document.createElement("p");
  words.className = "notice alarm";
  words.textContent = "The console cannot be reached. Nothing was sent. Please check the network, then try again.";
  problem?.replaceChildren(words);
});

// An emergency is one chord away on every page; it is none that browsers or screen readers use.
document.addEventListener("keydown", (event) => {
  if (!event.altKey || !event.shiftKey || event.code !== "KeyE") return;
  event.preventDefault();
  document.getElementById("emergency")?.click();
});

document.addEventListener("submit", (event) => {
  if (event.target.matches("form.emergency")) document.getElementById("emergency-words").hidden = false;
});
