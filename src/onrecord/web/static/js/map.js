// The map: countries as their areas, other areas as a ring that says "about here", places as points,
// and those that lie on one another as one mark with their number.
import { about, draw, onWidth, svg, tool } from "./drawn.js";
import { get } from "./http.js";
import { element } from "./say.js";

const RATIO = 0.5; // height for a width
const LEAST = [3.5, 15]; // radii for the fewest and the most articles
const MANY = 12; // articles that name a place, from which on its mark has its full size
const TOGETHER = 9; // pixels between the rims of two places that become one mark
const SEEN = 10; // pixels that a country's outline must have to be seen as one
const NAMED = 34; // pixels of room to all sides that a name needs
const STEP = 1.6;

draw(
  "map",
  async () => {
    const [d3, world] = await Promise.all([import("/static/vendor/d3.js"), get("/static/vendor/world.json")]);
    return { d3, world };
  },
  make,
);

function make(box, content, { d3, world }) {
  const places = content.places.map((place, number) => ({ ...place, number }));
  const placed = places.filter((place) => place.latitude !== null && place.longitude !== null);
  const most = Math.max(1, ...places.map((place) => place.documents));
  const radius = d3.scaleSqrt().domain([1, Math.max(MANY, most)]).range(LEAST);
  const countries = d3.feature(world, world.objects.countries).features;
  const byOutline = new Map(places.filter((place) => place.outline).map((place) => [place.outline, place]));
  const root = svg("svg", { class: "map", role: "group", "aria-label": box.dataset.label });
  box.append(root);
  let projection;
  let now = d3.zoomIdentity;
  let width;
  let height;
  let marks = [];

  const zoom = d3
    .zoom()
    .scaleExtent([1, 60])
    .filter((event) => (event.type === "wheel" ? event.ctrlKey || event.metaKey : !event.button))
    .on("zoom", (event) => {
      now = event.transform;
      ground.setAttribute("transform", now.toString());
      place();
    });
  const view = d3.select(root).call(zoom).on("dblclick.zoom", null);
  let ground = svg("g");
  const over = svg("g", { class: "places" });

  function lay() {
    width = Math.max(280, box.clientWidth);
    height = Math.round(width * RATIO);
    projection = d3.geoEqualEarth().fitSize([width, height], { type: "Sphere" });
    const path = d3.geoPath(projection).digits(1);
    zoom.extent([[0, 0], [width, height]]).translateExtent([[0, 0], [width, height]]);
    root.setAttribute("viewBox", `0 0 ${width} ${height}`);
    root.setAttribute("width", width);
    root.setAttribute("height", height);
    const lands = countries.filter((each) => byOutline.has(each.id));
    ground = svg(
      "g",
      { class: "world" },
      svg("path", { class: "graticule", d: path(d3.geoGraticule10()) }),
      svg("path", { class: "ground", d: path({ type: "FeatureCollection", features: countries }) }),
      ...lands.map((each) => {
        const { number, documents } = byOutline.get(each.id);
        const [[left, top], [right, bottom]] = path.bounds(each);
        places[number].wide = Math.max(right - left, bottom - top);
        return svg("path", { class: "land", d: path(each), "data-place": number, "fill-opacity": (0.15 + 0.5 * Math.sqrt(documents / most)).toFixed(2) });
      }),
      svg("path", { class: "borders", d: path(d3.mesh(world, world.objects.countries, (one, other) => one !== other)) }),
    );
    root.replaceChildren(ground, over);
    for (const each of placed) each.at = projection([each.longitude, each.latitude]);
    showMost();
  }

  // The part of the world in which the places are, with some room about it.
  function showMost() {
    const spots = placed.filter((each) => each.at);
    if (!spots.length) return view.call(zoom.transform, d3.zoomIdentity);
    const xs = spots.map((each) => each.at[0]).sort((one, other) => one - other);
    const ys = spots.map((each) => each.at[1]).sort((one, other) => one - other);
    // A few that lie far off are left out.
    const cut = Math.floor(spots.length * 0.05);
    const [left, right, top, bottom] = [xs[cut], xs.at(-1 - cut), ys[cut], ys.at(-1 - cut)];
    const k = Math.max(1, Math.min(8, 0.82 * Math.min(width / Math.max(1, right - left), height / Math.max(1, bottom - top))));
    view.call(zoom.transform, d3.zoomIdentity.translate(width / 2, height / 2).scale(k).translate(-(left + right) / 2, -(top + bottom) / 2));
  }

  /** Places that lie on one another at this scale, together; those in most articles first. */
  function clusters() {
    const found = [];
    for (const each of placed) {
      if (!each.at) continue;
      const [x, y] = now.apply(each.at);
      const country = Boolean(each.outline) && each.wide * now.k > SEEN;
      const r = country ? 2 : radius(each.documents);
      const near = country ? null : found.find((one) => !one.country && Math.hypot(one.x - x, one.y - y) < one.r + r - TOGETHER + 6);
      if (near) near.members.push(each);
      else found.push({ x, y, r, country, members: [each] });
    }
    return found.filter((one) => one.x > -40 && one.x < width + 40 && one.y > -40 && one.y < height + 40);
  }

  function place() {
    const focused = document.activeElement?.closest?.(".place")?.dataset.place;
    const found = clusters();
    const taken = [];
    marks = found.map((one) => {
      const [first] = one.members;
      const many = one.members.length > 1;
      const r = many ? Math.max(9, one.r) : one.r;
      const room = taken.every((other) => Math.abs(other.x - one.x) > NAMED * 2.2 || Math.abs(other.y - one.y) > 15);
      if (room) taken.push(one);
      const kind = many ? "many" : one.country ? "country" : first.kind;
      const mark = svg(
        "a",
        {
          class: `place ${kind}`,
          transform: `translate(${one.x.toFixed(1)} ${one.y.toFixed(1)})`,
          href: first.href ?? `#place-${first.number}`,
          tabindex: -1,
          "aria-label": told(one.members),
          "data-place": first.number,
        },
        svg("circle", { r: one.country ? 9 : r }),
        many ? svg("text", { class: "count", y: 4 }, String(one.members.length)) : "",
        room ? svg("text", { class: "name", x: one.country ? 0 : r + 4, y: 4 }, first.name) : "",
      );
      return { mark, ...one };
    });
    over.replaceChildren(...marks.map((one) => one.mark).reverse());
    const again = marks.find((one) => one.mark.dataset.place === focused) ?? marks[0];
    again?.mark.setAttribute("tabindex", "0");
    if (focused !== undefined) again?.mark.focus();
  }

  function look(members) {
    for (const one of document.querySelectorAll("tr.lit")) one.classList.remove("lit");
    for (const one of marks) one.mark.classList.toggle("lit", one.members === members);
    const lit = members?.length === 1 ? members[0].number : -1;
    for (const one of root.querySelectorAll(".land")) one.classList.toggle("lit", Number(one.dataset.place) === lit);
    if (!members) return about("map");
    for (const each of members) document.getElementById(`place-${each.number}`)?.classList.add("lit");
    about("map", ...members.slice(0, 8).flatMap((each, at) => [at ? ", " : "", each.href ? element("a", { href: each.href }, each.name) : each.name, ` (${each.documents})`]), members.length > 8 ? ` and ${members.length - 8} more` : "", members.length === 1 ? details(members[0]) : ": the numbers count articles.");
  }

  function details(each) {
    const words = `: in ${each.documents} ${each.documents === 1 ? "article" : "articles"}, named ${each.mentions} ${each.mentions === 1 ? "time" : "times"}`;
    if (!each.events) return `${words}.`;
    const events = `${each.events} ${each.events === 1 ? "event" : "events"}`;
    const made = document.createDocumentFragment();
    made.append(`${words}, `, each.timeline ? element("a", { href: each.timeline }, events) : events, ".");
    return made;
  }

  const of = (target) => {
    const mark = target.closest(".place");
    const found = marks.find((one) => one.mark === mark);
    if (found) return found.members;
    const land = target.closest(".land");
    return land ? [places[Number(land.dataset.place)]] : null;
  };
  function focus(at) {
    const found = marks[(at + marks.length) % marks.length];
    for (const one of marks) one.mark.setAttribute("tabindex", one === found ? "0" : "-1");
    found.mark.focus();
  }
  function into(one) {
    const xs = one.members.map((each) => each.at[0]);
    const ys = one.members.map((each) => each.at[1]);
    const middle = [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
    const k = Math.min(60, now.k * 2.5);
    view.call(zoom.transform, d3.zoomIdentity.translate(width / 2, height / 2).scale(k).translate(-middle[0], -middle[1]));
  }

  root.addEventListener("click", (event) => {
    const found = marks.find((one) => one.mark === event.target.closest(".place"));
    if (found?.members.length > 1 && now.k < 60) {
      event.preventDefault();
      into(found);
    }
  });
  for (const kind of ["focusin", "pointerover"]) {
    root.addEventListener(kind, (event) => {
      const members = of(event.target);
      if (members) look(members);
    });
  }
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const here = marks.findIndex((one) => one.mark === document.activeElement);
    const acts = {
      ArrowRight: () => focus(here + 1),
      ArrowDown: () => focus(here + 1),
      ArrowLeft: () => focus(here - 1),
      ArrowUp: () => focus(here - 1),
      Home: () => focus(0),
      "+": () => view.call(zoom.scaleBy, STEP),
      "=": () => view.call(zoom.scaleBy, STEP),
      "-": () => view.call(zoom.scaleBy, 1 / STEP),
      0: () => view.call(zoom.transform, d3.zoomIdentity),
      Escape: () => look(null),
    };
    if (!acts[event.key]) return;
    event.preventDefault();
    acts[event.key]();
  });
  tool("map", "Closer", () => view.call(zoom.scaleBy, STEP));
  tool("map", "Farther", () => view.call(zoom.scaleBy, 1 / STEP));
  tool("map", "Whole world", () => view.call(zoom.transform, d3.zoomIdentity));
  tool("map", "Where the places are", showMost);
  lay();
  onWidth(box, lay);
}

function told(members) {
  const [first] = members;
  const articles = (each) => `${each.documents} ${each.documents === 1 ? "article" : "articles"}`;
  if (members.length === 1) return `${first.name}, ${articles(first)}${first.kind === "area" ? ", an area" : ""}`;
  return `${members.length} places close together: ${members.slice(0, 5).map((each) => each.name).join(", ")}${members.length > 5 ? " and others" : ""}`;
}
