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
  const written = () => JSON.stringify([...form.querySelectorAll("[name=status], [name='more[]']")].map((area) => area.value));
  let started = written();
  let sending = false;
  const update = () => ring(count, length(text.value.trim()) + graphemes(warning.value.trim()), limit);
  form.addEventListener("input", update);
  form.addEventListener("focusin", () => form.classList.add("open"));
  form.addEventListener("submit", () => { sending = true; });
  form.querySelector("[type=file]").addEventListener("change", () => form.requestSubmit(form.querySelector(".attach")));
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit(form.querySelector("[value=publish]"));
  });
  addEventListener("beforeunload", (event) => {
    if (!sending && written() !== started) event.preventDefault();
  });
  form.querySelector(".ask-alt a")?.addEventListener("click", (event) => {
    event.preventDefault();
    form.querySelector(event.currentTarget.getAttribute("href")).focus();
  });
  keepWriting(form, update);
  update();
}

/* What was typed stays in this browser until it is sent, for when the page is lost. Signing out removes it, as the server
   answers with Clear-Site-Data; elsewhere it ends by itself. */

const KEPT = "medley:writing:";
const KEPT_MS = 3 * 86_400_000;
const SAVE_AFTER_MS = 600;

function stored(name) {
  try {
    const entry = JSON.parse(localStorage.getItem(name));
    return entry && Date.now() - entry.at < KEPT_MS ? entry : null;
  } catch {
    return null;
  }
}

function store(name, entry) {
  try {
    if (entry) localStorage.setItem(name, JSON.stringify(entry));
    else localStorage.removeItem(name);
  } catch {
    // A browser without room, or without storage, keeps nothing.
  }
}

// Forgets what is too old, and what was sent and taken.
function forgetOld() {
  const done = (entry) => !entry || (entry.sent && ledHere);
  try {
    Object.keys(localStorage).filter((name) => name.startsWith(KEPT) && done(stored(name))).forEach((name) => store(name, null));
  } catch {
    // See above.
  }
}

// Where a sent form led on to another page, it was taken; where it came back, it holds what was typed by itself.
const ledHere = (performance.getEntriesByType("navigation")[0]?.redirectCount ?? 0) > 0;

function keepWriting(form, update) {
  if (!form.dataset.keep) return;
  const value = (name) => form.querySelector(`[name=${name}]`)?.value ?? "";
  const about = value("in_reply_to_id") || value("quoted_status_id") || value("editing") || value("replaces");
  const name = `${KEPT}${form.dataset.keep}:${about}`;
  const text = form.querySelector("[name=status]");
  const warning = form.querySelector("[name=spoiler_text]");
  const untouched = text.value;
  const entry = stored(name);
  if (entry && entry.text !== untouched && !form.querySelector(".notice")) offer(form, entry, () => store(name, null), () => {
    text.value = entry.text;
    warning.value = entry.warning;
    if (entry.warning) warning.closest("details").open = true;
    update();
  });
  let timer = 0;
  const save = (sent) => {
    clearTimeout(timer);
    const now = { text: text.value, warning: warning.value, at: Date.now(), sent };
    store(name, now.text.trim() && (now.text !== untouched || sent) ? now : null);
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, SAVE_AFTER_MS, false);
  });
  form.addEventListener("submit", () => save(true));
}

function offer(form, entry, forget, putBack) {
  const box = document.createElement("div");
  box.className = "notice put-back";
  box.setAttribute("role", "status");
  const said = document.createElement("p");
  said.textContent = form.dataset.kept;
  const excerpt = document.createElement("p");
  excerpt.className = "hint";
  excerpt.dir = "auto";
  excerpt.textContent = entry.text.slice(0, 140);
  const row = document.createElement("p");
  row.className = "row";
  const button = (label, kind, act) => {
    const one = document.createElement("button");
    one.type = "button";
    one.className = kind;
    one.textContent = label;
    one.addEventListener("click", () => {
      act();
      box.remove();
      form.querySelector("[name=status]").focus();
    });
    row.append(one);
  };
  button(form.dataset.putBack, "button", putBack);
  button(form.dataset.forget, "button quiet", forget);
  const inside = document.createElement("div");
  inside.append(said, excerpt, row);
  box.append(inside);
  form.querySelector("[name=status]").before(box);
}

/* Times are chosen as the reader's own clock shows them; which zone that is need not be asked. */

function local(ms) {
  const date = new Date(ms);
  return new Date(ms - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function watchTime(holder) {
  const zone = holder.querySelector("select");
  const time = holder.parentElement.querySelector("[type=datetime-local]");
  const follow = () => {
    const at = new Date(time.value);
    const minutes = String(-(Number.isNaN(at.getTime()) ? new Date() : at).getTimezoneOffset());
    if (![...zone.options].some((option) => option.value === minutes)) zone.add(new Option(minutes, minutes));
    zone.value = minutes;
  };
  const meant = Date.parse(`${time.value}Z`) - Number(zone.value) * 60_000;
  if (!Number.isNaN(meant)) time.value = local(meant);
  holder.hidden = true;
  time.addEventListener("input", follow);
  follow();
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

/* In a chat's room the label of the question and the hashtag are added where the text has none; they count too. */

function whole(form, text) {
  const number = form.elements.answers.value;
  const label = /^(?:[#＃@][^\s]+\s+|[^\p{L}\p{N}#＃@]+)*[qaprt]\s?\d{1,2}(?![\p{L}\p{N}])/iu.test(text);
  const own = form.dataset.tag.toLowerCase();
  const tagged = [...text.matchAll(/[#＃]([\p{L}\p{M}\p{N}_]+)/gu)].some(([, tag]) => tag.toLowerCase() === own);
  return `${number && !label ? `A${number} ` : ""}${text}${tagged ? "" : ` #${form.dataset.tag}`}`;
}

function watchSaying(form) {
  const count = form.querySelector("[data-count]");
  const update = () => ring(count, length(whole(form, form.elements.text.value.trim())), Number(form.dataset.limit));
  form.addEventListener("input", update);
  update();
}

forgetOld();
document.querySelectorAll("[data-say]").forEach(watchSaying);
document.querySelectorAll("[data-composer]").forEach(watchComposer);
document.querySelectorAll("textarea[data-limit]").forEach(watchField);
document.querySelectorAll("[data-zone]").forEach(watchTime);
