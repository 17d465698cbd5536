// The talk as this window knows it: what was said, what is being sent, what could not be sent.
// It keeps nothing in the browser; the gateway has the transcript.

const STILL_WORKING = new Set(["busy", "assistant_slow"]);
const ATTEMPTS = 8;
const PAUSE_SECONDS = 1.5;
const LONGEST_PAUSE_SECONDS = 10;

const ASLEEP = {
  phase: "asleep", // asleep, waking, awake, unreachable, ended (by the person), gone (by time or elsewhere)
  messages: [],
  progress: null,
  sending: null, // {key, body, text}: on its way, the assistant is writing
  unsent: null, // {key, body, text, say}: waits to be sent again under the same key
  notice: "", // what to tell about the last attempt
  returned: "", // words that were refused, given back to be mended
  replies: 0, // how many replies this window has seen arrive
  restored: false,
};

export class Conversation {
  #gateway;
  #listeners = new Set();
  #delivery = null;
  #waits = false;
  state = ASLEEP;

  constructor(gateway) {
    this.#gateway = gateway;
  }

  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Takes up the conversation of this device, or begins one. */
  wake = () => this.#enter(() => this.#gateway.enter());

  /** Takes up the conversation of a code. Throws Refusal. */
  async resume(code, second) {
    const entered = await this.#gateway.resume(code, second);
    return this.#enter(() => entered);
  }

  /**
   * Sends what the gateway is to take (`body`); `text` stands in the log until the gateway tells its own.
   * What is pressed while a message is on its way comes after it.
   */
  async say(body, text) {
    if (this.#waits || this.state.unsent) return;
    this.#waits = true;
    await this.#delivery;
    this.#waits = false;
    if (this.state.unsent) return;
    this.#delivery = this.#deliver({ key: newKey(), body, text });
    await this.#delivery;
  }

  sendAgain = () => {
    if (this.state.unsent) this.#delivery = this.#deliver(this.state.unsent);
    return this.#delivery;
  };

  /** Gives up sending: words go back to the field, a choice can be made again. */
  takeBack = () => {
    const { unsent } = this.state;
    this.#set({ unsent: null, notice: "", returned: unsent.body.text ?? "" });
  };

  /** Catches up with what another window of this conversation did. */
  catchUp = async () => {
    if (this.state.phase !== "awake" || this.state.sending || this.state.unsent) return;
    try {
      this.#setTranscript(await this.#gateway.transcript());
    } catch (refusal) {
      if (refusal.code === "no_session") this.#set({ ...ASLEEP, phase: "gone" });
    }
  };

  /** Ends the conversation on this device, and with `erase` everywhere. Throws Refusal. */
  async end(erase) {
    const told = await (erase ? this.#gateway.erase() : this.#gateway.leave());
    this.#set({ ...ASLEEP, phase: "ended", notice: told?.say ?? "" });
  }

  #set(change) {
    this.state = { ...this.state, ...change };
    this.#listeners.forEach((listener) => listener());
  }

  async #enter(entering) {
    this.#set({ ...ASLEEP, phase: "waking" });
    try {
      const { begun } = await entering();
      if (begun) this.#setTranscript(await this.#gateway.transcript(), { restored: true });
      this.#set({ phase: "awake" });
    } catch (refusal) {
      this.#set({ phase: "unreachable", notice: refusal.say });
      return;
    }
    if (this.state.unsent) await this.sendAgain();
    else if (!this.state.messages.length) await this.say({ command: "open" }, "");
  }

  #setTranscript({ messages, progress }, more) {
    const last = messages.at(-1);
    const unsent = last?.resend ? { key: last.id, body: last.resend, text: last.text, say: "" } : null;
    this.#set({ messages: unsent ? messages.slice(0, -1) : messages, progress, unsent, ...more });
  }

  async #deliver(message) {
    this.#set({ sending: message, unsent: null, notice: "", returned: "" });
    try {
      this.#take(await this.#persistently(message));
    } catch (refusal) {
      await this.#undelivered(message, refusal);
    }
  }

  #take({ said, messages, progress }) {
    const known = new Set(this.state.messages.map(({ id }) => id));
    const fresh = [said, ...messages].filter((each) => each && !known.has(each.id));
    this.#set({
      messages: [...this.state.messages, ...fresh],
      progress,
      sending: null,
      replies: this.state.replies + 1,
    });
  }

  /** Sends under one key, and patiently asks again while the assistant is still at it. */
  async #persistently({ key, body }) {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#gateway.send(key, body);
      } catch (refusal) {
        const pause = Math.max(refusal.afterSeconds, PAUSE_SECONDS);
        const patient = STILL_WORKING.has(refusal.code) && attempt < ATTEMPTS && pause <= LONGEST_PAUSE_SECONDS;
        if (!patient) throw refusal;
        await new Promise((resume) => setTimeout(resume, pause * 1000));
      }
    }
  }

  async #undelivered(message, refusal) {
    if (refusal.retry) return this.#set({ sending: null, unsent: { ...message, say: refusal.say } });
    if (refusal.code === "no_session") return this.#set({ ...ASLEEP, phase: "gone" });
    this.#set({ sending: null, notice: refusal.say, returned: message.body.text ?? "" });
    if (refusal.code === "old_button") await this.catchUp();
  }
}

/** What waits for an answer: the last message of the assistant that has buttons or asks something. */
export function openQuestion({ messages, sending, unsent }) {
  if (sending || unsent) return null;
  const reply = messages.slice(messages.findLastIndex(({ from }) => from === "person") + 1);
  return reply.findLast(({ ask, buttons }) => ask || buttons?.length) ?? null;
}

/** A random UUID; the platform's own is missing where a page is not served over https. */
function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const hex = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0"));
  return hex.join("").replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-4$3-8$4-$5");
}
