// A page of ours asked for anew, so that what changed is drawn by the server alone.
const policy = globalThis.trustedTypes?.createPolicy("onrecord", { createHTML: (html) => html });

/** The document at an address of ours, as it is now. Nothing in it runs. */
export async function page(address) {
  const response = await fetch(address, { headers: { accept: "text/html" } });
  if (!response.ok) throw new Error(`The page could not be drawn anew (${response.status}); reload it.`);
  const html = await response.text();
  return new DOMParser().parseFromString(policy ? policy.createHTML(html) : html, "text/html");
}

/** Put the elements of that id from a document in the place of ours. */
export function replace(fresh, ...ids) {
  for (const id of ids) {
    const old = document.getElementById(id);
    const made = fresh.getElementById(id);
    if (old && made) old.replaceWith(document.adoptNode(made));
  }
}
