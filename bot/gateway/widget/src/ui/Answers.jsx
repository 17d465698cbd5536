// The ways to answer the open question, beside writing.

import { useState } from "preact/hooks";
import { inWords } from "../days.js";
import { useParts } from "./context.js";

export function Answers({ question }) {
  const { words, conversation } = useParts();
  const { buttons = [], input, ask } = question;
  const mayGoBack = conversation.state.messages.some(({ from }) => from === "person");
  const several = input === "multichoice" && buttons.filter(({ alone }) => !alone).length > 1;
  return (
    <div class="answers" tabIndex={-1} role="group" aria-label={several ? words.chooseSeveral : words.choose}>
      {input === "date" && <Day />}
      {several ? <Several buttons={buttons} /> : <One buttons={buttons} />}
      {ask && input && (
        <div class="row asides">
          <Aside command="why" text={words.why} conversation={conversation} />
          {mayGoBack && <Aside command="go_back" text={words.goBack} conversation={conversation} />}
        </div>
      )}
    </div>
  );
}

function Aside({ command, text, conversation }) {
  return (
    <button type="button" class="switch" onClick={() => conversation.say({ command }, text)}>
      {text}
    </button>
  );
}

function One({ buttons }) {
  const { conversation } = useParts();
  if (!buttons.length) return null;
  return (
    <div class="choices">
      {buttons.map(({ id, title }) => (
        <button type="button" class="choice" key={id} onClick={() => conversation.say({ choice: id }, title)}>
          {title}
        </button>
      ))}
    </div>
  );
}

function Several({ buttons }) {
  const { words, conversation } = useParts();
  const [chosen, setChosen] = useState([]);
  const [missed, setMissed] = useState(false);
  const confirm = (event) => {
    event.preventDefault();
    if (!chosen.length) return setMissed(true);
    const titles = buttons.filter(({ id }) => chosen.includes(id)).map(({ title }) => title);
    conversation.say({ choices: chosen }, titles.join(", "));
  };
  return (
    <form onSubmit={confirm} noValidate>
      <fieldset class="ticks">
        <legend>{words.chooseSeveral}</legend>
        {buttons.map((button) => (
          <label class="tick" key={button.id}>
            <input
              type="checkbox"
              checked={chosen.includes(button.id)}
              onChange={() => {
                setChosen(toggled(buttons, chosen, button));
                setMissed(false);
              }}
            />
            <span>{button.title}</span>
          </label>
        ))}
      </fieldset>
      <div class="row">
        <button type="submit" class="button main">
          {words.confirmSeveral}
        </button>
        <Missed missed={missed} text={words.chooseFirst} />
      </div>
    </form>
  );
}

/** "None of these" stands alone: it clears the rest, and the rest clears it. */
function toggled(buttons, chosen, { id, alone }) {
  if (chosen.includes(id)) return chosen.filter((each) => each !== id);
  const together = buttons.filter((other) => !other.alone && chosen.includes(other.id));
  return alone ? [id] : [...together.map((other) => other.id), id];
}

function Day() {
  const { words, conversation, lang } = useParts();
  const [day, setDay] = useState("");
  const [missed, setMissed] = useState(false);
  const confirm = (event) => {
    event.preventDefault();
    if (!day) return setMissed(true);
    const text = inWords(day);
    conversation.say({ text }, text);
  };
  return (
    <form class="by-day" onSubmit={confirm} noValidate lang={lang}>
      <label class="field-label" for="day">
        {words.day}
      </label>
      <div class="row">
        <input
          type="date"
          id="day"
          class="day-input"
          value={day}
          aria-invalid={missed}
          aria-describedby="missed"
          onInput={(event) => {
            setDay(event.currentTarget.value);
            setMissed(false);
          }}
        />
        <button type="submit" class="button main">
          {words.useDay}
        </button>
      </div>
      <Missed missed={missed} text={words.chooseDayFirst} />
    </form>
  );
}

const Missed = ({ missed, text }) => (
  <p class="missed" id="missed" role="alert">
    {missed && text}
  </p>
);
