// On a phone the keyboard covers the page: the panel fills what is still seen.
// The measure goes into a stylesheet's rule, as strict pages refuse style attributes.

/** Keeps the custom properties --seen-height and --seen-top of `rule` true. Returns a function that stops it. */
export function followVisibleArea(rule) {
  const area = window.visualViewport;
  if (!area) return () => {};
  const follow = () => {
    rule.style.setProperty("--seen-height", `${area.height}px`);
    rule.style.setProperty("--seen-top", `${area.offsetTop}px`);
  };
  follow();
  area.addEventListener("resize", follow);
  area.addEventListener("scroll", follow);
  return () => {
    area.removeEventListener("resize", follow);
    area.removeEventListener("scroll", follow);
  };
}
