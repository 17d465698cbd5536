// Asked before what cannot be taken back.

import { useState } from "preact/hooks";
import { useParts } from "./context.js";
import { Pane } from "./Pane.jsx";

export function Sure({ about, onBack }) {
  const { words, conversation } = useParts();
  const [problem, setProblem] = useState("");
  const { question, yes, act } = {
    startOver: {
      question: words.sureStartOver,
      yes: words.yesStartOver,
      act: async () => void conversation.say({ command: "start_over" }, words.startOver),
    },
    end: { question: words.sureEnd, yes: words.yesEnd, act: () => conversation.end(false) },
    erase: { question: words.sureErase, yes: words.yesErase, act: () => conversation.end(true) },
  }[about];
  const confirm = () => act().then(onBack, (refusal) => setProblem(refusal.say || words.noConnection));
  return (
    <Pane name={words[about]} onBack={onBack}>
      <p>{question}</p>
      <p class="problem" role="alert">
        {problem}
      </p>
      <div class="row">
        <button type="button" class="button main" onClick={confirm}>
          {yes}
        </button>
        <button type="button" class="button" onClick={onBack}>
          {words.no}
        </button>
      </div>
    </Pane>
  );
}
