// The button that prints exists only where a script can press it.
const print = document.querySelector(".print");
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}
