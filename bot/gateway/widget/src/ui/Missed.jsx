/** What is missing from an answer that was sent too early; the field refers to it. */
export const Missed = ({ missed, text }) => (
  <p class="missed" id="missed" role="alert">
    {missed && text}
  </p>
);
