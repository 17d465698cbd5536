// A native dialog in the way that fits the screen: over the whole of a phone the page behind rests,
// on a larger screen it stays usable beside the panel.

const FILLS_THE_SCREEN = matchMedia("(max-width: 40em), (max-height: 30em)");

/** Shows `dialog`, and anew when the screen turns. Returns a function that closes it. */
export function showAsFits(dialog) {
  const show = () => (FILLS_THE_SCREEN.matches ? dialog.showModal() : dialog.show());
  const showAnew = () => {
    const focused = dialog.getRootNode().activeElement;
    dialog.close();
    show();
    focused?.focus();
  };
  show();
  FILLS_THE_SCREEN.addEventListener("change", showAnew);
  return () => {
    FILLS_THE_SCREEN.removeEventListener("change", showAnew);
    dialog.close();
  };
}
