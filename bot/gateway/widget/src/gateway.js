// The gateway's API over HTTP. It knows sessions and tokens; it knows nothing of the conversation.

import { Token } from "./token.js";

const PATIENCE_MS = 40_000;

/** What the gateway refused, or that it could not be reached (`code` "unreachable"). */
export class Refusal extends Error {
  constructor({ code = "unreachable", say = "", retry = true } = {}, afterSeconds = 0) {
    super(code);
    Object.assign(this, { code, say, retry, afterSeconds });
  }
}

export class Gateway {
  #origin;
  #token;

  constructor(origin) {
    this.#origin = origin;
    this.#token = origin === location.origin ? null : new Token();
  }

  /** Whether the page is the gateway's own: then links may lead to what the session may read. */
  get isHome() {
    return this.#token === null;
  }

  get sheetAddress() {
    return this.#address("/sheet");
  }

  /** Begins a session or takes up the one of this device. Gives {begun}. */
  async enter() {
    await this.#token?.find();
    try {
      return this.#keep(await this.#request("POST", "/sessions", {}));
    } catch (refusal) {
      if (refusal.code !== "no_session" || !this.#token?.value) throw refusal;
      this.#forget();
      return this.#keep(await this.#request("POST", "/sessions", {}));
    }
  }

  /** Takes up the conversation of a code on this device. Gives {begun}. */
  async resume(code, second) {
    return this.#keep(await this.#request("POST", "/resume", { code, ...second }));
  }

  /** Sends a message. The same key again is the same message, which is taken once. */
  send(key, body) {
    return this.#request("POST", "/messages", body, { "Idempotency-Key": key });
  }

  transcript() {
    return this.#request("GET", "/messages");
  }

  answers() {
    return this.#request("GET", "/answers");
  }

  code() {
    return this.#request("GET", "/code");
  }

  /** The sheet, as a file. */
  sheet() {
    return this.#renewing(() => this.#fetch("GET", "/sheet"));
  }

  async leave() {
    await this.#request("DELETE", "/sessions");
    this.#forget();
  }

  async erase() {
    const erased = await this.#request("DELETE", "/conversation");
    this.#forget();
    return erased;
  }

  #forget() {
    if (this.#token) this.#token.value = null;
  }

  #keep({ token, begun }) {
    if (this.#token) this.#token.value = token;
    return { begun };
  }

  async #request(method, path, body, headers) {
    return read(await this.#renewing(() => this.#fetch(method, path, body, headers)));
  }

  /** Does it; where the token was too old, once more with a fresh one. */
  async #renewing(request) {
    try {
      return await request();
    } catch (refusal) {
      if (refusal.code !== "token_expired") throw refusal;
      await this.enter();
      return request();
    }
  }

  async #fetch(method, path, body, headers = {}) {
    const { ok, content, after } = await this.#sent(method, path, body, headers);
    if (ok) return content;
    throw new Refusal((await read(content))?.error, Number(after) || 0);
  }

  /** The whole answer: a line that is cut in the middle of it has not answered. */
  async #sent(method, path, body, headers) {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
    try {
      const response = await fetch(this.#address(path), {
        method,
        headers: { ...this.#credentials(), ...(body && { "Content-Type": "application/json" }), ...headers },
        body: body && JSON.stringify(body),
        credentials: this.#token ? "omit" : "same-origin",
        cache: "no-store",
        signal: patience.signal,
      });
      return { ok: response.ok, content: await response.blob(), after: response.headers.get("Retry-After") };
    } catch {
      throw new Refusal();
    } finally {
      clearTimeout(timer);
    }
  }

  #credentials() {
    return this.#token?.value ? { Authorization: `Bearer ${this.#token.value}` } : {};
  }

  #address(path) {
    return `${this.#origin}/api/v1${path}`;
  }
}

/** What the gateway said. Anything but JSON is not from the gateway, and can be tried again. */
async function read(content) {
  try {
    return content.size ? JSON.parse(await content.text()) : null;
  } catch {
    throw new Refusal();
  }
}
