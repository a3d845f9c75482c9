// The first question before the app is there: keeps what is typed, then hands it over. tab.js stands before it.
(() => {
  // Streamlit's messages try WebAssembly for long numbers and do without; the policy forbids it, and trying would be told.
  delete window.WebAssembly;

  const shell = document.getElementById("e7-shell");
  const root = document.getElementById("root");
  const box = shell.querySelector("textarea");
  const next = shell.querySelector("button");
  const said = shell.querySelector("[role=status]");
  const id = tabId();
  const began = Date.now();
  let touched = false;
  let pressed = false;

  root.inert = true;
  const answers = savedAnswers(id);
  if (box) {
    const kept = typed(id).f_job_duties;
    const text = kept === undefined ? answers["job.duties"] || "" : kept;
    // A browser may have brought a text back by itself; what is saved is newer.
    box.value = text;
    if (next.dataset.goOn && Object.keys(answers).some((name) => name !== "job.duties" && answers[name])) {
      next.textContent = next.dataset.goOn;
    }
    box.addEventListener("input", () => {
      touched = true;
      if (id) keepTyping(id, "f_job_duties", box.value);
    });
    next.addEventListener("click", () => {
      pressed = true;
      next.hidden = true;
      said.textContent = said.dataset.kept;
    });
  }

  const slow = setTimeout(() => {
    said.textContent = said.dataset.slow;
  }, 20000);

  // Put the text into the real field as if it were typed there, so that the app takes it by itself.
  function fill(field) {
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(field, box.value);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function handOver(field) {
    clearTimeout(slow);
    clearInterval(watch);
    const writing = box && document.activeElement === box;
    const [start, end] = box ? [box.selectionStart, box.selectionEnd] : [0, 0];
    root.inert = false;
    if (field && (touched || writing || pressed)) {
      field.focus({ preventScroll: true });
      if (touched && field.value !== box.value) fill(field);
      field.setSelectionRange(start, end);
      if (!writing || pressed) field.blur();
    }
    shell.remove();
    document.getElementById("e7-shell-style").remove();
    const go = pressed && document.querySelector(shell.dataset.next);
    if (go) go.click();
  }

  let still = 0;
  function look() {
    const app = root.querySelector('[data-testid="stApp"]');
    if (!app) return;
    const failed = root.querySelector('[data-testid="stMain"] :is([data-testid="stAlert"], [data-testid="stException"])');
    if (!failed && !root.querySelector('[data-testid="stMain"] h1')) return;
    if (failed) {
      handOver(null);
      return;
    }
    // The app first asks this browser for its answers and may draw once more; wait until it rests.
    const asked = house.reported !== undefined;
    const rests = app.getAttribute("data-test-script-state") === "notRunning";
    still = asked && rests ? still + 1 : 0;
    const field = root.querySelector('[class*="st-key-f_job_duties"] textarea');
    if (((field || !box) && still >= 4) || still > 50 || Date.now() - began > 90000) handOver(field);
  }
  const watch = setInterval(look, 60);
})();
