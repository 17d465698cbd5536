// Where the focus goes when nobody put it elsewhere.

/** Follows whether the person is at work within `panel`: pressing or focusing outside of it leaves it. */
export function watchPresence(panel, presence) {
  const look = (event) => {
    presence.current = event.composedPath().includes(panel);
  };
  document.addEventListener("pointerdown", look, true);
  document.addEventListener("focusin", look, true);
  return () => {
    document.removeEventListener("pointerdown", look, true);
    document.removeEventListener("focusin", look, true);
  };
}

/** A pressed button may vanish with its question; the focus then rests on the talk. */
export function catchLostFocus(talk, presence) {
  if (talk && presence.current && !talk.getRootNode().activeElement) rest(talk);
}

/** From the talk, where it rests, to the ways to answer. A finger gets no keyboard over what it reads. */
export function offerFocus(talk, entry) {
  if (!talk || talk.getRootNode().activeElement !== talk) return;
  const answers = talk.querySelector(".answers");
  if (answers) rest(answers);
  else if (matchMedia("(pointer: fine)").matches) entry?.focus();
}

export const rest = (element) => element?.focus({ preventScroll: true });
