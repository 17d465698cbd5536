// The panes: every answer with a way to change it; a code to go on elsewhere; a code from elsewhere.

import { useState } from "preact/hooks";
import { fill } from "../words.js";
import { useParts } from "./context.js";
import { Loaded, Pane } from "./Pane.jsx";
import { SheetButtons } from "./Sheet.jsx";

export function ReviewPane({ onBack }) {
  const { words, gateway } = useParts();
  return (
    <Pane name={words.review} onBack={onBack}>
      <Loaded load={() => gateway.answers()}>
        {({ answers }) =>
          answers.length ? <Answers answers={answers} onBack={onBack} /> : <p>{words.nothingToReview}</p>
        }
      </Loaded>
    </Pane>
  );
}

function Answers({ answers, onBack }) {
  const { words, conversation } = useParts();
  const change = ({ ask, title }) => {
    onBack();
    conversation.say({ change: ask }, `${words.change}: ${title}`);
  };
  return (
    <>
      <ul class="review">
        {answers.map((answer) => (
          <li key={answer.ask}>
            <p class="what" dir="auto">
              <span class="asked">{answer.title}</span>
              <span class="answered">{answer.answer}</span>
            </p>
            <button type="button" class="button" onClick={() => change(answer)}>
              {words.change} <span class="unseen">{answer.title}</span>
            </button>
          </li>
        ))}
      </ul>
      <SheetButtons />
    </>
  );
}

export function CodePane({ onBack }) {
  const { words, gateway } = useParts();
  return (
    <Pane name={words.code} onBack={onBack}>
      <Loaded load={() => gateway.code()}>
        {({ code, valid_days: days }) => (
          <>
            <p>{words.codeSays}</p>
            <p class="the-code">{code}</p>
            <p>{fill(words.codeNeeds, { days })}</p>
          </>
        )}
      </Loaded>
    </Pane>
  );
}

export function ResumePane({ onBack }) {
  const { words, conversation } = useParts();
  const [problem, setProblem] = useState("");
  const resume = (event) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    conversation.resume(given.get("code").trim(), secondOf(given.get("second").trim())).then(
      () => onBack(),
      (refusal) => setProblem(refusal.say || words.noConnection),
    );
  };
  return (
    <Pane name={words.resume} onBack={onBack}>
      <form onSubmit={resume}>
        <p>{words.resumeSays}</p>
        <Field name="code" label={words.codeField} />
        <Field name="second" label={words.secondField} inputMode="numeric" />
        <p class="problem" role="alert">
          {problem}
        </p>
        <button type="submit" class="button main">
          {words.goOn}
        </button>
      </form>
    </Pane>
  );
}

/** Nobody is older than three digits, and no ZIP code is shorter than five. */
const secondOf = (text) => (/^\d{1,3}$/.test(text) ? { age: Number(text) } : { zip_code: text });

function Field({ name, label, inputMode }) {
  return (
    <>
      <label class="field-label" for={name}>
        {label}
      </label>
      <input
        class="entry"
        id={name}
        name={name}
        required
        autoComplete="off"
        autoCapitalize="characters"
        inputMode={inputMode}
      />
    </>
  );
}
