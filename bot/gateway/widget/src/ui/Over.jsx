// No conversation: it was ended, it is gone, or the gateway could not be reached.

import { useEffect, useRef } from "preact/hooks";
import { useConversation, useParts } from "./context.js";
import { Callable } from "./Prose.jsx";

export function Over({ phase }) {
  const { words, conversation } = useParts();
  const { notice } = useConversation();
  const told = useRef();
  useEffect(() => told.current.focus(), [phase]);
  const usual = { ended: words.ended, gone: words.gone, unreachable: words.noConnection };
  return (
    <section class="talk over">
      <p ref={told} tabIndex={-1} role="status">
        {notice || usual[phase]} {phase === "unreachable" && <Callable text={words.byPhone} />}
      </p>
      <button type="button" class="button main" onClick={conversation.wake}>
        {phase === "unreachable" ? words.tryAgain : words.beginAnew}
      </button>
    </section>
  );
}
