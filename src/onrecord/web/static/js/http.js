// Asking the workbench from a script.
const csrf = document.querySelector('meta[name="csrf"]').content;

/** An error that the workbench gave: its code, and what to do in words. */
export class Refused extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

async function answer(response) {
  let data = null;
  try {
    data = await response.json();
  } catch {
    // It is told apart below.
  }
  if (response.ok && data) return data;
  const error = data?.error;
  throw new Refused(error?.code ?? String(response.status), error?.message ?? "The workbench gave no answer; is it still running?");
}

async function ask(address, options) {
  let response;
  try {
    response = await fetch(address, { ...options, headers: { accept: "application/json", ...options.headers } });
  } catch {
    throw new Refused("", "The workbench can't be reached; is it still running?");
  }
  return answer(response);
}

/** GET: the JSON at an address. */
export const get = (address) => ask(address, {});

/** POST an object as JSON. */
export const post = (address, data) =>
  ask(address, { method: "POST", body: JSON.stringify(data), headers: { "content-type": "application/json", "x-csrf-token": csrf } });

/** POST a FormData, files among it. */
export const send = (address, form) =>
  ask(address, { method: "POST", body: form, headers: { "x-csrf-token": csrf } });
