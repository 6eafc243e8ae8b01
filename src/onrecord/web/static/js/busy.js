// A decision that takes a moment says so, and is not sent twice.
import { say } from "./say.js";

document.addEventListener("submit", (event) => {
  const words = event.target.dataset.busy;
  if (!words) return;
  if (event.target.ariaBusy === "true") {
    event.preventDefault();
    return;
  }
  event.target.ariaBusy = "true";
  event.submitter?.setAttribute("aria-busy", "true");
  say(`${words} …`);
});

// Back from elsewhere, the page may be as it was left.
addEventListener("pageshow", () => {
  for (const each of document.querySelectorAll('[aria-busy="true"]')) each.removeAttribute("aria-busy");
});
