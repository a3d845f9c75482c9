// Keeps the draft in this browser. No network, no library. tab.js stands before it.
const FIELDS = '.stTextInput, .stTextArea';
// The client label and the notes of an adviser are kept nowhere; the page promises it.
const NOWHERE = ["f_client_label", "f_adviser_notes"];

function forgetAll() {
  forgetIn(localStorage);
  forgetIn(sessionStorage);
}

// Drafts of tabs long gone: keep the twelve newest.
function tidy() {
  const drafts = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX) && key.endsWith(".at"));
  drafts.sort((one, other) => Number(localStorage.getItem(other)) - Number(localStorage.getItem(one)));
  for (const key of drafts.slice(12)) {
    const base = key.slice(0, -3);
    for (const part of [".at", ...PARTS]) localStorage.removeItem(base + part);
  }
}

function takesTyping(field) {
  return field instanceof HTMLElement && field.closest(FIELDS) !== null;
}

// The name of a field whose text is kept, from the class that Streamlit makes of its key.
function nameOf(field) {
  const holder = field.closest('[class*="st-key-f_"], [class*="st-key-hr_text"]');
  if (!holder || !takesTyping(field)) return null;
  const found = /(?:^|\s)st-key-(f_\w+|hr_text)(?:\s|$)/.exec(holder.className);
  return found && !NOWHERE.includes(found[1]) ? found[1] : null;
}

function fieldOf(name) {
  return document.querySelector(`.st-key-${name} :is(input, textarea)`);
}

function connected() {
  const app = document.querySelector('[data-testid="stApp"]');
  return !app || app.getAttribute("data-test-connection-state") === "CONNECTED";
}

// A draft was just saved: what still stands in its field is later than it.
function rebase(id) {
  const all = readTyping(id);
  const draft = savedDraft(id);
  for (const [name, kept] of Object.entries(all)) {
    const field = fieldOf(name);
    if (field && field.value === kept.text) kept.base = savedText(draft, name);
  }
  writeTyping(id, all);
}

// Text is done once the draft has it. What still stands in its field will be taken from there; what has lost its field
// (somebody pressed Back) is told to the app, unless the draft has been changed since.
function settle(id) {
  const all = readTyping(id);
  const draft = savedDraft(id);
  const lost = {};
  for (const [name, kept] of Object.entries(all)) {
    const saved = savedText(draft, name);
    const field = fieldOf(name);
    if (saved === kept.text) delete all[name];
    else if (field && field.value === kept.text) kept.base = saved;
    else if (kept.base === undefined || kept.base === saved) lost[name] = kept.text;
    else delete all[name];
  }
  writeTyping(id, all);
  return lost;
}

function settleSoon(id) {
  clearTimeout(house.settling);
  // The page that was left may still be there for a moment.
  house.settling = setTimeout(() => {
    if (!house.restored || !connected()) return;
    const lost = settle(id);
    if (Object.keys(lost).length) tell({ typing: lost });
  }, 400);
}

// A message to the running session; it says when it has heard it.
function tell(message) {
  house.told = (house.told || 0) + 1;
  house.sent = message.typing || {};
  if (house.tell) house.tell("told", JSON.stringify({ ...message, nonce: house.nonce, number: house.told }));
}

function heard(id, number) {
  if (number !== house.told || !house.sent) return;
  const all = readTyping(id);
  for (const [name, text] of Object.entries(house.sent)) {
    if (all[name] && all[name].text === text) delete all[name];
  }
  house.sent = null;
  writeTyping(id, all);
}

// As if somebody typed it.
function write(field, text) {
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set.call(field, text);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

// Without a connection Streamlit locks every field and says so in English, in a window over the page. What is being typed
// goes on instead: it is kept here and taken when the connection is back.
function watchConnection(id) {
  const line = document.createElement("p");
  line.id = "e7-offline";
  line.setAttribute("role", "status");
  document.body.append(line);
  let away = false;
  let writing = null;
  let returning = null;
  document.addEventListener("focusin", (event) => {
    if (connected() || takesTyping(event.target)) writing = event.target;
  });
  document.addEventListener("pointerdown", (event) => {
    writing = event.target;
    returning = null;
  });
  const look = () => {
    const now = !connected();
    const said = now ? (mayKeep() ? house.words.offline : house.words.offline_tab) : "";
    if (line.textContent !== said) line.textContent = said;
    if (now !== away) document.documentElement.classList.toggle("e7-away", now);
    if (now) {
      const close = document.querySelector('[role="dialog"] button[aria-label="Close"]');
      if (close) close.click();
      for (const field of document.querySelectorAll(":is(.stTextInput, .stTextArea) :is(input, textarea):disabled")) {
        field.disabled = false;
      }
      const lost = !document.activeElement || document.activeElement === document.body;
      if (lost && takesTyping(writing)) writing.focus({ preventScroll: true });
    }
    if (now && !away) park(id);
    // A new session knows nothing: this asks for a run, which brings it what is parked and what the fields hold.
    if (away && !now) {
      returning = writing instanceof HTMLElement ? nameOf(writing) : null;
      setTimeout(() => (returning = null), 5000);
      if (house.restored) park(id);
      else tell({});
    }
    away = now;
    // The field in which somebody writes may leave the page and return, empty or as it was some letters ago.
    const field = returning && document.activeElement === document.body && fieldOf(returning);
    if (field) {
      const typing = house.guest ? undefined : typed(id)[returning];
      if (typing !== undefined && typing !== field.value) write(field, typing);
      field.focus({ preventScroll: true });
      field.setSelectionRange(field.value.length, field.value.length);
    }
  };
  new MutationObserver(look).observe(document.body, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ["disabled", "data-test-connection-state"],
  });
  look();
}

function listen(id) {
  document.addEventListener(
    "input",
    (event) => {
      const field = event.target;
      // A row of a table that is open as a case is kept nowhere.
      if (!id || house.guest || !(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement)) return;
      const name = nameOf(field);
      if (name) keepTyping(id, name, field.value);
      if (name && !connected()) park(id);
    },
    true,
  );
  window.addEventListener("hashchange", () => {
    takeLink();
    if (house.link) {
      tell({ link: house.link });
      house.link = null;
    }
  });
  watchConnection(id);
}

// Another tab may have turned saving off for this browser; a switch that was moved here counts, else what is kept.
function agreeOnSaving(data) {
  const moved = house.saving !== undefined && data.saving !== house.saving;
  house.saving = data.saving;
  if (moved && data.saving) {
    localStorage.removeItem(OFF);
    forgetIn(sessionStorage);
  } else if (moved) {
    localStorage.setItem(OFF, "1");
    forgetIn(localStorage);
  } else if (data.saving !== mayKeep()) {
    house.saving = mayKeep();
    setTimeout(() => tell({ saving: mayKeep() }), 0);
  }
}

function keep(id, data) {
  if (house.erased === undefined) house.erased = data.erase;
  if (data.erase !== house.erased) {
    house.erased = data.erase;
    forgetAll();
  }
  if (!id || !data.draft) return;
  agreeOnSaving(data);
  if (data.aside && house.put !== data.nonce) {
    house.put = data.nonce;
    const own = area().getItem(PREFIX + id);
    if (own) area().setItem(PREFIX + id + ".newer", own);
  } else if (data.aside === false) {
    area().removeItem(PREFIX + id + ".newer");
  }
  area().setItem(PREFIX + id, data.draft);
  rebase(id);
  if (mayKeep()) {
    localStorage.setItem(PREFIX + id + ".at", String(Date.now()));
    localStorage.setItem(LAST, id);
    tidy();
  }
}

function stored(id) {
  const message = { guest: Boolean(house.guest), draft: null, newer: null, typing: null, saving: true };
  try {
    message.saving = mayKeep();
    // Without storage the open page is all that remembers.
    message.draft = id ? area().getItem(PREFIX + id) : house.draft || null;
    message.newer = id && area().getItem(PREFIX + id + ".newer");
    message.typing = id && typed(id);
    // What stands in a field of this page will be taken from there.
    for (const name of Object.keys(message.typing || {})) {
      const field = fieldOf(name);
      if (house.reported && field && field.value === message.typing[name]) delete message.typing[name];
    }
  } catch (error) {
    message.saving = false;
  }
  return message;
}

// Another process may answer from here on. What it has to know first lies where Streamlit takes it along with the fields.
function park(id) {
  if (house.park && house.restored) house.park("found", JSON.stringify({ ...stored(id), parked: true }));
}

// The page brings the style sheet of the version that it was loaded from; the app may have been upgraded since.
function dress(path) {
  const link = document.getElementById("e7-style");
  if (!path || (link && link.getAttribute("href") === "." + path)) return;
  const fresh = document.createElement("link");
  Object.assign(fresh, { rel: "stylesheet", id: "e7-style", onload: () => link && link.remove() });
  fresh.setAttribute("href", "." + path);
  document.body.append(fresh);
}

export default function (component) {
  const { data, setStateValue, setTriggerValue } = component;
  if (!data) return;
  const id = tabId();
  if (house.nonce !== data.nonce) {
    house.saving = undefined;
    house.erased = undefined;
  }
  const message = !data.restored && house.reported !== data.nonce && { ...stored(id), nonce: data.nonce, link: house.link || null };
  Object.assign(house, { nonce: data.nonce, words: data.words, restored: data.restored, guest: data.guest });
  Object.assign(house, { tell: setTriggerValue, park: setStateValue });
  if (data.restored) house.draft = data.draft;
  document.documentElement.lang = data.lang;
  dress(data.style);
  // Streamlit says it in English only; style.css puts these words in the place of it.
  document.documentElement.style.setProperty("--e7-none-matches", JSON.stringify(data.words.none_matches));
  if (data.title && document.title !== data.title) document.title = data.title;

  if (!house.listening) {
    house.listening = true;
    listen(id);
  }

  if (data.restored) {
    try {
      keep(id, data);
      heard(id, data.heard);
      if (data.guest) clearTimeout(house.settling);
      else settleSoon(id);
    } catch (error) {
      /* a browser without storage: nothing is kept, and the notice on the page says where answers live */
    }
  } else if (message) {
    house.reported = data.nonce;
    house.link = null;
    setStateValue("found", JSON.stringify(message));
  }

  if (data.focus && house.focus !== data.focus) {
    const first = house.focus === undefined;
    house.focus = data.focus;
    if (!first) {
      setTimeout(() => {
        const heading = document.querySelector('[data-testid="stMain"] h1');
        if (!heading) return;
        heading.tabIndex = -1;
        heading.focus({ preventScroll: true });
        const main = document.querySelector('[data-testid="stMain"]');
        if (main) main.scrollTo({ top: 0 });
      }, 60);
    }
  }
}
