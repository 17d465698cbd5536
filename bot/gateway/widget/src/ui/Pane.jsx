// A page within the panel that stands before the talk: it has a name, a way back, and takes the focus.

import { useEffect, useRef, useState } from "preact/hooks";
import { useWords } from "./context.js";
import { Back } from "./icons.jsx";

export function Pane({ name, onBack, children }) {
  const words = useWords();
  const heading = useRef();
  useEffect(() => heading.current.focus(), []);
  return (
    <section class="talk pane" aria-label={name} tabIndex={0}>
      <button type="button" class="plain-button" onClick={onBack}>
        <Back />
        {words.back}
      </button>
      <h3 ref={heading} tabIndex={-1}>
        {name}
      </h3>
      {children}
    </section>
  );
}

/** What `load` gives, shown by `children`; meanwhile that it comes, or why it does not. */
export function Loaded({ load, children }) {
  const words = useWords();
  const [{ found, problem }, settle] = useState({});
  const fetchIt = () => {
    settle({});
    load().then(
      (found) => settle({ found }),
      (refusal) => settle({ problem: refusal.say || words.noConnection, again: refusal.retry }),
    );
  };
  useEffect(fetchIt, []);
  if (found) return children(found);
  return (
    <div role="status">
      <p>{problem ?? words.starting}</p>
      {problem && (
        <button type="button" class="button" onClick={fetchIt}>
          {words.tryAgain}
        </button>
      )}
    </div>
  );
}
