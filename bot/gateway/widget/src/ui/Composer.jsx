// The field for an answer in one's own words. What it is called and which keyboard it brings depend on the question.

import { useEffect, useState } from "preact/hooks";
import { fill } from "../words.js";
import { useConversation, useParts } from "./context.js";
import { Up } from "./icons.jsx";

const LONGEST = 500;
const WARN_AT = 100;
const WHOLE_NUMBERS = new Set(["age", "prior_lines", "anc_per_mm3", "platelets_per_mm3"]);

export function Composer({ entryRef }) {
  const { words, conversation } = useParts();
  const { question, sending, unsent, returned, replies } = useConversation();
  const [draft, setDraft] = useState("");
  const [inWords, setInWords] = useState(false);
  useEffect(() => returned && setDraft(returned), [returned]);
  useEffect(() => setInWords(false), [replies]);

  const { label, keyboard, completes } = kindOf(question, words);
  const busy = Boolean(sending || unsent);
  const send = (event) => {
    event.preventDefault();
    const text = draft.trim();
    if (!text || busy) return;
    setDraft("");
    conversation.say({ text }, text);
  };
  const sendOnEnter = (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) send(event);
  };
  const left = LONGEST - draft.length;

  return (
    <form class="composer" onSubmit={send} noValidate>
      <div class="composer-head">
        <label class="field-label" for="entry">
          {label}
        </label>
        {keyboard && (
          <button type="button" class="switch" onClick={() => (setInWords(!inWords), entryRef.current.focus())}>
            {inWords ? words.useDigits : words.useLetters}
          </button>
        )}
      </div>
      <div class="composer-row">
        <textarea
          id="entry"
          class="entry"
          ref={entryRef}
          rows={1}
          maxLength={LONGEST}
          dir="auto"
          value={draft}
          inputMode={(!inWords && keyboard) || "text"}
          autoComplete={completes ?? "off"}
          enterKeyHint="send"
          onInput={(event) => setDraft(event.currentTarget.value)}
          onKeyDown={sendOnEnter}
        />
        <button type="submit" class="send" aria-label={words.send} aria-disabled={busy || !draft.trim()}>
          <Up />
        </button>
      </div>
      {left <= WARN_AT && <p class="count">{fill(words.lettersLeft, { count: left })}</p>}
    </form>
  );
}

function kindOf(question, words) {
  if (!question?.ask) return { label: words.message };
  const { ask, input, buttons } = question;
  if (ask === "zip_code") return { label: words.zip, keyboard: "numeric", completes: "postal-code" };
  if (input === "number") return { label: words.number, keyboard: WHOLE_NUMBERS.has(ask) ? "numeric" : "decimal" };
  if (input === "date") return { label: words.aboutWhen };
  return { label: buttons?.length ? words.ownWords : words.answer };
}
