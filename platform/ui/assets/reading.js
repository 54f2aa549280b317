// Reading on: what follows is fetched before the reader comes to the end, and put below. The address follows the
// reading, so that a reload, a bookmark and the back button lead to where one was. Without script, with an error, and
// after many pages there is the link as ever.

const PAGES_MAX = 25;
const AHEAD = "1500px";
const SETTLED_MS = 300;

const feed = document.querySelector("[data-endless]");
let nav = feed && document.querySelector(".paging");
let pages = 0;

const here = () => location.pathname + location.search;

function entries(within) {
  return [...within.querySelectorAll("[data-endless] > *")].filter((one) => !one.matches(".empty"));
}

function known(one) {
  return one.dataset.entry && feed.querySelector(`:scope > [data-entry="${CSS.escape(one.dataset.entry)}"]`);
}

async function fetched(address) {
  const answer = await fetch(address, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer?.ok || answer.redirected) return null;
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

// The new page's link onwards takes the place of the one that was followed; the way back up stays.
function replaceLink(link, page) {
  const next = page.querySelector(".paging [rel=next]");
  if (next) {
    link.setAttribute("href", next.getAttribute("href"));
  } else {
    link.remove();
    if (!nav.querySelector("a")) nav.remove();
  }
  return Boolean(next);
}

async function readOn(link) {
  nav.setAttribute("aria-busy", "true");
  const address = link.getAttribute("href");
  const page = await fetched(address);
  nav.removeAttribute("aria-busy");
  if (!page) return false;
  const more = entries(page).filter((one) => !known(one)).map((one) => document.importNode(one, true));
  if (more[0]) more[0].dataset.page = address;
  feed.append(...more);
  document.dispatchEvent(new CustomEvent("medley:added"));
  pages += 1;
  return replaceLink(link, page) && pages < PAGES_MAX;
}

function watch() {
  const link = nav?.querySelector("[rel=next]");
  if (!link) return;
  const ahead = new IntersectionObserver(async ([seen]) => {
    if (!seen.isIntersecting) return;
    ahead.disconnect();
    if (await readOn(link)) watch();
  }, { rootMargin: `0px 0px ${AHEAD} 0px` });
  ahead.observe(link);
}

/* The address. */

const first = here();

function pageOf(one) {
  for (let at = one; at; at = at.previousElementSibling) if (at.dataset.page) return at.dataset.page;
  return first;
}

function follow() {
  const one = [...feed.children].find((child) => child.getBoundingClientRect().bottom > 80);
  if (!one) return;
  const page = pageOf(one);
  const address = page === first && scrollY < innerHeight ? first : `${page}${one.id ? `#${one.id}` : ""}`;
  if (address !== here() + location.hash) history.replaceState(history.state, "", address);
}

if (feed && nav && "IntersectionObserver" in window) {
  watch();
  let settled = 0;
  addEventListener("scroll", () => {
    clearTimeout(settled);
    settled = setTimeout(follow, SETTLED_MS);
  }, { passive: true });
}
