// A live room: what is said comes by /live/room/ID as small JSON and is filled into <template data-line>, whose words
// are in the reader's language. Nothing moves while somebody reads: further down, or paused, new posts wait behind a
// button; otherwise they come at the speed that the reader chose. The page is whole without this.

const WAITING_MAX = 500;
const LINES_MAX = 400;
const LOOK_AFTER_MS = 60_000;

const room = document.querySelector("[data-room]");
const words = room.dataset;
const feed = room.querySelector("[data-lines]");
const blank = room.querySelector("template[data-line]");
const blankBoost = room.querySelector("template[data-boost]");
const pace = room.querySelector("[data-pace]");
const pauser = room.querySelector("[data-pause]");
const speed = room.querySelector("[data-speed]");
const mark = room.querySelector("[data-mark]");
const noBoosts = room.querySelector("[data-no-boosts]");
const news = room.querySelector("[data-news]");
const shower = room.querySelector("[data-show-new]");
const status = room.querySelector("[data-status]");
const waiting = [];
let paused = false;

const kept = (name) => { try { return localStorage.getItem(`medley.room.${name}`) ?? ""; } catch { return ""; } };
const keep = (name, value) => { try { localStorage.setItem(`medley.room.${name}`, value); } catch { /* private */ } };
const find = (id) => document.getElementById(`post-${id}`);

// Read aloud, and not too often: a fast chat would never be silent.
let saidAt = 0;
function tell(text, urgent = false) {
  if (!urgent && Date.now() - saidAt < 8_000) return;
  saidAt = Date.now();
  status.textContent = text;
}

/* One line. */

const text = (html) => {
  const made = document.createElement("template");
  made.innerHTML = html;
  return made.content;
};

function label(made, line) {
  const holder = made.querySelector(".label");
  if (!holder) return;
  if (!line.number) { holder.remove(); return; }
  const asks = line.kind === "question";
  holder.querySelector(".sr").textContent = (asks ? words.question : words.answer).replace("%n", line.number);
  holder.querySelector("[aria-hidden]").textContent = `${asks ? "Q" : "A"}${line.number}`;
}

// A cover of the template, which stays only with what it is to say.
function cover(made, selector, title) {
  const details = made.querySelector(selector);
  if (!details) return;
  if (!title) { details.querySelector(":scope > summary").remove(); details.replaceWith(...details.childNodes); return; }
  const own = details.querySelector(":scope > summary bdi");
  own.textContent = selector === ".cover" ? own.textContent.trim() + " " + title : title;
}

function applause(made, count) {
  made.querySelectorAll(":scope > .acts .n").forEach((holder) => { holder.textContent = count > 0 ? count : ""; });
  const plain = made.querySelector(":scope > .acts .applause");
  if (plain) plain.hidden = !count;
}

// Nobody applauds themselves; they see how many do.
function unpressed(made) {
  const button = made.querySelector(".applaud");
  if (!button) return;
  const count = document.createElement("span");
  count.className = "act applause";
  count.append(...button.childNodes);
  button.closest("form").replaceWith(count);
}

function drawn(line) {
  if (line.kind === "boost") return boosted(line);
  const made = blank.content.firstElementChild.cloneNode(true);
  made.id = `post-${line.id}`;
  Object.assign(made.dataset, { id: line.id, by: line.by.id, kind: line.kind, at: line.at });
  made.className = `line kind-${line.kind}`;
  made.setAttribute("aria-labelledby", `post-${line.id}-by`);
  const who = made.querySelector(".who");
  who.id = `post-${line.id}-by`;
  made.querySelector(".face").src = line.by.avatar;
  const link = who.querySelector("a");
  link.href = line.by.url;
  link.querySelector("bdi").replaceChildren(text(line.by.name));
  who.querySelectorAll(".role").forEach((role) => {
    const shown = (line.role && role.classList.contains(line.role)) || (line.newcomer && role.classList.contains("newcomer"));
    if (!shown) role.remove();
  });
  who.querySelector(".acct").textContent = `@${line.by.acct}`;
  const when = made.querySelector("time");
  when.dateTime = line.at;
  when.textContent = new Date(line.at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
  made.querySelectorAll(".when a, .why:not(.to) a").forEach((a) => { a.href = line.url; });
  cover(made, ".cover", line.folded);
  cover(made, ".cw", line.warning);
  label(made, line);
  const said = made.querySelector(".said > .text");
  said.replaceChildren(text(line.html));
  if (line.language) said.lang = line.language;
  if (!line.more) made.querySelector(".said ~ .why")?.remove();
  made.querySelectorAll("input[name=post]").forEach((input) => { input.value = line.id; });
  made.querySelectorAll("input[name=account]").forEach((input) => { input.value = line.by.id; });
  made.querySelectorAll("input[name=back]").forEach((input) => { input.value = location.pathname; });
  const reply = made.querySelector("[data-reply]");
  if (reply) {
    reply.href = `${location.pathname}?reply=${line.id}#write`;
    reply.querySelector(".sr").textContent = ` @${line.by.acct}`;
  }
  if (words.me === line.by.acct) unpressed(made);
  applause(made, line.applause ?? 0);
  return made;
}

function boosted(line) {
  const made = blankBoost.content.firstElementChild.cloneNode(true);
  made.id = `post-${line.id}`;
  Object.assign(made.dataset, { id: line.id, by: line.by.id, at: line.at });
  made.setAttribute("aria-labelledby", `post-${line.id}-by`);
  const said = made.querySelector(".why > span");
  said.id = `post-${line.id}-by`;
  said.querySelectorAll("a").forEach((link) => {
    const post = link.getAttribute("href") === "/web/posts/";
    link.href = post ? `/web/posts/${line.to ?? line.id}` : line.by.url;
    if (!post) link.querySelector("bdi").replaceChildren(text(line.by.name));
  });
  return made;
}

/* Highlighting. */

function marked(made) {
  const wish = mark.value.trim().toLowerCase();
  const own = made.querySelector(".who")?.textContent.toLowerCase() ?? "";
  const said = made.querySelector(":scope .said")?.textContent.toLowerCase() ?? "";
  made.classList.toggle("marked", wish !== "" && (wish.startsWith("@") ? own.includes(wish) : (said + own).includes(wish)));
}

const markAll = () => feed.querySelectorAll(".line").forEach(marked);

/* Putting lines where they belong. */

// Below what it answers, if that is here and no question; else on top.
function place(made, line) {
  const parent = line.to ? find(line.to) : null;
  if (!parent || line.kind === "boost" || parent.dataset.kind === "question" || !feed.contains(parent)) {
    feed.prepend(made);
    return;
  }
  let thread = parent.querySelector(":scope > .thread");
  if (!thread) {
    thread = document.createElement("details");
    thread.className = "thread";
    thread.open = true;
    const summary = document.createElement("summary");
    summary.className = "act";
    summary.textContent = words.replies;
    thread.append(summary);
    parent.append(thread);
  }
  made.classList.add("nested");
  thread.append(made);
}

function show(line) {
  feed.querySelector("[data-empty]")?.remove();
  const made = drawn(line);
  if (!made) return;
  const old = find(line.id);
  if (old) {
    const held = old.contains(document.activeElement);
    const thread = old.querySelector(":scope > .thread");
    if (thread) made.append(thread);
    if (old.classList.contains("nested")) made.classList.add("nested");
    const mine = old.querySelector(":scope > .acts .applaud");
    if (mine) made.querySelector(":scope > .acts .applaud")?.setAttribute("aria-pressed", mine.getAttribute("aria-pressed"));
    old.replaceWith(made);
    if (held) made.focus();
  } else {
    place(made, line);
    made.classList.add("fresh");
    const all = feed.querySelectorAll(":scope > .line");
    if (all.length > LINES_MAX) all[all.length - 1].remove();
  }
  marked(made);
  document.dispatchEvent(new CustomEvent("medley:added"));
}

// Whoever reads further down, or stands within the lines, is not to lose the place.
const reading = () => feed.getBoundingClientRect().top < 0 || feed.contains(document.activeElement);
const holds = () => paused || reading() || document.hidden;

function announce() {
  const count = waiting.length;
  const held = count > 0 && holds();
  news.hidden = !held;
  const said = (count === 1 ? words.newOne : words.new).replace("%n", count >= WAITING_MAX ? `${count}+` : count);
  if (held && shower.textContent !== said) tell(said);
  shower.textContent = said;
}

function showAll() {
  if (waiting.length >= WAITING_MAX) { location.assign(location.pathname); return; }
  const all = waiting.splice(0);
  all.forEach(show);
  announce();
  const last = all.at(-1);
  if (last) find(last.id)?.focus();
}

let shownAt = 0;
function pump() {
  const wait = Number(speed.value) * 1_000;
  while (waiting.length > 0 && !holds()) {
    if (wait > 0 && Date.now() - shownAt < wait) break;
    shownAt = Date.now();
    show(waiting.shift());
  }
  announce();
}

/* What the server says. */

function onPost(event) {
  const line = JSON.parse(event.data);
  const boost = line.kind === "boost";
  if (boost && words.withoutBoosts !== undefined) return;
  const at = waiting.findIndex((held) => held.id === line.id);
  if (at >= 0) { waiting[at] = line; return; }
  // What the reader hides moves nothing.
  if (find(line.id) || (words.me && words.me === line.by.acct) || (boost && noBoosts.checked)) { show(line); return; }
  if (waiting.length >= WAITING_MAX) return;
  waiting.push(line);
  pump();
}

function onGone(event) {
  const { id } = JSON.parse(event.data);
  const at = waiting.findIndex((held) => held.id === String(id));
  if (at >= 0) waiting.splice(at, 1);
  room.querySelectorAll(`[data-id="${CSS.escape(String(id))}"]`).forEach((gone) => {
    const held = gone.contains(document.activeElement);
    const next = gone.nextElementSibling ?? gone.previousElementSibling;
    gone.querySelectorAll(":scope > .thread > .line").forEach((reply) => { reply.classList.remove("nested"); gone.before(reply); });
    gone.remove();
    if (held) next?.focus();
  });
  announce();
}

function onApplause(event) {
  const { id, applause: count } = JSON.parse(event.data);
  const held = waiting.find((line) => line.id === String(id));
  if (held) held.applause = count;
  const made = find(id);
  if (made) applause(made, count);
}

function question(line) {
  const now = room.querySelector("[data-now]");
  if (!line || now.dataset.id === line.id) return;
  now.dataset.id = line.id;
  const ask = document.createElement("div");
  ask.className = "ask";
  if (line.number) {
    const label = document.createElement("p");
    label.className = "label";
    label.setAttribute("aria-hidden", "true");
    label.textContent = `Q${line.number}`;
    ask.append(label);
  }
  const said = document.createElement("div");
  said.className = "text";
  said.dir = "auto";
  said.append(text(line.html));
  ask.append(said);
  now.replaceChildren(ask);
  tell(`${words.asked}: ${said.textContent}`, true);
  listed(line, said);
  chosen(line.number);
}

function listed(line, said) {
  const list = room.querySelector("[data-asked-list]");
  if (list.querySelector(`[data-id="${CSS.escape(line.id)}"]`)) return;
  const item = document.createElement("li");
  item.dataset.id = line.id;
  const link = document.createElement("a");
  link.href = `#post-${line.id}`;
  link.textContent = line.number ? `Q${line.number}` : "";
  item.append(link, said.cloneNode(true));
  list.append(item);
  list.closest("details").hidden = false;
}

// The composer answers the question that is asked now, unless somebody is writing.
function chosen(number) {
  const select = room.querySelector("[data-answers]");
  if (!select || !number) return;
  if (![...select.options].some((option) => option.value === String(number))) {
    const known = [...select.options].find((option) => option.value);
    const word = known ? known.textContent.replaceAll(known.value, number) : words.answer.replace("%n", number);
    select.prepend(new Option(word, number));
  }
  if (!select.form.elements.text.value.trim() && !select.form.elements.reply_to.value) select.value = String(number);
  select.dispatchEvent(new Event("input", { bubbles: true }));
}

function onState(event) {
  const head = JSON.parse(event.data);
  question(head.question);
  const call = room.querySelector("[data-call]");
  const was = call.textContent;
  call.hidden = !head.called;
  if (head.called) {
    const name = document.createElement("b");
    name.append(text(head.called.name));
    const said = call.querySelector("span");
    said.replaceChildren();
    words.called.split("%n").forEach((part, n) => said.append(...(n > 0 ? [name, part] : [part])));
    if (was !== call.textContent) tell(call.textContent, true);
  }
  const pinned = room.querySelector("[data-pinned]");
  pinned.hidden = !head.pinned;
  if (head.pinned) pinned.querySelector(".text").replaceChildren(text(head.pinned.html));
  here(head);
}

function here({ here: count, phase }) {
  const holder = room.querySelector("[data-count-here]");
  if (holder) holder.textContent = words.here.replace("%n", count);
  const pill = room.querySelector(`[data-phase="${CSS.escape(phase)}"]`);
  if (!pill?.hidden) return;
  room.querySelectorAll("[data-phase]").forEach((other) => { other.hidden = other !== pill; });
  room.querySelectorAll("[data-over]").forEach((link) => { link.hidden = phase !== "closing"; });
  room.querySelectorAll(".countdown").forEach((line) => { line.hidden = true; });
  tell(pill.textContent, true);
}

/* After a break, the page itself says what was missed. */

async function look() {
  const answer = await fetch(location.pathname).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = [...page.querySelectorAll("[data-lines] > .line")].filter((line) => !document.getElementById(line.id));
  const token = document.querySelector("input[name=csrf]")?.value ?? "";
  fresh.reverse().forEach((line) => {
    line.querySelectorAll("input[name=csrf]").forEach((input) => { input.value = token; });
    feed.querySelector("[data-empty]")?.remove();
    feed.prepend(document.importNode(line, true));
  });
  markAll();
}

let broken = false;
const source = new EventSource(`/live/room/${words.room}`);
source.addEventListener("open", () => {
  if (!broken) return;
  broken = false;
  tell(words.back, true);
  look();
});
source.addEventListener("error", () => {
  if (!broken) tell(words.lost, true);
  broken = true;
  // The server refuses for good once the room is closed; its page says what comes then.
  if (source.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), LOOK_AFTER_MS);
});
source.addEventListener("post", onPost);
source.addEventListener("gone", onGone);
source.addEventListener("applause", onApplause);
source.addEventListener("state", onState);
source.addEventListener("here", (event) => here(JSON.parse(event.data)));

/* The reader's own. */

pace.hidden = false;
speed.value = kept("speed") || "0";
speed.addEventListener("change", () => { keep("speed", speed.value); pump(); });
mark.value = kept("mark");
mark.addEventListener("input", () => { keep("mark", mark.value); markAll(); });
noBoosts.checked = kept("boosts") === "no";
const boosts = () => feed.classList.toggle("no-boosts", noBoosts.checked);
noBoosts.addEventListener("change", () => { keep("boosts", noBoosts.checked ? "no" : ""); boosts(); });
pauser.addEventListener("click", () => {
  paused = !paused;
  pauser.setAttribute("aria-pressed", String(paused));
  pump();
});
shower.addEventListener("click", showAll);
setInterval(pump, 500);
addEventListener("scroll", announce, { passive: true });
markAll();
boosts();

// Replies are written where one writes; the link does the same without a script.
const form = room.querySelector(".say");
function answering(id, acct) {
  form.elements.reply_to.value = id;
  const line = form.querySelector("[data-replying]");
  line.hidden = !id;
  line.querySelector("span").textContent = id ? words.replying.replace("%n", acct) : "";
  if (id) form.elements.answers.value = "";
}
room.addEventListener("click", (event) => {
  const off = event.target.closest("[data-reply-off]");
  const link = event.target.closest("[data-reply]");
  if (!form || (!off && !link)) return;
  event.preventDefault();
  const line = link?.closest(".line");
  const acct = line?.querySelector(".acct").textContent.slice(1) ?? "";
  answering(line?.dataset.id ?? "", acct);
  const area = form.elements.text;
  if (line && !area.value.trim()) area.value = `@${acct} `;
  area.focus();
  area.dispatchEvent(new Event("input", { bubbles: true }));
});

async function sent(target) {
  const answer = await fetch(target.action, {
    method: "POST", body: new URLSearchParams(new FormData(target)), headers: { "x-requested-with": "fetch" },
  }).catch(() => null);
  return answer?.ok === true;
}

room.addEventListener("submit", async (event) => {
  const button = event.target.querySelector(".applaud");
  if (button) {
    event.preventDefault();
    const on = event.target.elements.on.value;
    button.setAttribute("aria-pressed", String(on === "1"));
    if (!await sent(event.target)) { button.setAttribute("aria-pressed", String(on !== "1")); return; }
    event.target.elements.on.value = on === "1" ? "0" : "1";
  } else if (event.target === form) {
    event.preventDefault();
    const own = form.querySelector("button.button");
    own.disabled = true;
    const done = await sent(form);
    own.disabled = false;
    // What is wrong with it is said by the page.
    if (!done) { form.submit(); return; }
    form.elements.text.value = "";
    form.elements.idempotency_key.value = crypto.randomUUID?.() ?? String(Math.random());
    answering("", "");
    form.elements.text.dispatchEvent(new Event("input", { bubbles: true }));
    form.elements.text.focus();
  }
});
