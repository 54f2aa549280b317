// Making and using passkeys: the one thing that cannot be done without a script. Loaded only by the pages for it.

const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
const toBytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
const words = document.getElementById("words").dataset;
const say = (text) => document.dispatchEvent(new CustomEvent("medley:say", { detail: text }));

const withBytes = (list = []) => list.map((one) => ({ ...one, id: toBytes(one.id) }));

async function wanted(form) {
  const answer = await fetch(form.dataset.options, {
    method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "error",
    headers: { Accept: "application/json", "X-Requested-With": "fetch" },
  });
  if (!answer.ok) throw new Error(String(answer.status));
  const options = await answer.json();
  options.challenge = toBytes(options.challenge);
  if (options.user) options.user.id = toBytes(options.user.id);
  if (options.excludeCredentials) options.excludeCredentials = withBytes(options.excludeCredentials);
  if (options.allowCredentials) options.allowCredentials = withBytes(options.allowCredentials);
  return options;
}

async function ceremony(form) {
  const publicKey = await wanted(form);
  const made = await navigator.credentials[form.dataset.passkey]({ publicKey });
  const sent = { id: toText(made.rawId) };
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (made.response[part]) sent[part] = toText(made.response[part]);
  }
  return sent;
}

async function run(event) {
  event.preventDefault();
  const form = event.currentTarget;
  const button = form.querySelector("button");
  button.disabled = true;
  try {
    form.elements.credential.value = JSON.stringify(await ceremony(form));
    form.submit();
  } catch (problem) {
    button.disabled = false;
    const known = problem.name === "InvalidStateError";
    say(known ? words.keyKnown : words.keyFailed);
  }
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", run);
  }
}
