// The day on a calendar, for those who know it.

import { useState } from "preact/hooks";
import { inWords } from "../days.js";
import { useParts } from "./context.js";
import { Missed } from "./Missed.jsx";

export function Day() {
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
    <form onSubmit={confirm} noValidate lang={lang}>
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
