// Counting while writing, as the server counts: an address is 23, @user@host is @user, and what looks like one
// character is one. The server has the last word.

const URL_CHARS = 23;
const NEAR_CHARS = 20;
const segmenter = "Segmenter" in Intl ? new Intl.Segmenter(undefined, { granularity: "grapheme" }) : null;

function graphemes(text) {
  return segmenter ? [...segmenter.segment(text)].length : [...text].length;
}

// The address ends before the punctuation of the sentence, and before a bracket that it did not open.
function trimAddress(url) {
  for (;;) {
    const last = url.at(-1);
    const open = { ")": "(", "]": "[" }[last];
    const alone = open && url.split(open).length < url.split(last).length;
    if (!/[.,;:!?'"…]/u.test(last) && !alone) return url;
    url = url.slice(0, -1);
  }
}

function length(text) {
  const short = text
    .replace(/https?:\/\/[^\s<>"]+/giu, (url) => {
      const address = trimAddress(url);
      return "x".repeat(URL_CHARS) + url.slice(address.length);
    })
    .replace(/(^|[^\p{L}\p{N}_/@])@([\p{L}\p{N}_.-]+)@[\p{L}\p{N}.-]*[\p{L}\p{N}]/gu, "$1@$2");
  return graphemes(short);
}

function ring(count, used, limit) {
  const left = limit - used;
  count.hidden = false;
  count.classList.toggle("near", left >= 0 && left <= NEAR_CHARS);
  count.classList.toggle("over", left < 0);
  count.querySelector(".fill").setAttribute("stroke-dasharray", `${Math.min(100, (used / limit) * 100)} 100`);
  // Quiet until it matters: screen readers hear the number only near the end.
  const out = count.querySelector(".left");
  out.setAttribute("aria-live", left <= NEAR_CHARS ? "polite" : "off");
  out.textContent = String(left);
}

function watchComposer(form) {
  const text = form.querySelector("[name=status]");
  const warning = form.querySelector("[name=spoiler_text]");
  const count = form.querySelector("[data-count]");
  const limit = Number(form.dataset.limit);
  const started = text.value;
  let sending = false;
  const update = () => ring(count, length(text.value.trim()) + graphemes(warning.value.trim()), limit);
  form.addEventListener("input", update);
  form.addEventListener("focusin", () => form.classList.add("open"));
  form.addEventListener("submit", () => { sending = true; });
  form.querySelector("[type=file]").addEventListener("change", () => form.requestSubmit(form.querySelector(".attach")));
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit(form.querySelector("[value=publish]"));
  });
  addEventListener("beforeunload", (event) => {
    if (!sending && text.value !== started) event.preventDefault();
  });
  update();
}

function watchField(area) {
  const out = document.createElement("output");
  out.className = "hint";
  area.after(out);
  const update = () => {
    const left = Number(area.dataset.limit) - length(area.value);
    out.textContent = left >= 0 ? area.dataset.left.replace("%n", left) : area.dataset.tooMany.replace("%n", -left);
    out.classList.toggle("bad-text", left < 0);
    out.setAttribute("aria-live", left <= NEAR_CHARS ? "polite" : "off");
  };
  area.addEventListener("input", update);
  update();
}

document.querySelectorAll("[data-composer]").forEach(watchComposer);
document.querySelectorAll("textarea[data-limit]").forEach(watchField);
