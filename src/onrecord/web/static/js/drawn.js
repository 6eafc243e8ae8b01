// What the pages that draw share: a drawing is made of the page's own JSON twin, by a library
// that was put beside our files when onrecord was built.
import { get } from "./http.js";
import { element } from "./say.js";

const SVG = "http://www.w3.org/2000/svg";

/** Draw into the element `id`: `load` imports the library, `make(box, content, library)` draws. */
export async function draw(id, load, make) {
  const box = document.getElementById(id);
  box.replaceChildren(element("p", { class: "drawing-note" }, "Drawing …"));
  try {
    const twin = document.querySelector('link[rel="alternate"][type="application/json"]').href;
    const [content, library] = await Promise.all([get(twin), load()]);
    box.replaceChildren();
    await make(box, content, library);
    document.getElementById(`${id}-keys`).hidden = false;
    box.dataset.drawn = "true";
  } catch (error) {
    console.error(error);
    const why = error.message ? ` (${error.message})` : "";
    box.replaceChildren(element("p", { class: "warning", role: "alert" }, `This could not be drawn${why}. The list below has all that it would show.`));
  }
}

/** A button among the tools of the drawing `id`. */
export function tool(id, words, act, attributes = {}) {
  const made = element("button", { type: "button", class: "small", ...attributes }, words);
  made.addEventListener("click", act);
  const tools = document.getElementById(`${id}-tools`);
  tools.append(made);
  tools.hidden = false;
  return made;
}

/** Say in the line under the drawing `id` what is looked at; nothing: take it away. */
export function about(id, ...parts) {
  const line = document.getElementById(`${id}-about`);
  line.replaceChildren(...parts);
  line.hidden = parts.length === 0;
}

/** An SVG element. */
export function svg(name, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

/** Words cut to a length, between two of them if that is not far, with a sign that some are left out. */
export function short(words, most) {
  const signs = [...words.replace(/\s+/g, " ").trim()];
  if (signs.length <= most) return signs.join("");
  const cut = signs.slice(0, most - 1).join("");
  const space = cut.lastIndexOf(" ");
  return `${(space > cut.length / 2 ? cut.slice(0, space) : cut).trimEnd()}…`;
}

/** Call `act` when the width of an element has changed; not for its height. */
export function onWidth(box, act) {
  let last = box.clientWidth;
  new ResizeObserver(() => {
    if (box.clientWidth === last) return;
    last = box.clientWidth;
    act();
  }).observe(box);
}
