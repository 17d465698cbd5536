// What stands between the talk and the field: no connection, not sent, not taken.

import { useEffect } from "preact/hooks";
import { useConversation, useOnline, useParts } from "./context.js";
import { Again } from "./icons.jsx";
import { Callable } from "./Prose.jsx";

export function Notices() {
  const { words, conversation } = useParts();
  const { unsent, notice } = useConversation();
  const online = useOnline();
  useEffect(() => {
    if (online) conversation.sendAgain();
  }, [online]);

  return (
    <>
      <div role="status">
        {!online && (
          <div class="notice">
            <p>{words.offline}</p>
          </div>
        )}
      </div>
      <div role="alert">
        {unsent && online && (
          <div class="notice alarming">
            <p>
              {words.notSent} {unsent.say || words.noConnection} <Callable text={words.byPhone} />
            </p>
            <button type="button" class="button main" onClick={conversation.sendAgain}>
              <Again />
              {words.sendAgain}
            </button>
            <button type="button" class="switch" onClick={conversation.takeBack}>
              {words.takeBack}
            </button>
          </div>
        )}
        {notice && (
          <div class="notice">
            <p>{notice}</p>
          </div>
        )}
      </div>
    </>
  );
}

/** Tells a screen reader what eyes see by themselves. */
export function Status() {
  const { words } = useParts();
  const { phase, sending, restored } = useConversation();
  const writing = sending && words.typing;
  const told = phase === "waking" ? words.starting : writing || (restored && words.restored);
  return (
    <p class="unseen" role="status">
      {told}
    </p>
  );
}
