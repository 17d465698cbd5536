// The sheet for the doctor: to print and to save. A link to it only works on the gateway's own pages;
// elsewhere the session is a token, which no link can carry.

import { useState } from "preact/hooks";
import { useParts } from "./context.js";
import { Paper, Save } from "./icons.jsx";

export function SheetButtons() {
  const { gateway } = useParts();
  return <div class="row">{gateway.isHome ? <Links /> : <Fetched />}</div>;
}

function Links() {
  const { words, gateway } = useParts();
  return (
    <>
      <a class="button main" href={gateway.sheetAddress} target="_blank" rel="noopener">
        <Paper />
        {words.printSheet}
        <span class="unseen">{words.newTab}</span>
      </a>
      <a class="button" href={gateway.sheetAddress} download={words.sheetFile}>
        <Save />
        {words.saveSheet}
      </a>
    </>
  );
}

function Fetched() {
  const { words, gateway } = useParts();
  const [problem, setProblem] = useState("");
  const save = () =>
    gateway.sheet().then(
      (sheet) => offer(sheet, words.sheetFile),
      (refusal) => setProblem(refusal.say || words.noConnection),
    );
  return (
    <>
      <button type="button" class="button main" onClick={save}>
        <Save />
        {words.saveSheet}
      </button>
      <p role="alert">{problem}</p>
    </>
  );
}

/** Offers a file to save, without leaving the page. */
function offer(file, name) {
  const address = URL.createObjectURL(file);
  Object.assign(document.createElement("a"), { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address));
}
