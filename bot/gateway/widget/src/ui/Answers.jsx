// The ways to answer the open question, beside writing.

import { useParts } from "./context.js";
import { Day } from "./Day.jsx";
import { Several } from "./Several.jsx";

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
