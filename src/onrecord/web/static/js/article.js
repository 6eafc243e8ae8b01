// Reading an article: what is pointed at or chosen is lit on both sides, and decided with one key.
import { Fixing } from "./fixing.js";
import { page, replace } from "./fragment.js";
import { post } from "./http.js";
import { say, typing } from "./say.js";
import { Words } from "./words.js";

const ROLES = ["source", "cue", "content"];
const byId = (id) => document.getElementById(id);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const still = matchMedia("(prefers-reduced-motion: reduce)");
const narrow = matchMedia("(max-width: 60rem)");
const keysOf = (run, role) => (run.dataset[role] ?? "").split(" ").filter(Boolean);

let words; // of the article as it is drawn now
let runs; // the marked ones, with the keys of their statements
let order; // the keys of the statements, in reading order
let chosen = null; // the key of the one that is lit
let meant = null; // the mention that is lit: { id, run }
let fixing = null;
let busy = false;

const host = () => byId("page");
const canDecide = () => host().dataset.canDecide === "yes";
const card = (key) => byId(`card-${key}`);
const address = (json = false) => `/article${json ? ".json" : ""}${location.search}`;

function draw() {
  words = new Words(byId("article"));
  runs = all("#article .m").map((element) => {
    const keys = Object.fromEntries(ROLES.map((role) => [role, keysOf(element, role)]));
    return { element, keys, every: new Set(ROLES.flatMap((role) => keys[role])) };
  });
  order = all("#statements .card").map((one) => one.dataset.key);
  for (const stepper of all(".stepper")) stepper.hidden = false;
  count();
}

function count() {
  const position = byId("position");
  if (position) position.textContent = chosen ? `${order.indexOf(chosen) + 1} of ${order.length}` : `${order.length}`;
}

function light(keys) {
  document.documentElement.classList.toggle("picking", keys.size > 0);
  for (const run of runs) {
    run.element.classList.toggle("on", [...run.every].some((key) => keys.has(key)));
    for (const role of ROLES) run.element.classList.toggle(`on-${role}`, run.keys[role].some((key) => keys.has(key)));
  }
  for (const one of all("#statements .card")) {
    one.classList.toggle("on", keys.has(one.dataset.key));
    if (one.dataset.key === chosen) one.setAttribute("aria-current", "true");
    else one.removeAttribute("aria-current");
  }
}

function press(button) {
  for (const one of all(".who, .ask, .whom")) one.setAttribute("aria-pressed", String(one === button));
}

function lightWhom(entity) {
  for (const run of all("#article [data-whom]")) {
    run.classList.toggle("lit", Boolean(entity) && keysOf(run, "whom").some((id) => id.split("@")[0] === entity));
  }
}

function clear() {
  if (fixing) return fixing.close();
  chosen = null;
  meant = null;
  light(new Set());
  lightWhom(null);
  press(null);
  whose();
  count();
  for (const run of all("#article .at")) run.classList.remove("at");
  remember("");
}

function remember(hash) {
  history.replaceState(history.state, "", `${location.pathname}${location.search}${hash && `#${hash}`}`);
}

// On a narrow page the lower half belongs to the card of what is chosen.
const inView = (element, below = 60) => {
  const box = element.getBoundingClientRect();
  return box.top >= 60 && box.bottom <= innerHeight - below;
};

function toWords(keys) {
  const lit = runs.filter((run) => [...run.every].some((key) => keys.has(key)));
  const first = lit[0]?.element;
  if (!first || lit.some(({ element }) => inView(element, narrow.matches ? innerHeight * 0.46 : 60))) return;
  scrollTo({ top: scrollY + first.getBoundingClientRect().top - innerHeight * 0.3, behavior: still.matches ? "auto" : "smooth" });
}

function toCard(key) {
  const one = card(key);
  const panel = byId("panel");
  if (getComputedStyle(panel).position !== "sticky") return;
  const head = panel.querySelector(".tabs").offsetHeight;
  const top = one.getBoundingClientRect().top - panel.getBoundingClientRect().top;
  if (top > head && top + one.offsetHeight < panel.clientHeight) return;
  panel.scrollTo({ top: panel.scrollTop + top - head - 40, behavior: still.matches ? "auto" : "smooth" });
}

function choose(key, { text = true, side = true, focus = false } = {}) {
  if (!card(key)) return;
  if (fixing) fixing.close();
  chosen = key;
  meant = null;
  whose();
  lightWhom(null);
  press(null);
  show("statements");
  light(new Set([key]));
  count();
  remember(key);
  if (text) toWords(new Set([key]));
  if (side) toCard(key);
  if (focus) card(key).querySelector(".go").focus({ preventScroll: true });
  const line = card(key).querySelector(".line").innerText.replace(/\s+/g, " ");
  say(`${byId("position").textContent}: ${line}. ${card(key).querySelector("blockquote").innerText}`);
}

function step(by) {
  if (!order.length) return;
  const at = chosen ? order.indexOf(chosen) + by : by > 0 ? 0 : order.length - 1;
  choose(order[Math.max(0, Math.min(order.length - 1, at))], { focus: byId("panel").contains(document.activeElement) });
}

function chooseSome(button) {
  const again = button.getAttribute("aria-pressed") === "true";
  clear();
  if (again) return;
  press(button);
  const keys = new Set((button.dataset.of ?? "").split(" ").filter(Boolean));
  light(keys);
  if (button.dataset.whom) lightWhom(button.dataset.whom);
  if (keys.size) toWords(keys);
  say(keys.size ? `${keys.size} lit in the article` : `${all("#article .lit").length} places lit in the article`);
  const first = all("#article .on, #article .lit")[0];
  if (first && !keys.size && !all("#article .lit").some((run) => inView(run))) first.scrollIntoView({ block: "center" });
}

function chooseMention(run) {
  clear();
  const id = keysOf(run, "whom").at(-1);
  meant = { id, run };
  lightWhom(id.split("@")[0]);
  whose();
}

/** The card of the mention that is chosen: who is meant, right or wrong. */
function whose() {
  const box = byId("whose");
  if (!box) return;
  box.hidden = !meant;
  if (!meant) return;
  const [entity, start] = meant.id.split("@");
  const parts = all("#article [data-whom]").filter((run) => keysOf(run, "whom").includes(meant.id));
  box.querySelector(".words").textContent = parts.map((run) => run.textContent).join("");
  box.querySelector(".who-name").textContent = all(`#named [data-whom="${CSS.escape(entity)}"]`)[0]?.textContent ?? entity;
  box.dataset.start = start;
}

function hover(keys) {
  for (const run of runs) run.element.classList.toggle("hover", keys.size > 0 && !run.element.classList.contains("on") && [...run.every].some((key) => keys.has(key)));
  for (const one of all("#statements .card")) one.classList.toggle("hover", keys.has(one.dataset.key));
}

// Of marks over the same words the innermost is meant; chosen again, the next one out.
function innermost(run) {
  const keys = [...new Set(ROLES.flatMap((role) => keysOf(run, role).reverse()))];
  return keys[(keys.indexOf(chosen) + 1) % keys.length];
}

function show(view) {
  for (const one of all(".view")) one.classList.toggle("shown", one.id === view);
  for (const tab of all(".tabs a")) {
    if (tab.hash === `#${view}`) tab.setAttribute("aria-current", "true");
    else tab.removeAttribute("aria-current");
  }
}

const view = () => all(".view.shown")[0]?.id ?? "statements";

/** Ask for the page anew, and go on where the reader was. */
async function again(next = chosen) {
  const { scrollTop } = byId("panel");
  const shown = view();
  const focused = byId("panel").contains(document.activeElement);
  replace(await page(address()), "page");
  draw();
  show(shown);
  byId("panel").scrollTop = scrollTop;
  chosen = null;
  if (next && card(next)) choose(next, { text: false, focus: focused });
  else clear();
}

async function decide(decision, told, next) {
  if (busy) return;
  busy = true;
  try {
    await post("/decide", { document: host().dataset.document, ...decision });
    await again(next);
    say(told);
  } catch (error) {
    complain(error.message);
  } finally {
    busy = false;
  }
}

function complain(text) {
  byId("wrong")?.remove();
  const box = document.createElement("p");
  box.id = "wrong";
  box.className = "wrong";
  box.setAttribute("role", "alert");
  box.textContent = text;
  byId("panel").querySelector(".tabs").after(box);
}

function judge(action) {
  if (!canDecide()) return;
  const told = action === "accept" ? "Accepted" : "Rejected";
  // What a person added is taken back, not rejected.
  const back = action === "reject" && chosen && card(chosen).querySelector('button[value^="undo "]');
  if (meant) decide({ action, id: meant.id }, told, null);
  else if (back) undo(back.value.split(" ")[1]);
  else if (chosen) {
    const at = order.indexOf(chosen);
    const next = action === "accept" ? chosen : order[at + 1] ?? order[at - 1] ?? null;
    decide({ action, id: card(chosen).dataset.id }, told, next);
  }
}

function undo(id = host().dataset.last) {
  if (canDecide() && id) decide({ action: "undo", entry: id }, "Undone", chosen);
}

async function fix(key) {
  if (!canDecide() || fixing || busy) return;
  choose(key);
  busy = true;
  try {
    fixing = await Fixing.open(words, card(key), address(true), host().dataset.document, (saved) => {
      fixing = null;
      if (saved) again(key).then(() => say("Put right"), (error) => complain(error.message));
      else card(key)?.querySelector(".go").focus({ preventScroll: true });
    });
  } catch (error) {
    complain(error.message);
  } finally {
    busy = false;
  }
}

/** Add a statement that was missed: of the words that are selected, or of a paragraph in view. */
function add() {
  if (!canDecide() || fixing || busy) return;
  const content = words.selected() ?? firstInView();
  if (!content) return;
  getSelection().removeAllRanges();
  clear();
  show("statements");
  const box = byId("missed").content.cloneNode(true).firstElementChild;
  let list = document.querySelector("#statements .cards");
  if (!list) {
    list = document.createElement("ol");
    list.className = "cards";
    document.querySelector("#statements .view-head").after(list);
  }
  list.prepend(box);
  fixing = Fixing.add(words, box, content, host().dataset.document, (saved) => {
    fixing = null;
    box.remove();
    if (saved) again(null).then(() => chooseAdded(saved.id), (error) => complain(error.message));
    else byId("add")?.focus({ preventScroll: true });
  });
  offer();
}

function firstInView() {
  const run = words.runs.find(({ element, start, end }) => end > start && inView(element));
  return run ? words.whole(words.block(run.start)) : null;
}

function chooseAdded(entry) {
  const made = document.querySelector(`#statements .card button[value="undo ${CSS.escape(entry)}"]`);
  if (made) choose(made.closest(".card").dataset.key, { text: false });
  say("Added");
}

/** A button beside what is selected, to add it. */
function offer() {
  document.querySelector(".add-here")?.remove();
  const selected = canDecide() && !fixing ? words.selected() : null;
  if (!selected) return;
  const rects = words.range(selected.start, selected.end).getClientRects();
  const frame = byId("article").getBoundingClientRect();
  const button = byId("adding-here").content.cloneNode(true).firstElementChild;
  const last = rects[rects.length - 1];
  button.style.left = `${Math.min(last.right - frame.left, frame.width - 170)}px`;
  button.style.top = `${last.bottom - frame.top + 6}px`;
  // What is selected stays so while the button is pressed.
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("mousedown", (event) => event.preventDefault());
  byId("article").append(button);
}
document.addEventListener("selectionchange", offer);

function note(key) {
  if (!canDecide() || card(key).querySelector(".note-form")) return;
  choose(key);
  card(key).append(byId("note").content.cloneNode(true));
  const form = card(key).querySelector(".note-form");
  form.elements.text.focus();
  const close = () => {
    form.remove();
    card(key)?.querySelector(".go").focus();
  };
  form.querySelector(".cancel").addEventListener("click", close);
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    event.stopPropagation();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    decide({ action: "note", id: card(key).dataset.id, text: form.elements.text.value }, "Noted", key);
  });
}

document.addEventListener("click", (event) => {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const { target } = event;
  const within = (selector) => target.closest(selector);
  const tab = within(".tabs a");
  const choice = within('button[name="choice"]');
  if (tab) {
    show(tab.hash.slice(1));
    byId("panel").scrollTop = 0;
    event.preventDefault();
  } else if (choice) {
    event.preventDefault();
    const [action, id] = choice.value.split(" ");
    if (action === "undo") undo(id);
    else {
      chosen = choice.closest(".card").dataset.key;
      meant = null;
      judge(action);
    }
  } else if (within("[data-decide]")) judge(within("[data-decide]").dataset.decide);
  else if (within(".fix-form, .note-form, .grip")) return;
  else if (within("button.fix")) fix(within(".card").dataset.key);
  else if (within("button.note")) note(within(".card").dataset.key);
  else if (within(".who, .ask, .whom")) chooseSome(within(".who, .ask, .whom"));
  else if (within("#add, .add-here")) add();
  else if (within("#previous")) step(-1);
  else if (within("#next")) step(1);
  else if (within("#panel a[href^='#']")) {
    const key = within("a").hash.slice(1);
    if (card(key)) {
      event.preventDefault();
      choose(key, { side: !within(".card") });
    }
  } else if (fixing || !getSelection().isCollapsed) return;
  else if (within("#article .m") && !within("a")) choose(innermost(within(".m")), { text: false });
  else if (within("#article [data-whom]") && !within("a")) chooseMention(within("[data-whom]"));
  else if (narrow.matches && chosen && within("#article")) clear();
  else if (within(".card") && !within("a, button, summary")) choose(within(".card").dataset.key, { side: false });
});

document.addEventListener("mouseover", ({ target }) => {
  if (fixing) return;
  const mark = target.closest("#article .m");
  const one = target.closest("#statements .card");
  if (mark) hover(new Set([innermost(mark)]));
  else hover(new Set(one ? [one.dataset.key] : []));
});

const COMMANDS = {
  j: () => step(1),
  n: () => step(1),
  k: () => step(-1),
  p: () => step(-1),
  a: () => judge("accept"),
  x: () => judge("reject"),
  u: () => undo(),
  e: () => chosen && fix(chosen),
  c: () => chosen && note(chosen),
  s: add,
  Escape: clear,
};
document.addEventListener("keydown", (event) => {
  const command = typing(event) || fixing ? null : COMMANDS[event.key];
  if (!command) return;
  event.preventDefault();
  command();
});

function start() {
  draw();
  show("statements");
  const key = decodeURIComponent(location.hash.slice(1));
  if (card(key)) return choose(key);
  if (key && document.querySelector(`.view[id="${CSS.escape(key)}"]`)) show(key);
  const at = host().dataset.at?.split("-").map(Number);
  if (at) toPlace(...at);
}

/** Light the words that the address asks for. */
function toPlace(from, to) {
  const lit = words.runs.filter(({ start, end }) => start < to && end > from);
  for (const { element } of lit) element.classList.add("at");
  lit[0]?.element.scrollIntoView({ block: "center" });
}

addEventListener("hashchange", () => {
  const key = decodeURIComponent(location.hash.slice(1));
  if (card(key) && key !== chosen) choose(key);
});
start();
