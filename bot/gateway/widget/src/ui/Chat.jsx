// The chat: a launcher, and the panel that it opens. Closing gives the focus back to the launcher.

import { useEffect, useRef, useState } from "preact/hooks";
import { rememberOpen, wasOpen } from "../remembered.js";
import { Parts } from "./context.js";
import { Launcher } from "./Launcher.jsx";
import { Panel } from "./Panel.jsx";

/** `handle` is given the functions that open and close; `seen` is the style rule that follows the visible area. */
export function Chat({ seen, handle, ...parts }) {
  const [open, setOpen] = useState(wasOpen);
  const launcher = useRef();
  const before = useRef(open);
  handle.open = () => setOpen(true);
  handle.close = () => setOpen(false);

  useEffect(() => {
    rememberOpen(open);
    if (before.current && !open) launcher.current.focus();
    before.current = open;
  }, [open]);

  return (
    <Parts.Provider value={parts}>
      <div lang={parts.lang}>
        <Launcher open={open} onOpen={handle.open} buttonRef={launcher} />
        <Panel open={open} onClose={handle.close} seen={seen} />
      </div>
    </Parts.Provider>
  );
}
