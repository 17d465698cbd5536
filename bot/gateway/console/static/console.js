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
