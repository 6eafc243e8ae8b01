// Before anything is painted: light or dark as the user chose, else as the system has it; and that
// there are scripts, so that nothing jumps once they run.
(() => {
  document.documentElement.classList.add("js");
  try {
    const chosen = localStorage.getItem("theme");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
  } catch {
    // Nothing is remembered where storage is off.
  }
})();
