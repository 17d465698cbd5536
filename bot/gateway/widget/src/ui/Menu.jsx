// A button that discloses the less frequent commands. Escape and a press elsewhere close it.

import { useEffect, useRef, useState } from "preact/hooks";
import { useParts } from "./context.js";
import { Again, Back, Bin, Key, Leave, Lines, List, Open } from "./icons.jsx";

export function Menu({ onView }) {
  const { words, conversation } = useParts();
  const [open, setOpen] = useState(false);
  const button = useRef();
  const place = useRef();
  useEffect(() => open && closeElsewhere(place.current, () => setOpen(false)), [open]);

  const command = (name, text) => () => {
    onView("talk");
    conversation.say({ command: name }, text);
  };
  const items = [
    [List, words.review, () => onView("review")],
    [Back, words.goBack, command("go_back", words.goBack)],
    [Open, words.help, command("help", words.help)],
    [Key, words.code, () => onView("code")],
    [Key, words.resume, () => onView("resume")],
    [Again, words.startOver, () => onView("startOver")],
    [Leave, words.end, () => onView("end")],
    [Bin, words.erase, () => onView("erase")],
  ];

  const onKeyDown = (event) => {
    if (event.key !== "Escape" || !open) return;
    event.preventDefault();
    event.stopPropagation();
    setOpen(false);
    button.current.focus();
  };

  return (
    <div ref={place} onKeyDown={onKeyDown}>
      <button
        type="button"
        class="icon-button"
        ref={button}
        aria-label={words.menu}
        aria-expanded={open}
        aria-controls="menu"
        onClick={() => setOpen(!open)}
      >
        <Lines />
      </button>
      <ul class="menu" id="menu" hidden={!open}>
        {items.map(([Icon, name, act]) => (
          <li key={name}>
            <button
              type="button"
              onClick={() => {
                setOpen(false);
                button.current.focus();
                act();
              }}
            >
              <Icon />
              {name}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Closes when the press or the focus goes elsewhere. Returns a function that stops watching. */
function closeElsewhere(place, close) {
  const look = (event) => !event.composedPath().includes(place) && close();
  const root = place.getRootNode();
  root.addEventListener("pointerdown", look);
  root.addEventListener("focusin", look);
  return () => {
    root.removeEventListener("pointerdown", look);
    root.removeEventListener("focusin", look);
  };
}
