// Keeps in the phone what is being written into a form, so that a lost signal, an empty battery or a slip of the
// finger loses nothing; says so; and gives it back. Without this module every step is saved when it is sent.
const KEEP_DAYS = 14;
const PREFIX = "draft:";
const form = document.querySelector("form[data-draft]");
const says = document.querySelector("[data-draft-says]");

function store() {
  try {
    const shelf = window.localStorage;
    shelf.setItem("draft-try", "1");
    shelf.removeItem("draft-try");
    return shelf;
  } catch {
    return null; // full, or forbidden in this browser: the page works as it did without
  }
}

const shelf = store();
const refused = document.querySelector(".errsum, [aria-invalid]") !== null;

function read(key) {
  try {
    return JSON.parse(shelf.getItem(key));
  } catch {
    return null;
  }
}

// Whether a form that was sent from there led here: then what it said has arrived.
function arrived(kept) {
  const from = document.referrer && new URL(document.referrer);
  return kept.sent && from && from.origin === location.origin && from.pathname === kept.path && !refused;
}

function tidy() {
  for (const key of Object.keys(shelf).filter((name) => name.startsWith(PREFIX))) {
    const kept = read(key);
    if (!kept || Date.now() - kept.at > KEEP_DAYS * 86400000 || arrived(kept)) shelf.removeItem(key);
  }
}

const fields = () =>
  [...form.elements].filter(
    (one) => one.name && !["hidden", "file", "submit", "button", "password"].includes(one.type) && one.type !== "fieldset",
  );

function written() {
  const said = {};
  for (const one of fields()) {
    if (one.type === "radio") {
      if (one.checked) said[one.name] = one.value;
    } else if (one.type === "checkbox") said[one.name] = one.checked;
    else said[one.name] = one.value;
  }
  return said;
}

function fill(said) {
  for (const one of fields()) {
    if (!(one.name in said)) continue;
    if (one.type === "radio") one.checked = one.value === said[one.name];
    else if (one.type === "checkbox") one.checked = said[one.name];
    else one.value = said[one.name];
  }
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

function say(words, tone, button) {
  says.hidden = false;
  says.className = `note note-${tone}`;
  says.replaceChildren(document.createTextNode(words));
  if (button) says.append(" ", button);
}

function begin() {
  const key = PREFIX + form.dataset.draft;
  const told = says.dataset;
  const given = written();
  const kept = read(key);
  const base = refused && kept ? kept.given : given; // what stood there before anything was written

  const keep = (sent = false) => {
    const draft = { at: Date.now(), path: location.pathname, given: base, said: written(), sent };
    try {
      shelf.setItem(key, JSON.stringify(draft));
      return true;
    } catch {
      return false;
    }
  };

  if (kept && !refused) {
    if (same(kept.given, given) && !same(kept.said, given)) {
      fill(kept.said);
      keep();
      const drop = document.createElement("button");
      drop.type = "button";
      drop.className = "btn dense";
      drop.textContent = told.drop;
      drop.onclick = () => {
        shelf.removeItem(key);
        fill(given);
        says.hidden = true;
        fields()[0]?.focus();
      };
      say(told.back, "proof", drop);
    } else shelf.removeItem(key); // it has arrived, or was changed elsewhere meanwhile
  }

  let waits;
  form.addEventListener("input", () => {
    clearTimeout(waits);
    waits = setTimeout(() => {
      if (keep()) say(navigator.onLine ? told.kept : told.offline, navigator.onLine ? "plain" : "warn");
    }, 400);
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(waits);
    keep(navigator.onLine);
    if (!navigator.onLine) {
      event.preventDefault();
      say(told.offline, "warn");
      says.scrollIntoView({ block: "center" });
    }
  });
  addEventListener("offline", () => say(told.offline, "warn"));
  addEventListener("online", () => say(told.online, "good"));
  if (!navigator.onLine) say(told.offline, "warn");
  addEventListener("pageshow", (event) => {
    if (event.persisted && read(key)) keep(); // back from a page that did not load: nothing has arrived
  });
}

if (shelf) {
  tidy();
  if (form && says) begin();
}
