// One thing said, by the person or by the assistant.

import { fill } from "../words.js";
import { useWords } from "./context.js";
import { Alarm, Phone } from "./icons.jsx";
import { emergencyNumbers, Prose } from "./Prose.jsx";
import { ResultCard } from "./ResultCard.jsx";

export function Message({ message, endsReply }) {
  const words = useWords();
  if (message.from === "person") return <ByPerson text={message.text} />;
  if (message.result) return <ResultCard result={message.result} texts={message.texts} />;
  if (isAlarm(message, endsReply)) return <AlarmMessage text={message.text} />;
  return (
    <div class="said by-assistant prose">
      <span class="unseen">{words.assistantSaid} </span>
      <Prose text={message.text} />
    </div>
  );
}

/** What the person said, while the gateway has not taken it yet. */
export const Unsent = ({ text, failed }) => <ByPerson text={text} unsent={failed} />;

function ByPerson({ text, unsent }) {
  const words = useWords();
  return (
    <div class={`said by-person ${unsent ? "unsent" : ""}`} dir="auto">
      <span class="unseen">{words.personSaid} </span>
      {text}
    </div>
  );
}

/** An emergency stops the questions: the reply ends in a number to call, and asks nothing. */
const isAlarm = ({ text, ask }, endsReply) => endsReply && !ask && emergencyNumbers(text).length > 0;

function AlarmMessage({ text }) {
  const words = useWords();
  return (
    <div class="said by-assistant alarm prose">
      <h3>
        <Alarm />
        {words.getHelp}
      </h3>
      <Prose text={text} />
      <ul class="calls">
        {emergencyNumbers(text).map((number) => (
          <li key={number}>
            <a class="button" href={`tel:${number}`}>
              <Phone />
              {fill(words.call, { number })}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
