// The head of the panel: what this is, how far it goes, and the ways out that are always within reach.

import { fill } from "../words.js";
import { useConversation, useParts } from "./context.js";
import { Cross, Phone } from "./icons.jsx";
import { Menu } from "./Menu.jsx";
import { Callable } from "./Prose.jsx";

export function Head({ onClose, onView }) {
  const { words, conversation } = useParts();
  const { phase, progress } = useConversation();
  const awake = phase === "awake";
  return (
    <header class="head">
      <div class="head-row">
        <div class="head-title">
          <h2 id="title">{words.title}</h2>
          <p class="head-note">
            <Callable text={words.emergency} />
          </p>
        </div>
        {awake && <Menu onView={onView} />}
        <button type="button" class="icon-button" onClick={onClose} aria-label={words.close}>
          <Cross />
        </button>
      </div>
      {awake && (
        <div class="head-tools">
          <Progress words={words} left={progress?.questions_left_about} />
          <button
            type="button"
            class="plain-button"
            onClick={() => {
              onView("talk");
              conversation.say({ command: "talk_to_person" }, words.talkToPerson);
            }}
          >
            <Phone />
            {words.talkToPerson}
          </button>
        </div>
      )}
    </header>
  );
}

function Progress({ words, left }) {
  if (!left) return null;
  return <p class="progress">{left === 1 ? words.questionLeft : fill(words.questionsLeft, { count: left })}</p>;
}
