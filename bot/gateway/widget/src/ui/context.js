// What every part of the chat may need: the page's words, the conversation, the gateway.

import { createContext } from "preact";
import { useContext, useEffect, useLayoutEffect, useState } from "preact/hooks";
import { openQuestion } from "../conversation.js";

export const Parts = createContext(null);

export const useParts = () => useContext(Parts);

export const useWords = () => useParts().words;

/** The conversation's state, and what waits for an answer; the caller is drawn anew when they change. */
export function useConversation() {
  const { conversation } = useParts();
  const [, redraw] = useState(0);
  // At once: an answer may come before the browser has painted.
  useLayoutEffect(() => conversation.subscribe(() => redraw((count) => count + 1)), [conversation]);
  return { ...conversation.state, question: openQuestion(conversation.state) };
}

/** Whether the browser believes that it has a connection. */
export function useOnline() {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => setOnline(navigator.onLine);
    addEventListener("online", look);
    addEventListener("offline", look);
    return () => {
      removeEventListener("online", look);
      removeEventListener("offline", look);
    };
  }, []);
  return online;
}
