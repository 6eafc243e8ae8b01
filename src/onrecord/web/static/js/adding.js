// Dropping files in, and how far their reading is.
import { page, replace } from "./fragment.js";
import { get, send } from "./http.js";
import { element, say } from "./say.js";

const drop = document.getElementById("drop");
const input = document.getElementById("file");
const list = document.getElementById("jobs");
const PAUSE = 700; // milliseconds between two questions
const SETTLING_PAUSE = 4000; // and while only what the articles say alike is worked out
const STATES = {
  waiting: "Waits for its turn",
  reading: "Reading",
  joining: "Finding out who is one",
  done: "Done",
  stopped: "Stopped",
  broken: "Ended early",
};
const SAID = { added: "added", changed: "changed", unchanged: "there already", failed: "not read", "read again": "read again" };
let asking = false;
let settling = false;
let seen = new Set(); // batches that were under way while this page was open

drop.hidden = false;
input.addEventListener("change", () => hand(input.files));
for (const name of ["dragenter", "dragover"]) {
  document.addEventListener(name, (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    drop.classList.add("over");
  });
}
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) drop.classList.remove("over");
});
document.addEventListener("drop", (event) => {
  drop.classList.remove("over");
  if (!event.dataTransfer.files.length) return;
  event.preventDefault();
  hand(event.dataTransfer.files);
});
for (const form of document.querySelectorAll('form[action="/add"]:not(#drop)')) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    start(new FormData(form)).then((done) => done && form.reset());
  });
}

function hand(files) {
  if (!files.length) return;
  const form = new FormData();
  for (const file of files) form.append("file", file, file.name);
  start(form).then(() => {
    input.value = "";
  });
}

async function start(form) {
  complain("");
  try {
    const { job } = await send("/add", form);
    seen.add(job.id);
    show([job]);
    follow();
    return true;
  } catch (error) {
    complain(error.message);
    return false;
  }
}

function complain(words) {
  document.getElementById("add-wrong")?.remove();
  if (words) list.before(element("p", { id: "add-wrong", class: "wrong", role: "alert" }, words));
}

async function follow() {
  if (asking) return;
  asking = true;
  try {
    for (;;) {
      const { jobs } = await get("/adding.json");
      show(jobs.filter((job) => seen.has(job.id) || !job.over));
      for (const job of jobs) if (!job.over) seen.add(job.id);
      if (jobs.every((job) => job.over)) break;
      await wait(PAUSE);
    }
    if (seen.size) await look();
  } catch (error) {
    complain(error.message);
  } finally {
    asking = false;
  }
  settled();
}

const wait = (pause) => new Promise((resolve) => setTimeout(resolve, pause));
const glance = () => document.getElementById("glance");

/** Show the casebook as it is now, below what is added; not under the hands of somebody who reads. */
async function look() {
  if (glance().contains(document.activeElement)) return;
  replace(await page("/"), "counted", "glance");
}

/** Look again now and then as long as claims are worked out, which come bit by bit. */
async function settled() {
  if (settling) return;
  settling = true;
  while (glance().dataset.settling === "yes") {
    await wait(SETTLING_PAUSE);
    if (!asking && !document.hidden) await look().catch(() => undefined); // it is tried again
  }
  settling = false;
}

function show(jobs) {
  for (const job of jobs) {
    const made = card(job);
    const old = document.getElementById(`job-${job.id}`);
    if (old?.dataset.state !== job.state) say(`${STATES[job.state]}: ${figures(job)}`);
    if (old) old.replaceWith(made);
    else list.prepend(made);
  }
}

function figures(job) {
  const counts = Object.entries(job.counts).map(([status, count]) => `${count} ${SAID[status] ?? status}`);
  return counts.join(", ") || (job.over ? "nothing to add" : `${job.things} handed in`);
}

function card(job) {
  const bar = element("progress", { "aria-label": "Articles read", max: job.total ?? 1 });
  if (job.over) bar.value = bar.max;
  else if (job.total) bar.value = job.done;
  const made = element(
    "div",
    { class: "job", id: `job-${job.id}` },
    element("p", {}, element("b", {}, STATES[job.state]), `: ${figures(job)}${job.total ? ` of ${job.total}` : ""}`),
    bar,
    job.reading ? element("p", { class: "small soft now" }, job.reading) : null,
    job.error ? element("p", { class: "wrong" }, job.error) : null,
  );
  made.dataset.state = job.state;
  if (job.failed.length) made.append(element("ul", { class: "small rows" }, ...job.failed.map((one) => element("li", {}, `${one.name}: ${one.code}: ${one.error}`))));
  const came = job.came.filter((one) => one.key).slice(-8);
  if (came.length) {
    const link = (one) => element("li", {}, element("a", { href: `/article?document=${encodeURIComponent(one.key)}` }, one.name), ` ${SAID[one.status] ?? one.status}`);
    made.append(element("ul", { class: "came small" }, ...came.map(link)));
  }
  if (!job.over) {
    const stop = element("button", { type: "button", class: "small" }, "Stop");
    stop.addEventListener("click", () => {
      const form = new FormData();
      form.append("job", job.id);
      send("/adding/stop", form).catch((error) => complain(error.message));
    });
    made.append(stop);
  }
  return made;
}

follow();
