// Whether the panel was open in this tab: all that the widget remembers by itself over a reload.

const KEY = "aftercart-open";

export function rememberOpen(open) {
  try {
    if (open) sessionStorage.setItem(KEY, "yes");
    else sessionStorage.removeItem(KEY);
  } catch {
    // Storage may be forbidden: the panel is then closed after a reload.
  }
}

export function wasOpen() {
  try {
    return sessionStorage.getItem(KEY) === "yes";
  } catch {
    return false;
  }
}
