// The sites of the trial near the person, each with its way and a plain link to a map.

import { fill } from "../words.js";
import { useWords } from "./context.js";

export function Sites({ sites, heading }) {
  return (
    <div>
      <h3 dir="auto">{heading}</h3>
      <ul class="sites">
        {sites.map((site) => (
          <Site key={site.name} site={site} />
        ))}
      </ul>
    </div>
  );
}

function Site({ site: { name, city, state, zip, distance_miles: miles } }) {
  const words = useWords();
  const map = `https://www.openstreetmap.org/search?query=${encodeURIComponent(zip)}`;
  return (
    <li dir="auto">
      <strong>{name}</strong>
      {city}, {state} {zip} · {miles === 1 ? words.mile : fill(words.miles, { count: miles })}
      <br />
      <a href={map} target="_blank" rel="noopener noreferrer">
        {fill(words.map, { place: `${city} ${zip}` })} <span class="unseen">{words.newTab}</span>
      </a>
    </li>
  );
}
