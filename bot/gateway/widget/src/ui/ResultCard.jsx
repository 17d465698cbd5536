// The end of a screen on one card: the outcome, what was said of it, the window, the sites, every rule, the sheet.

import { inWords } from "../days.js";
import { fill } from "../words.js";
import { useWords } from "./context.js";
import { Clock, Open, Paper, Tick } from "./icons.jsx";
import { Prose } from "./Prose.jsx";
import { SheetButtons } from "./Sheet.jsx";
import { Sites } from "./Sites.jsx";

const SIGNS = { likely_eligible: Tick, possibly_eligible: Open, not_yet: Clock, likely_not_eligible: Paper };
const VERDICTS = ["not_met", "not_yet", "team_review", "unknown", "missing", "met", "at_visit"];

/** `texts`: what the assistant said with the result. The list of sites is drawn in place of its sentence. */
export function ResultCard({ result, texts }) {
  const words = useWords();
  const { outcome, window, criteria, sites } = result;
  const Sign = SIGNS[outcome] ?? Open;
  const ofSites = sites.length ? texts.findIndex((text) => text.includes(sites[0].name)) : -1;
  const before = ofSites < 0 ? texts : texts.slice(0, ofSites);
  const after = ofSites < 0 ? [] : texts.slice(ofSites + 1);
  return (
    <section class="card" aria-label={words.result}>
      <div class="outcome">
        <Sign />
        <h3>{words[outcome] ?? words.result}</h3>
      </div>
      {outcome !== "likely_not_eligible" && <Window window={window} />}
      <Said texts={before} />
      {sites.length > 0 && <Sites sites={sites} heading={texts[ofSites]?.split("\n")[0] ?? words.sites} />}
      <Said texts={after} />
      <Rules criteria={criteria} />
      <SheetButtons />
    </section>
  );
}

const Said = ({ texts }) =>
  texts.length > 0 && (
    <div class="prose">
      {texts.map((text) => (
        <Prose key={text} text={text} folds />
      ))}
    </div>
  );

function Window({ window }) {
  const words = useWords();
  if (!window?.possibly_opens) return null;
  const { opens, closes, possibly_opens: earliest, possibly_closes: latest } = window;
  const certain = opens === earliest && closes === latest;
  return (
    <dl class="window">
      <div>
        <dt>{certain ? words.opens : words.opensEarliest}</dt>
        <dd>{inWords(earliest)}</dd>
      </div>
      <div>
        <dt>{certain ? words.closes : words.closesLatest}</dt>
        <dd>{inWords(latest)}</dd>
      </div>
    </dl>
  );
}

function Rules({ criteria }) {
  const words = useWords();
  const names = { ...words, not_yet: words.not_yet_points };
  return (
    <details>
      <summary>{fill(words.reasons, { count: criteria.length })}</summary>
      {VERDICTS.map((verdict) => {
        const found = criteria.filter((each) => each.verdict === verdict);
        return found.length > 0 && <Group key={verdict} name={names[verdict]} criteria={found} words={words} />;
      })}
    </details>
  );
}

function Group({ name, criteria, words }) {
  return (
    <>
      <h4>
        {name} ({criteria.length})
      </h4>
      <ul class="reasons">
        {criteria.map(({ id, reason, quote }) => (
          <li key={id} dir="auto">
            {reason}
            {quote && <span class="from-page">{fill(words.pageSays, { quote })}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}
