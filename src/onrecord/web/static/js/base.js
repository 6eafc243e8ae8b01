// What every page does.
const root = document.documentElement;
const button = document.getElementById("theme");
const system = matchMedia("(prefers-color-scheme: dark)");

const dark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);

function show() {
  button.setAttribute("aria-pressed", String(dark()));
  button.title = dark() ? "Light" : "Dark";
}

button.hidden = false;
button.addEventListener("click", () => {
  root.dataset.theme = dark() ? "light" : "dark";
  try {
    localStorage.setItem("theme", root.dataset.theme);
  } catch {
    // It holds for this page then.
  }
  show();
});
system.addEventListener("change", show);
show();

// On a narrow screen the pages' names go on to the right: the one that is shown is in sight.
const names = document.querySelector(".top nav ul");
const here = names.querySelector("[aria-current]");
if (here) names.scrollLeft = here.offsetLeft - names.offsetLeft - (names.clientWidth - here.offsetWidth) / 2;

// "/" goes to the search box, as in many places.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing(event)) return;
  document.getElementById("find").focus();
  event.preventDefault();
});

function typing(event) {
  return event.target.closest("input, textarea, select, [contenteditable]");
}
