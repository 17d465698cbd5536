import { useWords } from "./context.js";
import { Talk } from "./icons.jsx";

export function Launcher({ open, onOpen, buttonRef }) {
  const words = useWords();
  return (
    <button type="button" class="launcher" hidden={open} ref={buttonRef} onClick={onOpen} aria-haspopup="dialog">
      <Talk />
      <span>{words.launcher}</span>
    </button>
  );
}
