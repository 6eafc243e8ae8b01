// The timeline: a mark for each row, in the lanes that it is in. A bar reaches from the earliest to
// the latest day that it may have been; its ends fade where the day is not known.
import { about, draw, onWidth, short, svg, tool } from "./drawn.js";

const DAY = 86_400_000; // milliseconds
const ROW = 20; // pixels of a row of marks in a lane
const HEAD = 22; // of a lane's name
const AXIS = 26;
const DOT = 4.5; // radius of the mark of a day
const SMALLEST = 14; // a bar narrower than this is drawn as a dot
const MOST_ROWS = 10; // of a lane; what has no room in them stands in one more, without words
const MOST = 0.7; // the share of rows that the first view is fitted to
const LETTERS = 32; // of a mark's words
const LETTER = 6.3; // pixels that one takes, more or less

draw("timeline", () => import("/static/vendor/d3.js"), make);

function make(box, content, d3) {
  const rows = content.rows.map((row, number) => ({ ...row, number, label: label(row), ...bounds(row) }));
  const whole = extent(rows);
  const root = svg("svg", { class: "timeline", role: "group", "aria-label": box.dataset.label });
  box.append(root);
  let scale; // the whole, over the width
  let shown; // what is looked at
  let width;
  let lanes;

  const zoom = d3
    .zoom()
    .scaleExtent([1, 4000])
    // The wheel scrolls the page, unless a key says that it zooms.
    .filter((event) => (event.type === "wheel" ? event.ctrlKey || event.metaKey : !event.button))
    .on("zoom", (event) => {
      shown = event.transform.rescaleX(scale);
      place();
    });
  const view = d3.select(root).call(zoom).on("dblclick.zoom", null);

  function lay() {
    const focused = document.activeElement?.closest?.("#timeline .mark")?.dataset.row;
    width = Math.max(280, box.clientWidth);
    scale = d3.scaleUtc().domain(whole).range([12, width - 12]);
    shown = scale;
    zoom.extent([[0, 0], [width, 1]]).translateExtent([[0, -Infinity], [width, Infinity]]);
    lanes = content.lanes.map((lane) => {
      const mine = rows.filter((row) => row.lanes.includes(lane.id));
      const rank = pack(mine, scale, width);
      return { ...lane, mine, depth: Math.max(1, ...rank.map((one) => one.at + 1)) };
    });
    let top = 0;
    for (const lane of lanes) {
      lane.top = top;
      lane.height = HEAD + lane.depth * ROW + 8;
      top += lane.height;
    }
    root.setAttribute("viewBox", `0 0 ${width} ${top + AXIS}`);
    root.setAttribute("width", width);
    root.setAttribute("height", top + AXIS);
    root.replaceChildren(defs(), ...lanes.map(band), svg("g", { class: "axis", transform: `translate(0 ${top})` }), svg("g", { class: "marks" }));
    makeMarks();
    // The whole time first: nothing earlier is out of sight before anybody looked.
    view.call(zoom.transform, d3.zoomIdentity);
    if (focused !== undefined) focus(root.order.findIndex((one) => one.row.number === Number(focused)));
  }

  // The shortest time in which most of it is, with some room about it.
  function crowded() {
    const days = rows.map((row) => (row.from + row.to) / 2).sort((one, other) => one - other);
    const many = Math.ceil(days.length * MOST);
    let best = 0;
    for (let at = 0; at + many <= days.length; at += 1) {
      if (days[at + many - 1] - days[at] < days[best + many - 1] - days[best]) best = at;
    }
    const [start, end] = [days[best], days[best + many - 1]];
    const room = Math.max(2 * DAY, (end - start) * 0.12);
    return d3.scaleUtc().domain([Math.max(whole[0], start - room), Math.min(whole[1], end + 2 * room)]).range([12, width - 12]);
  }

  function showMost() {
    const [start, end] = crowded().domain();
    const k = (scale.range()[1] - scale.range()[0]) / (scale(end) - scale(start));
    view.call(zoom.transform, d3.zoomIdentity.translate(12 - scale(start) * k, 0).scale(k));
  }

  function band(lane) {
    const name = svg("text", { class: "lane-name", x: 12, y: HEAD - 7 }, short(lane.name, 60));
    const count = svg("tspan", { class: "lane-count", dx: 7 }, String(lane.count));
    name.append(count);
    return svg("g", { class: "lane", transform: `translate(0 ${lane.top})` }, svg("rect", { class: "lane-ground", width, height: lane.height - 4 }), name);
  }

  function makeMarks() {
    const seen = new Set();
    const marks = [];
    for (const lane of lanes) {
      for (const row of lane.mine) {
        const again = seen.has(row.number);
        seen.add(row.number);
        const mark = svg(
          "a",
          {
            class: `mark ${row.kind} ${row.kind === "statement" ? `by-${row.said.standing}` : "by-outlet"}${row.stands ? " unsure" : ""}${row.confidence < 0.5 ? " doubtful" : ""}`,
            href: row.href,
            tabindex: -1,
            "aria-label": again ? null : told(row),
            "aria-hidden": again ? "true" : null,
            "data-row": row.number,
          },
          svg("rect", { class: "reach", y: -9, height: 18 }), // what the pointer meets
          svg("rect", { class: "stretch", y: -DOT, height: DOT * 2, rx: DOT }),
          svg("text", { class: "words", y: 4 }, row.label),
        );
        marks.push({ mark, row, lane, again });
      }
    }
    root.lastChild.append(...marks.map((one) => one.mark));
    root.marks = marks;
    root.order = marks.filter((one) => !one.again).sort((one, other) => one.row.number - other.row.number);
  }

  function place() {
    for (const lane of lanes) {
      lane.packed = new Map(pack(lane.mine, shown, width, lane.depth).map((one) => [one.row.number, one]));
    }
    for (const { mark, row, lane } of root.marks) {
      const packed = lane.packed.get(row.number);
      mark.classList.toggle("out", !packed);
      if (!packed) continue;
      const [reach, bar, words] = mark.children;
      mark.setAttribute("transform", `translate(0 ${lane.top + HEAD + packed.at * ROW + ROW / 2})`);
      bar.setAttribute("x", packed.left);
      bar.setAttribute("width", packed.right - packed.left);
      if (packed.mask) bar.setAttribute("mask", `url(#${packed.mask})`);
      else bar.removeAttribute("mask");
      words.setAttribute("x", packed.before ? packed.left - 6 : Math.max(packed.right, 0) + 6);
      words.setAttribute("text-anchor", packed.before ? "end" : "start");
      words.classList.toggle("out", !packed.named);
      const from = packed.named && packed.before ? packed.left - packed.wide : packed.left;
      reach.setAttribute("x", from - 3);
      reach.setAttribute("width", packed.right - packed.left + (packed.named ? packed.wide : 0) + 6);
    }
    // Tab reaches the one that was reached last, or else the first that is in sight.
    const reached = root.order.find((one) => one.mark.getAttribute("tabindex") === "0");
    const next = reached && !reached.mark.classList.contains("out") ? reached : root.order.find((one) => !one.mark.classList.contains("out"));
    if (next) tab(next);
    const axis = d3.axisBottom(shown).ticks(Math.max(2, Math.floor(width / 110))).tickSizeOuter(0);
    d3.select(root.querySelector(".axis")).call(axis);
  }

  function look(row) {
    for (const one of document.querySelectorAll("tr.lit")) one.classList.remove("lit");
    for (const one of root.marks) one.mark.classList.toggle("lit", one.row === row);
    if (!row) return about("timeline");
    document.getElementById(`row-${row.number}`)?.classList.add("lit");
    about("timeline", strong(row.when), ` ${told(row, false)}`);
  }

  function tab(found) {
    for (const one of root.order) one.mark.setAttribute("tabindex", one === found ? "0" : "-1");
  }

  function focus(number) {
    const found = root.order[Math.max(0, Math.min(root.order.length - 1, number))];
    tab(found);
    // What is not in sight is brought there.
    const at = shown((found.row.from + found.row.to) / 2);
    if (at < 12 || at > width - 12) view.call(zoom.translateTo, scale((found.row.from + found.row.to) / 2), 0);
    found.mark.focus();
  }

  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const here = root.order.findIndex((one) => one.mark === document.activeElement);
    const acts = {
      ArrowRight: () => focus(here + 1),
      ArrowDown: () => focus(here + 1),
      ArrowLeft: () => focus(here - 1),
      ArrowUp: () => focus(here - 1),
      Home: () => focus(0),
      End: () => focus(root.order.length - 1),
      "+": () => view.call(zoom.scaleBy, 1.6),
      "=": () => view.call(zoom.scaleBy, 1.6),
      "-": () => view.call(zoom.scaleBy, 1 / 1.6),
      0: () => view.call(zoom.transform, d3.zoomIdentity),
      Escape: () => look(null),
    };
    if (!acts[event.key]) return;
    event.preventDefault();
    acts[event.key]();
  });
  for (const kind of ["focusin", "pointerover"]) {
    root.addEventListener(kind, (event) => {
      const mark = event.target.closest(".mark");
      if (mark) look(rows[Number(mark.dataset.row)]);
    });
  }
  tool("timeline", "Closer", () => view.call(zoom.scaleBy, 1.6));
  tool("timeline", "Farther", () => view.call(zoom.scaleBy, 1 / 1.6));
  tool("timeline", "Whole time", () => view.call(zoom.transform, d3.zoomIdentity));
  tool("timeline", "Where most is", showMost);
  lay();
  onWidth(box, lay);
}

/** Marks of a lane in `depth` rows, in which none lies on another while there is room. */
function pack(mine, scale, width, depth = MOST_ROWS + 1) {
  const free = Array(Math.max(1, depth > MOST_ROWS ? MOST_ROWS : depth)).fill(-Infinity);
  const found = [];
  for (const row of mine) {
    const [start, end] = [row.open.from ? -40 : scale(row.from), row.open.to ? width + 40 : scale(row.to)];
    if (end < -4 || start > width + 4) continue;
    const isBar = end - start >= SMALLEST;
    const middle = (start + end) / 2;
    const [left, right] = isBar ? [start, end] : [middle - DOT, middle + DOT];
    const wide = [...row.label].length * LETTER + 12;
    const before = right + wide > width && left - wide > 0;
    const from = before ? left - wide : left;
    const to = before ? right : right + wide;
    let at = free.findIndex((until) => until < from);
    const named = at >= 0 && (before || right + wide <= width + 12);
    if (at < 0) at = free.findIndex((until) => until < left);
    if (at < 0) at = depth > MOST_ROWS ? MOST_ROWS : depth - 1;
    else free[at] = named ? to : right + 3;
    found.push({ row, at, left, right, wide, before, named, mask: isBar ? mask(row) : null });
  }
  return found;
}

function mask(row) {
  if (row.open.from) return "fade-left";
  if (row.open.to) return "fade-right";
  return row.to - row.from > DAY ? "fade-both" : null;
}

/** When a row may have been, in milliseconds; an end that is open is set beside the other one. */
function bounds(row) {
  const from = row.first_day ?? row.last_day;
  const to = row.last_day ?? row.first_day;
  return { from: from * DAY, to: (to + 1) * DAY, open: { from: row.first_day === null, to: row.last_day === null } };
}

/** What stands beside a mark: what was said, or the sentence from the event's own word on. */
function label(row) {
  const words = row.kind === "event" ? [...row.sentence].slice(row.at).join("") : row.words;
  return short(words, LETTERS);
}

function extent(rows) {
  const start = Math.min(...rows.map((row) => row.from));
  const end = Math.max(...rows.map((row) => row.to));
  const margin = Math.max(DAY, (end - start) * 0.03);
  return [start - margin, end + margin];
}

function told(row, dated = true) {
  const who = row.kind === "statement" ? row.said.holder ?? "Nobody is named" : row.authority ? row.authority.holder ?? "nobody is named" : row.place.outlet ?? "the outlet itself";
  const words = row.kind === "statement" ? `${who}: ${short(row.words, 220)}` : `${short(row.sentence, 220)}${row.stands ? ` (${row.stands})` : ""}, says ${who}`;
  return dated ? `${row.when}: ${words}` : words;
}

function strong(words) {
  const made = document.createElement("b");
  made.append(words);
  return made;
}

/** Masks that let the ends of a bar fade. */
function defs() {
  const fade = (id, ...stops) =>
    svg("linearGradient", { id: `${id}-stops` }, ...stops.map(([offset, opacity]) => svg("stop", { offset, "stop-color": "#fff", "stop-opacity": opacity })));
  const masked = (id) =>
    svg("mask", { id, maskContentUnits: "objectBoundingBox" }, svg("rect", { width: 1, height: 1, fill: `url(#${id}-stops)` }));
  return svg(
    "defs",
    {},
    fade("fade-both", [0, 0.08], [0.3, 1], [0.7, 1], [1, 0.08]),
    fade("fade-left", [0, 0], [0.8, 1], [1, 1]),
    fade("fade-right", [0, 1], [0.2, 1], [1, 0]),
    ...["fade-both", "fade-left", "fade-right"].map(masked),
  );
}
