// What is told to those who don't see it happen, politely; and small helpers of the page.
const status = document.getElementById("said");

/** Say it through the live region; the same words again are said again. */
export function say(words) {
  status.textContent = "";
  requestAnimationFrame(() => {
    status.textContent = words;
  });
}

/** Whether keys belong to a field, so that they are no command. */
export function typing(event) {
  return event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || Boolean(event.target.closest("input, textarea, select, [contenteditable], dialog"));
}

/** An element: its name, its attributes, and what is in it (text is text, never mark-up). */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

const SVG = "http://www.w3.org/2000/svg";

/** One of our icons. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `/static/icons.svg#${name}`);
  svg.append(use);
  return svg;
}
