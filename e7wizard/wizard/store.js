// Keeps the draft in this browser. No network, no library.
const PREFIX = "e7wizard.v1.";
const LAST = PREFIX + "last";
const OFF = PREFIX + "off";

function tabId() {
  try {
    let id = sessionStorage.getItem(PREFIX + "tab");
    if (!id) {
      id = Math.random().toString(36).slice(2);
      sessionStorage.setItem(PREFIX + "tab", id);
      // A new tab goes on from the last draft, in a copy of its own.
      const last = localStorage.getItem(LAST);
      const draft = last && localStorage.getItem(PREFIX + last);
      if (draft) localStorage.setItem(PREFIX + id, draft);
      const typing = last && localStorage.getItem(PREFIX + last + ".typing");
      if (typing) localStorage.setItem(PREFIX + id + ".typing", typing);
    }
    return id;
  } catch (error) {
    return null;
  }
}

function forgetAll() {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(PREFIX) && key !== OFF) localStorage.removeItem(key);
  }
}

// Drafts of tabs long gone: keep the twelve newest.
function tidy() {
  const drafts = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX) && key.endsWith(".at"));
  drafts.sort((one, other) => Number(localStorage.getItem(other)) - Number(localStorage.getItem(one)));
  for (const key of drafts.slice(12)) {
    const base = key.slice(0, -3);
    for (const name of [key, base, base + ".typing"]) localStorage.removeItem(name);
  }
}

export default function (component) {
  const { data, setStateValue } = component;
  if (!data) return;
  const house = (window.__e7wizard = window.__e7wizard || {});
  const id = tabId();
  document.documentElement.lang = data.lang;
  if (data.title && document.title !== data.title) document.title = data.title;

  if (!house.listening) {
    house.listening = true;
    document.addEventListener(
      "input",
      (event) => {
        const field = event.target;
        if (!house.saving || !id || !(field instanceof HTMLTextAreaElement)) return;
        if (!field.closest('[class*="st-key-f_job_duties"]')) return;
        try {
          localStorage.setItem(PREFIX + id + ".typing", JSON.stringify({ text: field.value, at: Date.now() }));
        } catch (error) {
          /* storage is full or off: the answer still lives in the session */
        }
      },
      true,
    );
  }

  try {
    house.saving = data.saving && localStorage.getItem(OFF) !== "1";
    if (data.restored) {
      if (data.saving) localStorage.removeItem(OFF);
      else localStorage.setItem(OFF, "1");
      house.saving = data.saving;
    }
    if (house.erased === undefined) house.erased = data.erase;
    if (data.erase !== house.erased) {
      house.erased = data.erase;
      forgetAll();
    }
    if (data.restored && !data.saving) forgetAll();
    if (data.restored && data.saving && data.draft && id) {
      localStorage.setItem(PREFIX + id, data.draft);
      localStorage.setItem(PREFIX + id + ".at", String(Date.now()));
      localStorage.setItem(LAST, id);
      const typing = localStorage.getItem(PREFIX + id + ".typing");
      if (typing) {
        const answers = JSON.parse(data.draft).answers || {};
        if (answers["job.duties"] === JSON.parse(typing).text) localStorage.removeItem(PREFIX + id + ".typing");
      }
      tidy();
    }
  } catch (error) {
    /* a browser without storage: nothing is kept, and the notice on the page says where answers live */
  }

  if (!data.restored && house.reported !== data.nonce) {
    house.reported = data.nonce;
    let message = { nonce: data.nonce, draft: null, typing: null, saving: true };
    try {
      message.saving = localStorage.getItem(OFF) !== "1";
      message.draft = id && localStorage.getItem(PREFIX + id);
      const typing = id && localStorage.getItem(PREFIX + id + ".typing");
      message.typing = typing ? JSON.parse(typing) : null;
    } catch (error) {
      message.saving = false;
    }
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
