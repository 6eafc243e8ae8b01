"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const ROLES = ["source", "cue", "content"];
  const page = document.documentElement;
  page.classList.add("js");
  const say = (words) => { byId("said").textContent = words; };

  // What the panel shows of the article: its sources, or one of what was read besides.
  const tabs = all(".views a").map((link) => ({ link, view: byId(link.getAttribute("href").slice(1)) }));
  if (tabs.length) byId("sources").classList.add("tabbed");

  function show(view) {
    for (const tab of tabs) {
      tab.view.classList.toggle("shown", tab.view === view);
      if (tab.view === view) {
        tab.link.setAttribute("aria-current", "true");
        for (const back of all(".to-sources")) back.textContent = tab.link.firstChild.data.trim();
      }
      else tab.link.removeAttribute("aria-current");
    }
  }

  function followView(hash) {
    const element = hash.length > 1 ? byId(hash.slice(1)) : null;
    if (element && element.id.startsWith("at-")) {
      lightPassages(new Set([element.id.slice(3)]));
      element.scrollIntoView({ block: "center" });
      return true;
    }
    const view = element && element.closest(".view");
    if (!view || !tabs.length) return false;
    show(view);
    for (let fold = element.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    const go = () => {
      if (element === view) byId("sources").scrollTo({ top: 0 });
      else if (element.matches(".item")) pick(element);
      else element.scrollIntoView({ block: "nearest" });
    };
    go();
    // Once the page is loaded a browser goes to the element itself; what is meant comes after that.
    if (document.readyState !== "complete") addEventListener("load", () => setTimeout(go));
    return true;
  }

  // Paper can't be unfolded.
  addEventListener("beforeprint", () => { for (const fold of all(".more")) fold.open = true; });

  // What a reading rests on: the words lit up while its item is the chosen one.
  const passages = all("article [data-at]").map((element) => ({ element, keys: element.dataset.at.split(" ") }));
  const items = all(".item");
  let picked = null;
  let lightAll = null; // marks too, where there are any

  function lightPassages(keys) {
    for (const { element, keys: own } of passages) element.classList.toggle("at", own.some((key) => keys.has(key)));
    if (picked && !keys.size) picked = null;
    for (const item of items) {
      item.classList.toggle("on", item === picked);
      const link = item.querySelector(".pass");
      if (item === picked) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  function pick(item, focus = false) {
    picked = item;
    const keys = new Set(item.dataset.light.split(" "));
    if (lightAll) lightAll(keys);
    else lightPassages(keys);
    const [first] = all("article .at, article .on");
    if (!first) return;
    const { top, bottom } = first.getBoundingClientRect();
    if (top < innerHeight * 0.1 || bottom > innerHeight * 0.6) scrollBy({ top: top - innerHeight * 0.3 });
    say(`Lit in the article: ${first.textContent.slice(0, 80)}`);
    if (!focus) return;
    if (!first.matches("a")) first.tabIndex = -1;
    first.focus({ preventScroll: true });
  }

  // Whom words mean. Pointing at one mention lights all; a click keeps them lit.
  const mentioned = all("article [data-whom]").map((element) => ({ element, whom: element.dataset.whom.split(" ") }));
  const entities = new Map(all("[data-entity]").map((item) => [item.dataset.entity, {
    item,
    name: item.querySelector("h3 bdi").textContent,
    mentions: all(".mentions a", item).map((link) => link.getAttribute("href").slice(1)),
  }]));
  let pinned = null; // kept lit
  let pointed = null; // lit while it is pointed at
  let focused = null; // lit while it has the focus

  function ring() {
    const lit = pointed || focused || pinned;
    for (const { element, whom } of mentioned) element.classList.toggle("lit", whom.includes(lit));
    for (const [key, { item }] of entities) {
      item.classList.toggle("lit", key === lit);
      const button = item.querySelector(".whom");
      if (button) button.setAttribute("aria-pressed", String(key === pinned));
    }
  }

  // Of mentions within mentions ("her" of "her brother") the innermost is pointed at.
  function whomAt(target) {
    if (!(target instanceof Element)) return null;
    const words = target.closest("article [data-whom]");
    if (words) return words.dataset.whom.split(" ").at(-1);
    const head = target.closest("[data-entity] > h3, .mentions");
    return head && head.closest("[data-entity]").dataset.entity;
  }

  function point(target) {
    const key = whomAt(target);
    if (key === pointed) return;
    pointed = key;
    ring();
  }

  function focus(target) {
    focused = whomAt(target);
    ring();
  }

  function pin(key) {
    pinned = key;
    ring();
    if (!key) return;
    const { name, mentions } = entities.get(key);
    say(`${name}: ${mentions.length} ${mentions.length === 1 ? "mention" : "mentions"} lit`);
  }

  function toMention(id, key) {
    const place = byId(id);
    const words = place.textContent ? place : place.nextElementSibling;
    if (!words.matches("a")) words.tabIndex = -1;
    words.focus({ preventScroll: true });
    focused = key; // which the words alone may not tell
    ring();
    const { top, bottom } = words.getBoundingClientRect();
    if (top < innerHeight * 0.1 || bottom > innerHeight * 0.6) scrollBy({ top: top - innerHeight * 0.3 });
  }

  function nextMention(by) {
    const key = focused || pinned || pointed;
    if (!key) return false;
    const { mentions } = entities.get(key);
    const here = document.activeElement;
    const at = mentions.findIndex((id) => byId(id) === here || byId(id).nextElementSibling === here);
    pin(key);
    if (!mentions.length) return true;
    const next = at < 0 ? Math.min(by, 0) : at + by;
    toMention(mentions[(next + mentions.length) % mentions.length], key);
    return true;
  }

  function followWhom(hash) {
    const id = hash.slice(1);
    const owner = [...entities].find(([, { mentions }]) => mentions.includes(id));
    if (!owner) return false;
    pin(owner[0]);
    toMention(id, owner[0]);
    return true;
  }

  // Where the page moves under a still pointer, nothing is pointed at.
  let pointer = null;
  const where = (event) => `${event.screenX} ${event.screenY}`;
  document.addEventListener("mouseover", (event) => {
    const moved = pointer ? pointer !== where(event) : !pinned;
    pointer = where(event);
    if (moved) point(event.target);
  });
  document.addEventListener("mousemove", (event) => { pointer = where(event); });
  document.addEventListener("focusin", (event) => focus(event.target));
  document.addEventListener("focusout", () => focus(null));
  document.addEventListener("mouseleave", () => point(null));
  document.addEventListener("click", (event) => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest("a[href^='#m']:not([href^='#moment'])");
    const button = event.target.closest(".whom");
    const words = event.target.closest("article [data-whom]:not(.m)");
    if (link && followWhom(link.getAttribute("href"))) event.preventDefault();
    else if (event.target.closest(".views a, .axis a, .fact a[href^='#at-']")) {
      const hash = event.target.closest("a").getAttribute("href");
      if (followView(hash)) event.preventDefault();
    } else if (event.target.closest(".item") && getSelection().isCollapsed) {
      const other = event.target.closest("a:not(.pass)");
      if (other) return;
      pick(event.target.closest(".item"), event.detail === 0);
      event.preventDefault();
    } else if (button || (words && getSelection().isCollapsed && !event.target.closest("a"))) {
      const key = whomAt(button || words);
      pin(key === pinned ? null : key);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.key === "Escape") {
      pin(null);
      if (picked && !lightAll) lightPassages(new Set());
    } else if (event.key === "Enter" && picked && event.target.closest("article .at, article .on")) {
      picked.querySelector(".pass").focus();
      event.preventDefault();
    }
    if ((event.key === "m" || event.key === "M") && nextMention(event.shiftKey ? -1 : 1)) event.preventDefault();
  });
  show(tabs.length ? tabs[0].view : null);
  const followFirst = () => followWhom(location.hash) || followView(location.hash);
  addEventListener("hashchange", followFirst);
  if (!byId("dock")) {
    followFirst();
    return;
  }

  // What the page says about itself is read once from its own elements; nothing is repeated.
  const cards = new Map(); // key -> its cards: one under each of its sources
  for (const card of all(".card")) {
    if (!cards.has(card.dataset.id)) cards.set(card.dataset.id, []);
    cards.get(card.dataset.id).push(card);
  }
  const facts = (key) => cards.get(key)[0].dataset;
  const order = [...cards.keys()].sort((a, b) => facts(a).n - facts(b).n);
  const runs = all("article .m").map((element) => {
    const keys = {};
    for (const role of ROLES) keys[role] = (element.dataset[role] || "").split(" ").filter(Boolean);
    return { element, keys, every: ROLES.flatMap((role) => keys[role]) };
  });
  const sources = all(".who").map((button) => ({
    button,
    item: button.closest(".source"),
    keys: button.dataset.of.split(" "),
    open: false, // by the reader, until closed again
    met: false, // since one of its statements is the chosen one
  }));
  const chips = all("[data-facet]");
  const wide = matchMedia("(min-width: 60.01rem)");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const chosen = { keys: new Set(), key: null };
  let hidden = new Set();
  let unfolded = false; // all sources show what they say
  let filtered = false;

  const behavior = () => (still.matches ? "auto" : "smooth");
  const shown = () => order.filter((key) => !hidden.has(key));
  const plural = (number) => `${number} ${number === 1 ? "statement" : "statements"}`;

  function inView(element) {
    const box = element.getBoundingClientRect();
    const floor = innerHeight - (wide.matches ? 0 : byId("dock").offsetHeight);
    return box.top >= 0 && box.bottom <= floor;
  }

  function toText(keys) {
    const lit = runs.filter((run) => run.every.some((key) => keys.has(key)));
    const elements = lit.length ? lit.map((run) => run.element) : [...keys].map(hub);
    if (keys.size === 1 ? inView(elements[0]) : elements.some(inView)) return;
    const first = elements[0].getBoundingClientRect();
    scrollTo({ top: scrollY + first.top - innerHeight * 0.3, behavior: behavior() });
  }

  function toCard(key) {
    if (tabs.length) show(tabs[0].view);
    if (!wide.matches) return;
    const panel = byId("sources");
    const card = cards.get(key).find((one) => !one.hidden) || cards.get(key)[0];
    const head = all(".panel-head, .views", panel).reduce((height, one) => height + one.offsetHeight, 0);
    const top = card.getBoundingClientRect().top - panel.getBoundingClientRect().top;
    if (top > head && top + card.offsetHeight < panel.clientHeight) return;
    panel.scrollTo({ top: panel.scrollTop + top - head - 40, behavior: behavior() });
  }

  // The list of sources is short to survey; what a source says is shown once it is asked for.
  function fold() {
    for (const { button, item, open, met } of sources) {
      const shown = unfolded || filtered || open || met;
      item.classList.toggle("shut", !shown);
      button.setAttribute("aria-expanded", String(shown));
    }
  }

  function meet(key) {
    for (const source of sources) source.met = source.keys.includes(key);
    fold();
  }

  function light(keys, key, source) {
    if (key || source) picked = null;
    lightPassages(keys);
    chosen.keys = keys;
    chosen.key = key;
    page.classList.toggle("picking", keys.size > 0);
    for (const run of runs) {
      run.element.classList.toggle("on", run.every.some((one) => keys.has(one)));
      for (const role of ROLES) {
        run.element.classList.toggle(`on-${role}`, run.keys[role].some((one) => keys.has(one)));
      }
    }
    for (const [one, copies] of cards) {
      for (const card of copies) {
        card.classList.toggle("on", keys.has(one));
        if (one === key) card.setAttribute("aria-current", "true");
        else card.removeAttribute("aria-current");
      }
    }
    for (const one of sources) one.button.setAttribute("aria-pressed", String(one.button === source));
    byId("clear").hidden = !keys.size;
    dock(source);
  }

  function dock(source) {
    const holder = byId("dock-card");
    holder.replaceChildren();
    const name = document.createElement("p");
    name.className = "name";
    if (chosen.key) {
      const card = cards.get(chosen.key)[0];
      const owner = card.closest(".source");
      holder.className = [...owner.classList].find((one) => one.startsWith("by-")) || "";
      name.textContent = owner.querySelector("bdi").textContent;
      holder.append(name, ...card.cloneNode(true).childNodes);
      for (const copy of all("[id]", holder)) copy.removeAttribute("id");
    } else if (source) {
      name.textContent = `${source.querySelector("bdi").textContent}: ${plural(chosen.keys.size)}`;
      holder.append(name);
    }
    const visible = shown();
    byId("position").textContent = chosen.key
      ? `${visible.indexOf(chosen.key) + 1} of ${visible.length}`
      : plural(visible.length);
  }

  function remember(id) {
    const { pathname, search } = location;
    try {
      history.replaceState(null, "", id ? `#${id}` : pathname + search);
    } catch {
      // Some readers show the page without an address; there is nothing to remember then.
    }
  }

  function choose(key, { text = true, card = true, focus = null } = {}) {
    if (hidden.has(key)) showAll();
    meet(key);
    light(new Set([key]), key, null);
    remember(key);
    if (text) toText(chosen.keys);
    if (card) toCard(key);
    const owner = cards.get(key)[0].closest(".source").querySelector("bdi").textContent;
    if (focus === "text") hub(key).focus({ preventScroll: true });
    else if (focus === "card") {
      (wide.matches ? byId(`is-${key}`) : byId("dock-card")).focus({ preventScroll: true });
    } else {
      say(`${byId("position").textContent}: ${owner} ${byId(`is-${key}`).querySelector("b").textContent}`);
    }
  }

  function hub(key) {
    const place = byId(key);
    return place.matches("a") ? place : place.parentElement.querySelector(`#${key} ~ a.hub`);
  }

  function chooseSource(source) {
    const { button, keys } = source;
    source.open = button.getAttribute("aria-pressed") !== "true";
    if (!source.open) return clear();
    meet(null);
    light(new Set(keys), null, button);
    pin(source.item.dataset.entity || null);
    remember(source.item.id);
    toText(chosen.keys);
    say(`${plural(chosen.keys.size)} lit in the article`);
  }

  function clear() {
    pin(null);
    meet(null);
    if (!chosen.keys.size) return;
    light(new Set(), null, null);
    remember(null);
    say("Cleared");
  }

  function step(by, focus = null) {
    const visible = shown();
    if (!visible.length) return;
    const at = visible.indexOf(chosen.key);
    const next = at < 0 ? (by > 0 ? 0 : visible.length - 1) : at + by;
    const key = visible[Math.max(0, Math.min(visible.length - 1, next))];
    choose(key, { focus });
  }

  // The same classes that marks.py gives a run, from those voices that are not filtered out.
  function paint(run) {
    const left = {};
    for (const role of ROLES) left[role] = run.keys[role].filter((key) => !hidden.has(key));
    const role = ROLES.find((one) => left[one].length);
    const names = [...run.element.classList].filter((one) => /^(hub|on(-\w+)?|at|lit|doubtful)$/.test(one));
    if (role) {
      names.push("m", `as-${role}`, `by-${facts(left[role].at(-1)).standing}`);
      if (left.content.length) names.push(`in-${facts(left.content.at(-1)).standing}`);
      if (left.content.length > 1) names.push("deep");
    } else names.push("off");
    run.element.className = names.join(" ");
    if (run.element.matches("a")) run.element.tabIndex = role ? 0 : -1;
  }

  function filter() {
    const wanted = {};
    for (const chip of chips) {
      if (chip.getAttribute("aria-pressed") !== "true") continue;
      (wanted[chip.dataset.facet] ||= new Set()).add(chip.dataset.value);
    }
    const passes = (key) => Object.entries(wanted).every(([facet, values]) => values.has(facts(key)[facet]));
    hidden = new Set(order.filter((key) => !passes(key)));
    for (const [key, copies] of cards) for (const card of copies) card.hidden = hidden.has(key);
    for (const { item, keys } of sources) item.hidden = keys.every((key) => hidden.has(key));
    runs.forEach(paint);
    filtered = Object.keys(wanted).length > 0;
    fold();
    byId("all").hidden = !filtered;
    byId("shown").textContent = filtered ? `${shown().length} of ${order.length} shown` : "";
    if ([...chosen.keys].some((key) => hidden.has(key))) light(new Set(), null, null);
    else dock(sources.map((one) => one.button).find((one) => one.getAttribute("aria-pressed") === "true"));
    say(`${shown().length} of ${order.length} statements shown`);
  }

  function showAll() {
    for (const chip of chips) chip.setAttribute("aria-pressed", "false");
    filter();
  }

  // Of overlapping marks the innermost is meant; again on the same words, the next one out.
  function meant(run) {
    const own = ROLES.flatMap((role) => [...run.keys[role]].reverse()).filter((key) => !hidden.has(key));
    return own[(own.indexOf(chosen.key) + 1) % own.length];
  }

  function follow(hash, options) {
    let id = "";
    try {
      id = decodeURIComponent(hash.slice(1)).replace(/^card-/, "");
    } catch {
      return false;
    }
    if (cards.has(id)) {
      choose(id, options);
      return true;
    }
    const source = sources.find(({ item }) => item.id === id);
    if (source && source.button.getAttribute("aria-pressed") !== "true") chooseSource(source);
    return Boolean(source);
  }

  document.addEventListener("click", (event) => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const target = event.target;
    const byKey = event.detail === 0;
    const link = target.closest("a");
    const mark = target.closest("article .m");
    const card = target.closest(".card");
    if (mark) {
      const run = runs.find((one) => one.element === mark);
      if (!getSelection().isCollapsed) return;
      event.preventDefault();
      // On a narrow page the card that comes up could cover the very words.
      choose(byKey && mark.matches(".hub") ? mark.id : meant(run), { text: !wide.matches, focus: byKey ? "card" : null });
    } else if (link) {
      const hash = link.getAttribute("href");
      if (!hash.startsWith("#")) return;
      // From what stands beside the sources the words are gone to, and the panel stays.
      const beside = link.closest(".view:not(#view-sources)");
      if (link.matches(".pass") && event.defaultPrevented) return;
      if (follow(hash, { focus: byKey ? "text" : null, card: !beside })) event.preventDefault();
    } else if (card && getSelection().isCollapsed) {
      choose(card.dataset.id, { card: false });
    }
  });
  for (const source of sources) source.button.addEventListener("click", () => chooseSource(source));
  for (const chip of chips) {
    chip.addEventListener("click", () => {
      chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true"));
      filter();
    });
  }
  if (byId("filters")) {
    byId("filters").hidden = false;
    byId("all").addEventListener("click", () => {
      showAll();
      byId("filters").querySelector("summary").focus();
    });
  }
  byId("unfold").hidden = false;
  byId("unfold").addEventListener("click", () => {
    unfolded = !unfolded;
    byId("unfold").setAttribute("aria-pressed", String(unfolded));
    for (const source of sources) source.open = false;
    fold();
  });
  byId("previous").addEventListener("click", () => step(-1));
  byId("next").addEventListener("click", () => step(1));
  byId("clear").addEventListener("click", clear);

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.key === "j" || event.key === "ArrowRight") step(1, "text");
    else if (event.key === "k" || event.key === "ArrowLeft") step(-1, "text");
    else if (event.key === "Escape" && chosen.keys.size) clear();
    else return;
    event.preventDefault();
  });
  addEventListener("hashchange", () => follow(location.hash));

  byId("dock").hidden = false;
  for (const run of runs) if (run.element.matches(".hub")) run.element.dataset.n = facts(run.element.id).label;
  if (!wide.matches) all(".how")[0].open = false;
  fold();
  lightAll = (keys) => light(keys, null, null);
  if (!follow(location.hash)) followFirst();
})();
