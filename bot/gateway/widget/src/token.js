// On a page of another origin the cookie is blocked: a short-lived token stands for the session.
// It stays in this tab's session storage; a new tab of the same page asks its siblings for theirs.

const KEY = "aftercart-token";
const PATIENCE_MS = 150;

export class Token {
  #memory = null;
  #siblings = "BroadcastChannel" in globalThis ? new BroadcastChannel(KEY) : null;

  constructor() {
    this.#siblings?.addEventListener("message", ({ data }) => {
      if (data === "wanted" && this.value) this.#siblings.postMessage({ token: this.value });
    });
  }

  get value() {
    return this.#stored() ?? this.#memory;
  }

  set value(token) {
    this.#memory = token;
    try {
      if (token) sessionStorage.setItem(KEY, token);
      else sessionStorage.removeItem(KEY);
    } catch {
      // Storage may be forbidden: the token then lives as long as the page.
    }
  }

  /** The token of this tab, or of a tab beside it, or null. */
  async find() {
    if (!this.value && this.#siblings) this.value = await this.#fromSiblings();
    return this.value;
  }

  #fromSiblings() {
    return new Promise((found) => {
      const heard = ({ data }) => data?.token && found(data.token);
      this.#siblings.addEventListener("message", heard);
      this.#siblings.postMessage("wanted");
      setTimeout(() => {
        this.#siblings.removeEventListener("message", heard);
        found(null);
      }, PATIENCE_MS);
    });
  }

  #stored() {
    try {
      return sessionStorage.getItem(KEY);
    } catch {
      return null;
    }
  }
}
