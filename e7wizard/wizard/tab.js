// Where this tab keeps its answers in the browser. Shared by the page before the app and by the app's store.
const PREFIX = "e7wizard.v1.";
const LAST = PREFIX + "last";
const OFF = PREFIX + "off";
const TAB = PREFIX + "tab";
const LEFT = PREFIX + "left";
const PARTS = ["", ".typing", ".newer"];
// With saving off, whoever comes back to this tab later than this may be somebody else.
const AWAY_MS = 60000;
// Shared by both scripts, as the second finds what the first has begun.
const house = (window.__e7wizard = window.__e7wizard || {});

function mayKeep() {
  try {
    return localStorage.getItem(OFF) !== "1";
  } catch (error) {
    return false;
  }
}

// With saving off only this tab knows the answers, until it is closed.
function area() {
  return mayKeep() ? localStorage : sessionStorage;
}

function forgetIn(area) {
  for (const key of Object.keys(area)) {
    if (key.startsWith(PREFIX) && ![OFF, TAB, LEFT].includes(key)) area.removeItem(key);
  }
}

function tabId() {
  if (house.tab === undefined) {
    try {
      house.tab = openTab();
    } catch (error) {
      house.tab = null;
    }
  }
  return house.tab;
}

function openTab() {
  let id = sessionStorage.getItem(TAB);
  const left = Number(sessionStorage.getItem(LEFT));
  sessionStorage.removeItem(LEFT);
  const [opened] = performance.getEntriesByType("navigation");
  const stayed = left ? Date.now() - left < AWAY_MS : opened && opened.type === "reload";
  if (!mayKeep() && !stayed) forgetIn(sessionStorage);
  // A copied tab brings the name of one that is still open and was never left. It goes on in a copy of its own.
  if (!id || !left) {
    const source = id || localStorage.getItem(LAST);
    id = Math.random().toString(36).slice(2);
    sessionStorage.setItem(TAB, id);
    for (const part of source ? PARTS : []) {
      const kept = area().getItem(PREFIX + source + part);
      if (kept) area().setItem(PREFIX + id + part, kept);
    }
  }
  window.addEventListener("pagehide", () => sessionStorage.setItem(LEFT, String(Date.now())));
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) sessionStorage.removeItem(LEFT);
  });
  return id;
}

function savedDraft(id) {
  try {
    return JSON.parse(area().getItem(PREFIX + id) || "{}") || {};
  } catch (error) {
    return {};
  }
}

function savedAnswers(id) {
  return savedDraft(id).answers || {};
}

// What a saved draft holds for the field of this name (its key in the app, f_job_duties for job.duties).
function savedText(draft, name) {
  const answers = draft.answers || {};
  const row = /^f_mix_(duty|percent)_(\d)$/.exec(name);
  const variant = /^f_v(\d+)_/.exec(name);
  let found;
  if (name === "hr_text") {
    found = draft.hr && draft.hr.text;
  } else if (row) {
    found = ((answers["job.mix"] || [])[row[2]] || {})[row[1]];
  } else {
    const beside = variant && (draft.variants || []).find((one) => String(one.number) === variant[1]);
    const answered = variant ? (beside && beside.changes) || {} : answers;
    const start = variant ? variant[0] : "f_";
    const path = Object.keys(answered).find((one) => start + one.replaceAll(".", "_") === name);
    found = path && answered[path];
  }
  return found === undefined || found === null || found === "unknown" ? "" : String(found);
}

// Text that stands in fields and has not been taken, by the field's name, each with what the draft said when it began.
function readTyping(id) {
  try {
    const kept = JSON.parse(area().getItem(PREFIX + id + ".typing") || "{}") || {};
    return typeof kept.text === "string" ? { f_job_duties: kept } : kept;
  } catch (error) {
    return {};
  }
}

function writeTyping(id, all) {
  try {
    if (Object.keys(all).length) area().setItem(PREFIX + id + ".typing", JSON.stringify(all));
    else area().removeItem(PREFIX + id + ".typing");
  } catch (error) {
    /* storage is full or off: the answer still lives in the session */
  }
}

function keepTyping(id, name, text) {
  const all = readTyping(id);
  const base = all[name] && all[name].base !== undefined ? all[name].base : savedText(savedDraft(id), name);
  writeTyping(id, { ...all, [name]: { text, base } });
}

// What was typed and not yet taken; not where the draft has been changed elsewhere since, as that is newer.
function typed(id) {
  const draft = savedDraft(id);
  const found = {};
  for (const [name, kept] of Object.entries(readTyping(id))) {
    if (!kept || typeof kept.text !== "string") continue;
    if (kept.base === undefined || kept.base === savedText(draft, name)) found[name] = kept.text;
  }
  return found;
}

// Answers that came with a link stand behind the # and leave the address at once: no history or bookmark shall hold them.
function takeLink() {
  const found = /^#case=([\w.-]*)$/.exec(location.hash);
  if (!found) return;
  house.link = found[1];
  history.replaceState(history.state, "", location.pathname + location.search);
}
takeLink();
