// The panel: a dialog that wakes the conversation when it is first opened. Escape closes it.

import { useEffect, useRef, useState } from "preact/hooks";
import { showAsFits } from "../dialog.js";
import { watchPresence } from "../focus.js";
import { followVisibleArea } from "../viewport.js";
import { useParts } from "./context.js";
import { Inside } from "./Inside.jsx";

export function Panel({ open, onClose, seen }) {
  const { conversation } = useParts();
  const dialog = useRef();
  const presence = useRef(false);
  const [needed, setNeeded] = useState(open);

  useEffect(() => {
    if (!open) return;
    setNeeded(true);
    if (conversation.state.phase === "asleep") conversation.wake();
    const endings = [
      followVisibleArea(seen),
      watchPresence(dialog.current, presence),
      showAsFits(dialog.current),
      onReturn(conversation.catchUp),
    ];
    return () => endings.forEach((end) => end());
  }, [open]);

  const leave = (event) => {
    event.preventDefault();
    onClose();
  };
  return (
    <dialog
      class="panel"
      ref={dialog}
      aria-labelledby="title"
      onCancel={leave}
      onKeyDown={(event) => event.key === "Escape" && !event.defaultPrevented && leave(event)}
    >
      {needed && <Inside open={open} onClose={onClose} presence={presence} />}
    </dialog>
  );
}

/** Calls `catchUp` when the person comes back to this window. Returns a function that stops it. */
function onReturn(catchUp) {
  const look = () => document.visibilityState === "visible" && catchUp();
  document.addEventListener("visibilitychange", look);
  addEventListener("focus", look);
  return () => {
    document.removeEventListener("visibilitychange", look);
    removeEventListener("focus", look);
  };
}
