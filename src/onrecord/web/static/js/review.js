// Reviewing by keyboard: what is decided goes off in the background, one after another, and the
// next item comes by itself.
import { page } from "./fragment.js";
import { post } from "./http.js";
import { say, typing } from "./say.js";

const list = document.getElementById("items");
const AHEAD = 3; // So many items are fetched before the last one is reached.
const MEMORY = "onrecord.review";

/** The items that wait to be decided, in order. */
const waiting = () => [...list.querySelectorAll(".item:not(.decided)")];
const all = () => [...list.querySelectorAll(".item")];
const current = () => list.querySelector('.item[aria-current="true"]');

let sending = Promise.resolve();
let underway = 0;
let fetching = null;
let exhausted = false;

function go(item, { quietly = false, still = false } = {}) {
  for (const each of all()) each.removeAttribute("aria-current");
  if (!item) return;
  item.setAttribute("aria-current", "true");
  if (!quietly) item.focus({ preventScroll: true });
  if (!still) item.scrollIntoView({ block: "nearest" });
}

/** To the next one that waits, or the one before. */
function step(by) {
  const here = all().indexOf(current());
  const items = all();
  for (let at = here + by; at >= 0 && at < items.length; at += by) {
    if (!items[at].classList.contains("decided")) {
      go(items[at]);
      return true;
    }
  }
  return false;
}

function fields(form) {
  const given = new FormData(form);
  const data = { action: given.get("action") };
  for (const name of ["document", "id", "entry"]) if (given.has(name)) data[name] = given.get(name);
  if (given.has("who")) data.who = given.getAll("who");
  return data;
}

/** Decisions of this tab that can be undone, the last one last; they outlive a reload. */
const memory = {
  read() {
    try {
      return (JSON.parse(sessionStorage.getItem(MEMORY)) ?? []).filter((one) => one.entry);
    } catch {
      return [];
    }
  },
  write(entries) {
    try {
      sessionStorage.setItem(MEMORY, JSON.stringify(entries.slice(-200)));
    } catch {
      // Undo then reaches as far as this page.
    }
  },
};
let made = memory.read();

function decide(form) {
  const item = form.closest(".item");
  if (item.classList.contains("decided")) return;
  const outcome = item.querySelector(".outcome");
  item.classList.add("decided");
  outcome.hidden = false;
  outcome.classList.remove("failed");
  outcome.textContent = `${form.dataset.done} …`;
  const one = { key: item.dataset.key, entry: null };
  made.push(one);
  underway += 1;
  sending = sending.then(async () => {
    try {
      const { entry } = await post("/decide", fields(form));
      one.entry = entry.id;
      memory.write(made);
      outcome.textContent = `${form.dataset.done} by ${entry.by}`;
    } catch (error) {
      made = made.filter((each) => each !== one);
      reopen(item);
      outcome.hidden = false;
      outcome.classList.add("failed");
      outcome.textContent = error.message;
      say(error.message);
    }
    underway -= 1;
  });
  say(form.dataset.done);
  next(item);
}

function next(item) {
  go(item, { quietly: true });
  const more = fill();
  if (step(1)) return;
  more.then(() => {
    // What was passed over comes last.
    if (step(1) || step(-1) || !exhausted) return;
    document.getElementById("end").hidden = false;
    say("All of these are done");
  });
}

/** How many wait after the current one. */
function ahead() {
  const items = all();
  return items.slice(items.indexOf(current()) + 1).filter((item) => !item.classList.contains("decided")).length;
}

/** Fetch more items where few are left. */
function fill() {
  if (exhausted || ahead() > AHEAD) return Promise.resolve();
  fetching ??= fetched()
    .catch((error) => say(error.message))
    .finally(() => {
      fetching = null;
    });
  return fetching;
}

/** The first items of the list that are not here yet. It grows shorter with each decision. */
async function fetched() {
  await sending; // What is on its way would be listed still.
  let from = Number(list.dataset.first);
  while (!exhausted) {
    const fresh = await page(`/review?kind=${encodeURIComponent(list.dataset.kind)}&from=${from}`);
    const items = [...fresh.querySelectorAll("#items .item")];
    const known = new Set(all().map((item) => item.dataset.key));
    const found = items.filter((item) => !known.has(item.dataset.key));
    if (found.length) {
      list.append(...found.map((item) => document.adoptNode(item)));
      return;
    }
    from += items.length;
    exhausted = !fresh.querySelector('#more [rel="next"]');
  }
}

function reopen(item) {
  item.classList.remove("decided");
  item.querySelector(".outcome").hidden = true;
  document.getElementById("end").hidden = true;
}

async function undo() {
  const last = made.pop();
  if (!last) {
    say("There is nothing of yours to undo here");
    return;
  }
  await sending;
  if (!last.entry) return; // It failed, and was never made.
  try {
    await post("/decide", { action: "undo", entry: last.entry });
  } catch (error) {
    say(error.message);
    return;
  }
  memory.write(made);
  say("Undone");
  const item = all().find((each) => each.dataset.key === last.key);
  if (item) {
    reopen(item);
    go(item);
  } else {
    location.reload();
  }
}

function open(item) {
  item?.querySelector("a.open")?.click();
}

if (list) {
  document.getElementById("more").hidden = true;
  list.addEventListener("submit", (event) => {
    event.preventDefault();
    decide(event.target);
  });
  list.addEventListener("focusin", (event) => {
    const item = event.target.closest(".item");
    if (item && item !== current() && !item.classList.contains("decided")) go(item, { quietly: true });
  });
  list.addEventListener("click", (event) => {
    const item = event.target.closest(".item");
    if (item && !event.target.closest("a, button")) go(item);
  });
  document.addEventListener("keydown", (event) => {
    if (typing(event) || event.shiftKey) return;
    const item = current();
    const form = item && !item.classList.contains("decided") ? item.querySelector(`form[data-key="${CSS.escape(event.key)}"]`) : null;
    if (event.key === "j" || event.key === "k") {
      if (!step(event.key === "j" ? 1 : -1) && event.key === "j") fill().then(() => step(1));
      fill();
    } else if (event.key === "u") undo();
    else if (event.key === "o") open(item);
    else if (form && !event.repeat) decide(form);
    else return;
    event.preventDefault();
  });
  addEventListener("beforeunload", (event) => {
    if (underway) event.preventDefault(); // The browser asks before what was decided is lost.
  });
  go(waiting()[0], { quietly: true, still: true });
}
