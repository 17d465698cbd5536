// Every text of the widget itself, in one place. What the assistant says comes from the gateway.
// A page overrides any of them: data-title="..." or texts='{"title": "..."}'.

export const WORDS = {
  launcher: "Could this trial fit me?",
  title: "A first look at this trial",
  emergency: "In an emergency, call 911",
  close: "Close the chat",
  menu: "More options",
  conversation: "Conversation",
  assistantSaid: "AfterCART says:",
  personSaid: "You said:",

  talkToPerson: "Talk to a person",
  review: "Review my answers",
  goBack: "Go back one question",
  why: "Why do you ask?",
  help: "Help",
  code: "Go on by phone or elsewhere",
  resume: "I have a code",
  startOver: "Start over",
  end: "End chat and clear this device",
  erase: "Delete my data",

  questionsLeft: "About {count} questions left",
  questionLeft: "One question left",

  choose: "Choose an answer, or write your own below",
  chooseSeveral: "Choose all that fit",
  confirmSeveral: "Done choosing",
  chooseFirst: "Choose at least one, or write your own answer below.",
  day: "If you know the day",
  useDay: "Use this day",
  chooseDayFirst: "Choose a day first, or write about when below.",
  answer: "Your answer",
  message: "Your message",
  ownWords: "Or in your own words",
  aboutWhen: "Or about when, in your own words",
  number: "Your answer as a number",
  zip: "ZIP code, or city and state",
  useLetters: "Use letters",
  useDigits: "Use digits",
  send: "Send",
  lettersLeft: "{count} letters left",

  getHelp: "Please get help now",
  call: "Call {number}",

  starting: "One moment …",
  typing: "AfterCART is writing …",
  restored: "Your conversation is here as you left it.",
  offline: "You are offline. Nothing is lost. Go on when the connection is back.",
  notSent: "This was not sent yet.",
  noConnection: "I could not reach the chat just now. Nothing is lost.",
  byPhone: "A person answers at 1-800-4-CANCER.",
  sendAgain: "Send again",
  takeBack: "Take it back",
  tryAgain: "Try again",

  likely_eligible: "A likely fit",
  possibly_eligible: "It may be a fit",
  not_yet: "Not today, perhaps later",
  likely_not_eligible: "Not a fit, by your answers",
  incomplete: "Not finished yet",
  result: "Your result",
  opens: "Your window opens",
  closes: "Your window closes",
  opensEarliest: "Your window could open",
  closesLatest: "Your window could close",
  sites: "Sites near you",
  miles: "{count} miles away",
  mile: "1 mile away",
  map: "Map of {place}",
  newTab: "(opens in a new tab)",
  reasons: "Each rule, and how your answers fit ({count})",
  pageSays: "The trial page says: “{quote}”",
  not_met: "Does not fit",
  not_yet_points: "Not yet",
  team_review: "For the study team to judge",
  unknown: "Still open",
  missing: "Not asked",
  met: "Fits",
  at_visit: "Tested at a visit",
  printSheet: "Print a sheet for my doctor",
  saveSheet: "Save the sheet",
  sheetFile: "my-trial-sheet.html",

  back: "Back to the chat",
  nothingToReview: "No answers yet.",
  change: "Change",
  codeSays: "Say this code on the phone, or type it on your other device:",
  codeNeeds: "You will also be asked for your age or your ZIP code. The code works for {days} days.",
  resumeSays: "Go on with a chat from another device or from the phone.",
  codeField: "Your code",
  secondField: "Your age, or the ZIP code that you gave",
  goOn: "Go on",

  sureStartOver: "Start over from the first question? Your answers so far will be set aside.",
  yesStartOver: "Yes, start over",
  sureEnd:
    "End this chat here? Whoever uses this device after you cannot read it. A code that you wrote down still works.",
  yesEnd: "Yes, end and clear",
  sureErase: "Delete all that you told us, for good? Nobody can bring it back.",
  yesErase: "Yes, delete my data",
  no: "No, go back",
  ended: "This chat is closed, and this device is cleared.",
  gone: "This chat was ended, or it was too long ago.",
  beginAnew: "Begin a new chat",
};

/** The words of a page: its own where it gives them. `{name}` in a word is filled by `fill`. */
export function wordsOf(element) {
  const own = Object.entries(element.dataset).filter(([name]) => name in WORDS);
  return { ...WORDS, ...parsed(element.getAttribute("texts")), ...Object.fromEntries(own) };
}

export function fill(words, values) {
  return words.replace(/\{(\w+)\}/g, (hole, name) => values[name] ?? hole);
}

function parsed(texts) {
  if (!texts) return {};
  try {
    return JSON.parse(texts);
  } catch {
    console.warn("aftercart-chat: `texts` is not JSON");
    return {};
  }
}
