// Line drawings on a grid of 24, seen only: the words stand beside them.

const icon = (path) => () => (
  <svg viewBox="0 0 24 24" aria-hidden="true">
    <path d={path} />
  </svg>
);

export const Talk = icon("M21 12a8 8 0 0 1-8 8H4l2-3.2A8 8 0 1 1 21 12ZM8.5 12h.01M13 12h.01M17 12h.01");
export const Cross = icon("M6 6l12 12M18 6 6 18");
export const Lines = icon("M4 7h16M4 12h16M4 17h16");
export const Phone = icon(
  "M6 3h3l1.5 5-2 1.5a12 12 0 0 0 6 6l1.5-2 5 1.5v3a2 2 0 0 1-2 2A16 16 0 0 1 4 5a2 2 0 0 1 2-2Z",
);
export const List = icon("M9 6h11M9 12h11M9 18h11M4 6h.01M4 12h.01M4 18h.01");
export const Back = icon("M9 7 4 12l5 5M4 12h11a5 5 0 0 1 5 5v1");
export const Again = icon("M4 12a8 8 0 1 0 2.5-5.8L4 8.5M4 4v4.5h4.5");
export const Leave = icon("M14 4H6v16h8M10 12h10M17 8.5l3.5 3.5-3.5 3.5");
export const Bin = icon("M4 7h16M9 7V4h6v3M6.5 7l1 13h9l1-13M10 11v5M14 11v5");
export const Key = icon("M15 9.5a4.5 4.5 0 1 1-3-4.2A4.5 4.5 0 0 1 15 9.5ZM13.5 12.5 20 19M17 16l2-2");
export const Up = icon("M12 20V5M5.5 11 12 4.5l6.5 6.5");
export const Alarm = icon("M12 3 2.5 20h19L12 3ZM12 10v4.5M12 17.3h.01");
export const Paper = icon("M7 3h7l4 4v14H7zM14 3v4h4M10 12h5M10 16h5");
export const Save = icon("M12 4v11M7 10.5l5 5 5-5M5 20h14");
export const Tick = icon("M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0ZM8 12.5l2.7 2.7L16 9.5");
export const Open = icon(
  "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0ZM9.5 9.5a2.5 2.5 0 1 1 3.3 2.4c-.6.2-.8.6-.8 1.3M12 16.5h.01",
);
export const Clock = icon("M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0ZM12 7v5l3.3 2");
