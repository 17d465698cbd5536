/** A day as the assistant writes and reads it: "2026-08-20" is "August 20, 2026". */
export function inWords(day) {
  const form = new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: "UTC" });
  return form.format(new Date(`${day}T00:00:00Z`));
}
