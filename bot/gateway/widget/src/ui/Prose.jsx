// Plain text as paragraphs and lists, with telephone numbers that can be called. Never HTML.

const LONG_LIST = 8;

const NUMBERS = /(1-800-4-CANCER|\b(?:911|988)\b)/;
const CALLED = { "1-800-4-CANCER": "tel:+18004226237", 911: "tel:911", 988: "tel:988" };

/** The emergency numbers that a text names, each once. */
export const emergencyNumbers = (text) => [...new Set(text.match(/\b(?:911|988)\b/g))];

/** With `folds`, a long list is shown on demand. */
export function Prose({ text, folds }) {
  const parts = text.split(/\n{2,}/).map((part) => part.split("\n").filter(Boolean));
  return parts.map((lines) => {
    const isLong = folds && lines.filter(isListed).length > LONG_LIST;
    return isLong ? <Folded key={lines[0]} lines={lines} /> : <Part key={lines[0]} lines={lines} />;
  });
}

const isListed = (line) => line.startsWith("•");

const Folded = ({ lines: [first, ...rest] }) => (
  <details>
    <summary>{first}</summary>
    <Part lines={rest} />
  </details>
);

function Part({ lines }) {
  const first = lines.findIndex(isListed);
  const lead = first < 0 ? lines : lines.slice(0, first);
  const listed = lines.filter(isListed);
  const rest = lines.slice(lead.length).filter((line) => !isListed(line));
  return (
    <>
      {lead.map(paragraph)}
      {listed.length > 0 && (
        <ul>
          {listed.map((line) => (
            <li key={line} dir="auto">
              <Callable text={line.slice(1).trim()} />
            </li>
          ))}
        </ul>
      )}
      {rest.map(paragraph)}
    </>
  );
}

const paragraph = (line) => (
  <p key={line} dir="auto" class={line.startsWith("The trial page says:") ? "from-page" : undefined}>
    <Callable text={line} />
  </p>
);

export function Callable({ text }) {
  return text.split(NUMBERS).map((part) => (CALLED[part] ? <a href={CALLED[part]}>{part}</a> : part));
}
