// What was said, and below it the ways to answer. Only what is new is announced.

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Answers } from "./Answers.jsx";
import { useConversation, useWords } from "./context.js";
import { Message, Unsent } from "./Message.jsx";

export function Talk({ talkRef }) {
  const words = useWords();
  const { phase, messages, sending, unsent, question, replies } = useConversation();
  const log = useRef();
  const drawn = withCards(messages);
  const [announces, setAnnounces] = useState(false);
  const waiting = Boolean(sending) || phase === "waking";
  // What is restored has been drawn by then, and stays silent.
  useEffect(() => setAnnounces(phase === "awake"), [phase]);
  useLayoutEffect(() => showLatest(log.current, waiting), [messages.length, waiting, phase]);

  return (
    <section class="talk" tabIndex={0} ref={talkRef} aria-label={words.conversation}>
      <div class="log" role="log" aria-live={announces ? "polite" : "off"} ref={log}>
        {drawn.map((message, place) => (
          <Message key={message.id} message={message} endsReply={drawn[place + 1]?.from !== "assistant"} />
        ))}
        {sending?.text && <Unsent key={sending.key} text={sending.text} />}
        {unsent?.text && <Unsent key={unsent.key} text={unsent.text} failed />}
      </div>
      {waiting && <Typing />}
      {question && <Answers key={`${question.id} ${replies}`} question={question} />}
    </section>
  );
}

/** A reply that holds a result becomes one message: the result, with all that was said around it. */
function withCards(messages) {
  const drawn = [];
  for (const message of messages) {
    if (!message.result) {
      drawn.push(message);
      continue;
    }
    const reply = drawn.splice(drawn.findLastIndex(({ from }) => from === "person") + 1);
    drawn.push({ ...message, texts: [...reply, message].map(({ text }) => text).filter(Boolean) });
  }
  return drawn;
}

const Typing = () => (
  <div class="typing" aria-hidden="true">
    <i />
    <i />
    <i />
  </div>
);

/** While waiting the end is seen; when the reply is there, it is read from its beginning. */
function showLatest(log, waiting) {
  const spoken = [...log.children];
  const mine = spoken.findLast((each) => each.classList.contains("by-person"));
  if (waiting) log.parentElement.lastElementChild.scrollIntoView({ block: "nearest" });
  else (mine ?? spoken[0])?.scrollIntoView({ block: "start" });
}
