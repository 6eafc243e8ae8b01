// The graph: the workbench says where everything stands, so that it stands there the next time;
// what its user drags elsewhere is kept in the browser.
import { about, draw, short, tool } from "./drawn.js";
import { element, say } from "./say.js";

const SHAPES = { person: "ellipse", organization: "round-rectangle", group: "hexagon", claim: "diamond", outlet: "triangle" };
const NAMES = { person: "person", organization: "organisation", group: "group", claim: "claim", outlet: "outlet" };
const HUES = { person: "--named", organization: "--unresolved", group: "--outlet", claim: "--unnamed", outlet: "--soft" };
const LINES = { relays: "dashed", "belongs to": "dotted" };
const LETTERS = 24;
const STEP = 1.4;
const FONT = 15;
const PADDING = 36;
const LEGIBLE = 9.5; // pixels of a label on the screen, however far away

draw("graph", async () => (await import("/static/vendor/cytoscape.js")).default, make);

function make(box, content, cytoscape) {
  const memory = remember(document.querySelector(".casebook").textContent.trim());
  const most = Math.max(...content.ends.map((end) => end.statements));
  const strongest = Math.max(8, ...content.ties.map((tie) => tie.statements));
  // Pictures are wider than high; in a box that is higher than wide they are laid on their side.
  const turned = box.clientHeight > box.clientWidth;
  if (!turned) fitHeight(box, content.ends);
  const turn = ({ x, y }) => (turned ? { x: y, y: x } : { x, y });
  const graph = cytoscape({
    container: box,
    elements: {
      nodes: content.ends.map((end, number) => ({
        data: { id: end.id, number, end, label: short(end.name, LETTERS), size: 14 + 30 * Math.sqrt(end.statements / most) },
        position: turn(memory.of(end.id) ?? end),
        classes: end.type,
      })),
      edges: content.ties.map((tie, number) => ({
        data: { id: `t${number}`, source: tie.start, target: tie.end, tie, width: 1 + 5 * Math.sqrt(tie.statements / strongest) },
        classes: tie.kind.replace(" ", "-"),
      })),
    },
    layout: { name: "preset", fit: true, padding: PADDING },
    style: styles(),
    minZoom: 0.15,
    maxZoom: 4,
    // The wheel scrolls the page, unless a key says that it zooms.
    userZoomingEnabled: false,
    boxSelectionEnabled: false,
    selectionType: "single",
    autounselectify: true,
  });
  let here = -1;
  box.tabIndex = 0;
  box.setAttribute("role", "application");
  box.setAttribute("aria-label", box.dataset.label);
  box.setAttribute("aria-describedby", "graph-keys");
  box.graph = graph; // for tests, and for the curious

  function look(node) {
    graph.elements().removeClass("lit faded");
    for (const one of document.querySelectorAll("tr.lit")) one.classList.remove("lit");
    if (!node) return about("graph");
    graph.elements().not(node.closedNeighborhood()).addClass("faded");
    node.addClass("lit");
    const { end } = node.data();
    document.getElementById(`end-${end.id}`)?.classList.add("lit");
    about(
      "graph",
      element("a", { href: end.href }, element("b", {}, end.name)),
      ` ${told(end, node)} `,
      end.around ? element("a", { href: end.around }, "Show what is around") : "",
    );
  }

  function told(end, node) {
    const ties = node.connectedEdges().map((edge) => edge.data("tie"));
    const first = ties
      .sort((one, other) => other.statements - one.statements)
      .slice(0, 3)
      .map((tie) => (tie.start === end.id ? `${tie.told} ${short(tie.end_name, 40)}` : `${short(tie.start_name, 40)} ${tie.told} it`))
      .join("; ");
    return `(${NAMES[end.type]}, ${end.statements} statements in ${end.documents} documents)${first ? `: ${first}.` : "."}`;
  }

  function go(step) {
    const nodes = graph.nodes();
    here = (here + step + nodes.length) % nodes.length;
    const node = nodes[here];
    look(node);
    const seen = graph.extent();
    const { x, y } = node.position();
    if (x < seen.x1 || x > seen.x2 || y < seen.y1 || y > seen.y2) graph.center(node);
    say(`${node.data("end").name} ${told(node.data("end"), node)}`);
  }

  const zoom = (by) => graph.zoom({ level: graph.zoom() * by, renderedPosition: { x: graph.width() / 2, y: graph.height() / 2 } });
  const whole = () => graph.fit(undefined, PADDING);
  box.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const acts = {
      ArrowRight: () => go(1),
      ArrowDown: () => go(1),
      ArrowLeft: () => go(-1),
      ArrowUp: () => go(-1),
      Home: () => go(-here),
      Enter: () => here >= 0 && location.assign(graph.nodes()[here].data("end").href),
      "+": () => zoom(STEP),
      "=": () => zoom(STEP),
      "-": () => zoom(1 / STEP),
      0: whole,
      Escape: () => {
        here = -1;
        look(null);
      },
    };
    if (!acts[event.key]) return;
    event.preventDefault();
    acts[event.key]();
  });
  box.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoom(event.deltaY < 0 ? 1.1 : 1 / 1.1);
    },
    { passive: false },
  );
  graph.on("tap", "node", (event) => {
    here = event.target.data("number");
    look(event.target);
  });
  graph.on("mouseover", "node", (event) => look(event.target));
  graph.on("dbltap", "node", (event) => location.assign(event.target.data("end").href));
  graph.on("tap", (event) => event.target === graph && look(null));
  graph.on("tap", "edge", (event) => {
    const tie = event.target.data("tie");
    about("graph", element("b", {}, `${tie.start_name} ${tie.told} ${tie.end_name}`), ` (${tie.statements} statements in ${tie.documents} documents). `, element("a", { href: tie.href }, "The first of them in its article"));
  });
  graph.on("dragfree", "node", (event) => {
    memory.keep(event.target.id(), turn(event.target.position()));
    back.hidden = false;
  });

  tool("graph", "Closer", () => zoom(STEP));
  tool("graph", "Farther", () => zoom(1 / STEP));
  tool("graph", "All of it", whole);
  const back = tool("graph", "Put all back", () => {
    memory.clear();
    graph.nodes().positions((node) => turn(node.data("end")));
    whole();
    back.hidden = true;
  });
  back.hidden = !content.ends.some((end) => memory.of(end.id));

  const restyle = () => graph.style(styles());
  const legible = () => graph.nodes().style("font-size", Math.max(FONT, LEGIBLE / graph.zoom()));
  graph.on("zoom", legible);
  legible();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", restyle);
  new MutationObserver(restyle).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  new ResizeObserver(() => {
    graph.resize();
    whole();
  }).observe(box);
}

/** No higher than the picture needs: much of it is wider than high. */
function fitHeight(box, ends) {
  const span = (axis) => {
    const at = ends.map((end) => end[axis]);
    return Math.max(...at) - Math.min(...at);
  };
  const needed = (box.clientWidth - 2 * PADDING) * (span("y") / Math.max(1, span("x"))) + 2 * PADDING + 3 * FONT;
  box.style.height = `${Math.round(Math.min(box.clientHeight, Math.max(300, needed)))}px`;
}

/** The page's own colours, as the browser has worked them out. */
function styles() {
  const probe = document.body.appendChild(element("span", { hidden: true }));
  const colour = (name) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const [ink, soft, panel, denies, lit, focus] = ["--ink", "--soft", "--panel", "--denies", "--lit", "--focus"].map(colour);
  const made = [
    {
      selector: "node",
      style: {
        width: "data(size)",
        height: "data(size)",
        label: "data(label)",
        color: ink,
        "font-family": getComputedStyle(document.body).fontFamily,
        "font-size": FONT,
        "min-zoomed-font-size": 7,
        "text-valign": "bottom",
        "text-margin-y": 3,
        "text-wrap": "wrap",
        "text-max-width": 150,
        "text-outline-color": panel,
        "text-outline-width": 2.5,
        "border-width": 1.5,
        "border-color": panel,
      },
    },
    ...Object.entries(SHAPES).map(([type, shape]) => ({ selector: `node.${type}`, style: { shape, "background-color": colour(HUES[type]) } })),
    {
      selector: "edge",
      style: {
        width: "data(width)",
        "curve-style": "bezier",
        "line-color": soft,
        "line-opacity": 0.55,
        "target-arrow-color": soft,
        "target-arrow-shape": "triangle",
        "arrow-scale": 0.9,
      },
    },
    ...Object.entries(LINES).map(([kind, line]) => ({ selector: `edge.${kind.replace(" ", "-")}`, style: { "line-style": line } })),
    { selector: "edge.denies", style: { "line-color": denies, "target-arrow-color": denies, "target-arrow-shape": "tee", "line-opacity": 0.9 } },
    { selector: ".faded", style: { opacity: 0.18 } },
    { selector: "node.lit", style: { "border-width": 4, "border-color": focus, "text-outline-color": lit, "z-index": 9 } },
  ];
  probe.remove();
  return made;
}

/** Where things were dragged to, for one casebook; forgotten where the browser keeps nothing. */
function remember(casebook) {
  const key = `graph:${casebook}`;
  let held = {};
  try {
    held = JSON.parse(localStorage.getItem(key)) ?? {};
  } catch {
    // Nothing is remembered then.
  }
  const save = () => {
    try {
      localStorage.setItem(key, JSON.stringify(held));
    } catch {
      // It holds for this page then.
    }
  };
  return {
    of: (id) => (Object.hasOwn(held, id) ? held[id] : undefined),
    keep: (id, { x, y }) => {
      held[id] = { x, y };
      save();
    },
    clear: () => {
      held = {};
      save();
    },
  };
}
