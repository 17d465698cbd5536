// What is in the panel: the head, then the talk with its field, or a pane, or the word that the chat is over.

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { catchLostFocus, offerFocus, rest } from "../focus.js";
import { rememberOpen } from "../remembered.js";
import { Composer } from "./Composer.jsx";
import { useConversation } from "./context.js";
import { Head } from "./Head.jsx";
import { Notices, Status } from "./Notices.jsx";
import { Over } from "./Over.jsx";
import { CodePane, ResumePane, ReviewPane } from "./panes.jsx";
import { Sure } from "./Sure.jsx";
import { Talk } from "./Talk.jsx";

const PANES = { review: ReviewPane, code: CodePane, resume: ResumePane, startOver: Sure, end: Sure, erase: Sure };

export function Inside({ open, onClose, presence }) {
  const { phase, replies, sending } = useConversation();
  const [view, setView] = useState("talk");
  const talk = useRef();
  const entry = useRef();
  const Pane = phase === "awake" && PANES[view];
  const talking = phase === "waking" || phase === "awake";

  useLayoutEffect(() => catchLostFocus(talk.current, presence));
  useEffect(() => {
    if (open) rest(talk.current);
  }, [open]);
  useEffect(() => {
    if (open && phase === "awake" && !sending) offerFocus(talk.current, entry.current);
  }, [open, replies, phase, view]);
  useEffect(() => {
    if (!talking) setView("talk");
    if (phase === "ended") rememberOpen(false);
  }, [phase]);

  return (
    <>
      <Head onClose={onClose} onView={setView} />
      <Status />
      {Pane && <Pane key={view} about={view} onBack={() => setView("talk")} />}
      {!Pane && talking && <Talk talkRef={talk} />}
      {!talking && <Over phase={phase} />}
      {phase === "awake" && (
        <div class="foot" hidden={Boolean(Pane)}>
          <Notices />
          <Composer entryRef={entry} />
        </div>
      )}
    </>
  );
}
