// Several of the choices, confirmed together.

import { useState } from "preact/hooks";
import { useParts } from "./context.js";
import { Missed } from "./Missed.jsx";

export function Several({ buttons }) {
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
