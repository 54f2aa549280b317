// The pages in a real browser: with and without script, live updates, and accessibility in light and dark on a phone
// and a desk. Needs playwright-core and axe-core in $MEDLEY_NODE_MODULES (default target/ci/node/node_modules) and
// Chromium in $CHROMIUM (default /usr/bin/chromium). Screenshots go to target/e2e/.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { chats } from "./pages/chats.mjs";
import { columns } from "./pages/columns.mjs";
import { composing } from "./pages/compose.mjs";
import { finding } from "./pages/finding.mjs";
import { hashtags } from "./pages/hashtags.mjs";
import { hostile } from "./pages/hostile.mjs";
import { keyboard } from "./pages/keyboard.mjs";
import { validator } from "./pages/markup.mjs";
import { numbers } from "./pages/numbers.mjs";
import { offline } from "./pages/offline.mjs";
import { rooms } from "./pages/room.mjs";
import { staff } from "./pages/staff.mjs";
import { transcript } from "./pages/transcript.mjs";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const OUT = join(ROOT, "target/e2e");
const MODULES = resolve(process.env.MEDLEY_NODE_MODULES ?? join(ROOT, "target/ci/node/node_modules"));
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const READY_TIMEOUT_MS = 30_000;
const STEP_TIMEOUT_MS = 10_000;
const WIDTHS = [360, 1280];
const SCHEMES = ["light", "dark"];

const require = createRequire(join(MODULES, "x.js"));
const { chromium } = require("playwright-core");
const markup = await validator(require);
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/* The server. */

function binary() {
  const places = process.env.MEDLEY_BIN
    ? [process.env.MEDLEY_BIN]
    : ["release", "debug"].map((kind) => join(ROOT, "target", kind, "medley"));
  const found = places.find((place) => existsSync(place));
  assert(found, `no medley at ${places.join(" or ")}: cargo build --release -p medley`);
  return found;
}

function freePort() {
  return new Promise((done) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

async function startServer(people) {
  mkdirSync(OUT, { recursive: true });
  const folder = mkdtempSync(join(OUT, "pages-"));
  const data = join(folder, "data");
  mkdirSync(data);
  const port = await freePort();
  const domain = `localhost:${port}`;
  for (const { name, role, password } of people) {
    const words = ["account", "create", name, "--email", `${name}@example.com`, "--role", role, "--password-stdin"];
    const made = spawnSync(binary(), [...words, "--data", data], { input: `${password}\n`, encoding: "utf8" });
    assert.equal(made.status, 0, `medley account create: ${made.stdout}${made.stderr}`);
  }
  const log = openSync(join(folder, "medley.log"), "a");
  const words = ["serve", "--data", data, "--listen", `127.0.0.1:${port}`, "--domain", domain];
  const child = spawn(binary(), words, { stdio: ["ignore", log, log] });
  const server = { url: `http://${domain}`, folder, child };
  await ready(server);
  return server;
}

// A command on the data of the running server; gives what it says.
function medley(...words) {
  const done = spawnSync(binary(), [...words, "--data", join(server.folder, "data")], { encoding: "utf8" });
  assert.equal(done.status, 0, `medley ${words.join(" ")}: ${done.stdout}${done.stderr}`);
  return done.stdout;
}

async function ready(server) {
  const until = Date.now() + READY_TIMEOUT_MS;
  while (Date.now() < until) {
    if (server.child.exitCode !== null) break;
    const answer = await fetch(`${server.url}/health`).catch(() => null);
    if (answer && answer.status < 500) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`medley did not answer:\n${readFileSync(join(server.folder, "medley.log"), "utf8")}`);
}

/* Checks. */

const failures = [];

async function check(name, body) {
  const began = Date.now();
  try {
    await body();
    console.log(`ok      ${name} (${Date.now() - began} ms)`);
  } catch (problem) {
    failures.push(name);
    console.log(`FAILED  ${name}\n${problem.stack ?? problem}`);
  }
}

async function open(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  context.setDefaultTimeout(STEP_TIMEOUT_MS);
  const page = await context.newPage();
  page.troubles = [];
  page.on("pageerror", (problem) => page.troubles.push(`script: ${problem.message}`));
  page.on("console", (line) => line.type() === "error" && page.troubles.push(`console: ${line.text()}`));
  return page;
}

async function signIn(page, server, person) {
  await page.goto(`${server.url}/settings/profile`);
  const form = page.locator("form:has(input[type=password])");
  await form.locator("input:not([type=hidden]):not([type=password])").first().fill(person.name);
  await form.locator("input[type=password]").fill(person.password);
  await form.locator("button").first().click();
  await page.waitForURL(`${server.url}/settings/profile`);
}

async function write(page, server, text) {
  await page.goto(`${server.url}/compose`);
  await page.locator("main textarea[name=status]").fill(text);
  await page.locator("main button[value=publish]").click();
  await page.waitForLoadState();
  await page.goto(`${server.url}/local`);
  await post(page, text).waitFor();
}

function post(page, text) {
  return page.locator("article.post", { hasText: text }).first();
}

/* What the pages cannot write yet, through the API, with a token that the page's person gives to an app. */

const tokens = new Map();

async function token(page, server, person) {
  if (tokens.has(person.name)) return tokens.get(person.name);
  const send = (path, body) => fetch(`${server.url}${path}`, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
  }).then((answer) => answer.json());
  const redirect_uri = "urn:ietf:wg:oauth:2.0:oob";
  const app = await send("/api/v1/apps", { client_name: "Pages", redirect_uris: redirect_uri, scopes: "read write" });
  const query = new URLSearchParams({ client_id: app.client_id, redirect_uri, response_type: "code", scope: "read write" });
  const tab = await page.context().newPage();
  await tab.goto(`${server.url}/oauth/authorize?${query}`);
  await tab.locator("main button").first().click();
  const code = (await tab.locator("main .big-code").innerText()).trim();
  await tab.close();
  const { client_id, client_secret } = app;
  const given = await send("/oauth/token", { grant_type: "authorization_code", code, client_id, client_secret, redirect_uri });
  tokens.set(person.name, given.access_token);
  return given.access_token;
}

async function asked(page, server, person, body) {
  const answer = await fetch(`${server.url}/api/v1/statuses`, {
    method: "POST", body: JSON.stringify(body),
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${await token(page, server, person)}` },
  });
  assert.equal(answer.status, 200);
  return answer.json();
}

/* Reading on. */

async function reading(browser, server, states, [, ben]) {
  const page = await open(browser, { reducedMotion: "reduce", storageState: states.signedIn });
  const entries = () => page.locator("[data-endless] > article").count();
  await check("reading on: older posts come by themselves, and the address follows", async () => {
    for (let n = 1; n <= 45; n += 1) await asked(page, server, ben, { status: `Number ${n} of a long day` });
    await page.goto(`${server.url}/@${ben.name}`);
    const first = await entries();
    const deadline = Date.now() + STEP_TIMEOUT_MS;
    while (!(await post(page, "Number 1 of").isVisible()) && Date.now() < deadline) {
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      await page.waitForTimeout(200);
    }
    assert((await entries()) > first, "more than one page");
    await post(page, "Number 3 of").scrollIntoViewIfNeeded();
    await page.waitForURL(/max_id=\d+#post-\d+$/);
    const ids = await page.locator("[data-endless] > article").evaluateAll((all) => all.map((one) => one.dataset.entry));
    assert.equal(new Set(ids).size, ids.length, "each once");
  });
  await check("reading on: back leads to where one was", async () => {
    const before = await page.evaluate(() => scrollY);
    await post(page, "Number 3 of").locator("a.open").click();
    await page.getByRole("heading", { level: 1, name: /Post by/ }).waitFor();
    await page.goBack();
    await post(page, "Number 3 of").waitFor();
    assert(before > 0 && (await post(page, "Number 3 of").isVisible()));
  });
  await check("reading on: no script problem and nothing refused by the content policy", () => {
    assert.deepEqual(page.troubles, []);
  });
  await page.context().close();
}

/* Stories. */

async function stories(browser, server, [ana, ben]) {
  // A view transition swallows clicks while it lasts, longer than the driver waits between two pages.
  const plain = await open(browser, { javaScriptEnabled: false, reducedMotion: "reduce" });
  const lively = await open(browser, { reducedMotion: "reduce" });

  const states = { thread: "/no-thread-was-found" };
  await check("sign in without script", () => signIn(plain, server, ana));
  await check("sign in with script", () => signIn(lively, server, ben));

  await check("post without script", () => write(plain, server, "Written without any script #rounds"));
  await check("post with script", () => write(lively, server, "Written with script #rounds"));

  for (const [words, page] of [["with script", lively], ["without script", plain]]) {
    await check(`Enter in the content warning posts, ${words}`, async () => {
      await page.goto(`${server.url}/compose`);
      await page.locator("main textarea[name=status]").fill(`Behind a warning ${words}`);
      await page.locator("main summary", { hasText: "Warning and language" }).click();
      await page.locator("main input[name=spoiler_text]").fill("Wound care");
      await page.locator("main input[name=spoiler_text]").press("Enter");
      await page.waitForURL((url) => !url.pathname.startsWith("/compose") && !url.pathname.startsWith("/web/"));
      await page.goto(`${server.url}/local`);
      await page.locator("article.post", { hasText: "Wound care" }).first().waitFor();
    });
  }

  await check("like and boost without script", async () => {
    await plain.goto(`${server.url}/local`);
    const like = () => post(plain, "Written with script").locator("button.like");
    await like().click();
    await plain.waitForLoadState();
    assert.equal(await like().getAttribute("aria-pressed"), "true");
    const boost = () => post(plain, "Written with script").locator("button.boost");
    await boost().click();
    await plain.waitForLoadState();
    assert.equal(await boost().getAttribute("aria-pressed"), "true");
  });

  await check("like and boost with script, and they stay", async () => {
    await lively.goto(`${server.url}/local`);
    for (const kind of ["like", "boost"]) {
      const button = post(lively, "Written without any script").locator(`button.${kind}`);
      await button.click();
      await lively.locator(`article.post:has-text("without any script") button.${kind}[aria-pressed=true]`).first().waitFor();
    }
    await lively.waitForTimeout(300);
    await lively.reload();
    const like = post(lively, "Written without any script").locator("button.like");
    assert.equal(await like.getAttribute("aria-pressed"), "true");
  });

  await check("follow from a profile", async () => {
    await lively.goto(`${server.url}/@${ana.name}`);
    await lively.locator("form.relation button.button").click();
    await lively.locator("form.relation button", { hasText: "Following" }).waitFor();
  });

  await check("a reply in the thread", async () => {
    await plain.goto(`${server.url}/local`);
    await post(plain, "Written with script").locator("a.open").click();
    await plain.waitForLoadState();
    // The composer begins with the name of whom one answers, which is what tells them.
    await plain.locator("main textarea[name=status]").press("Control+End");
    await plain.keyboard.type("A reply without script");
    await plain.locator("main button[value=publish]").click();
    await plain.waitForLoadState();
    await lively.goto(`${server.url}/notifications`);
    await lively.locator("article", { hasText: "A reply without script" }).first().waitFor();
  });

  await check("a poll is voted on without script", async () => {
    await asked(lively, server, ben, { status: "Tea or coffee?", poll: { options: ["Tea", "Coffee"], expires_in: 3600 } });
    await plain.goto(`${server.url}/local`);
    await post(plain, "Tea or coffee?").getByLabel("Coffee").check();
    await post(plain, "Tea or coffee?").getByRole("button", { name: "Vote" }).click();
    await plain.waitForLoadState();
    assert.equal(await post(plain, "Tea or coffee?").locator("progress").last().getAttribute("value"), "100");
    assert.equal(await post(plain, "Tea or coffee?").locator("li.chosen").count(), 1);
  });

  await check("a quote shows what it quotes", async () => {
    await plain.goto(`${server.url}/local`);
    const quoted = await post(plain, "Tea or coffee?").getAttribute("data-id");
    await asked(lively, server, ben, { status: "An old question", quoted_status_id: quoted });
    await plain.goto(`${server.url}/local`);
    await post(plain, "An old question").locator(".quoted", { hasText: "Tea or coffee?" }).waitFor();
  });

  await check("a thread reads as one text", async () => {
    const first = await asked(lively, server, ben, { status: "Part one of a story" });
    await asked(lively, server, ben, { status: "Part two of a story", in_reply_to_id: first.id });
    await plain.goto(`${server.url}/web/posts/${first.id}`);
    await plain.getByRole("link", { name: "Read as one text" }).click();
    await plain.locator(".reader section").nth(1).waitFor();
    assert.equal(await plain.locator(".reader section").count(), 2);
    states.reader = new URL(plain.url()).pathname;
  });

  await check("a second tab is updated live", async () => {
    await lively.goto(`${server.url}/`);
    await lively.locator("[data-live]").waitFor();
    await lively.waitForTimeout(500);
    await write(plain, server, "Seen without a reload");
    const news = lively.locator(".news button");
    await news.waitFor({ state: "visible" });
    await news.click();
    await post(lively, "Seen without a reload").waitFor();
  });

  await check("notifications arrive live", async () => {
    await lively.goto(`${server.url}/notifications`);
    await lively.locator("[data-notes]").waitFor();
    await lively.waitForTimeout(500);
    await write(plain, server, "Something for @ben to hear");
    const news = lively.locator(".news button");
    await news.waitFor({ state: "visible" });
    assert.equal(await lively.locator("article", { hasText: "to hear" }).count(), 0, "nothing moves by itself");
    assert.match(await lively.locator("a[data-unread]").getAttribute("data-unread"), /^[1-9]/);
    assert.match(await lively.locator("a[data-unread] .badge").textContent(), /^\d+ new$/);
    await news.click();
    await lively.locator("article.note-line", { hasText: "to hear" }).waitFor();
    assert.equal(await news.isVisible(), false);
    assert.equal(await lively.evaluate(() => document.activeElement.matches(".note-line")), true, "focus is on what is new");
    await lively.locator("button", { hasText: "Mark as read" }).click();
    await lively.waitForLoadState();
    assert.equal(await lively.locator(".note-line.unread").count(), 0);
  });

  await check("text of strangers stays text", async () => {
    const nasty = '<img src=x onerror="document.title=1"> <script>alert(1)</script> & "quotes"';
    await write(plain, server, nasty);
    await lively.goto(`${server.url}/local`);
    await post(lively, 'onerror="document.title=1"').waitFor();
    assert.equal(await lively.locator("article.post .text img, article.post .text script").count(), 0);
  });

  await check("a filter is kept without script", async () => {
    await write(lively, server, "The Keto wonder diet");
    await write(lively, server, "Detox in three days");
    const filter = async (name, word, action) => {
      await plain.goto(`${server.url}/settings/filters`);
      await plain.locator("a", { hasText: "New filter" }).click();
      await plain.locator("main button.button", { hasText: "Save" }).waitFor();
      await plain.locator("#title").fill(name);
      await plain.locator("#keyword_0").fill(word);
      await plain.locator(`input[value=${action}]`).check();
      await plain.locator("main button.button", { hasText: "Save" }).click();
      await plain.waitForURL(`${server.url}/settings/filters?saved`);
    };
    await filter("Diets", "keto", "warn");
    await filter("Cures", "detox", "hide");
    await plain.goto(`${server.url}/local`);
    const folded = plain.locator("article.post details.filtered");
    assert.equal(await folded.count(), 1);
    assert(!(await folded.locator(".text").isVisible()));
    await folded.locator("summary").first().press("Enter");
    await folded.locator(".text", { hasText: "wonder diet" }).waitFor({ state: "visible" });
    assert.equal(await post(plain, "Detox in three").count(), 0);
    states.filterer = await plain.context().storageState();
  });

  await check("live updates are filtered", async () => {
    const page = await open(browser, { reducedMotion: "reduce", storageState: states.filterer });
    await page.goto(`${server.url}/local`);
    await page.locator("[data-live]").waitFor();
    await page.waitForTimeout(500);
    await write(lively, server, "A detox that nobody needs");
    await write(lively, server, "More about keto, live");
    await page.locator(".news button", { hasText: "1 new post" }).click();
    await page.locator("article.post", { hasText: "Filtered: Diets" }).first().waitFor();
    assert.equal(await post(page, "nobody needs").count(), 0);
    await page.context().close();
  });

  await check("a filter is changed and deleted", async () => {
    await plain.goto(`${server.url}/settings/filters`);
    await plain.locator("li", { hasText: "Cures" }).locator("a").click();
    await plain.locator("#title").fill("Wonder cures");
    await plain.locator("main button.button", { hasText: "Save" }).click();
    await plain.waitForURL(`${server.url}/settings/filters?saved`);
    await plain.locator("li", { hasText: "Wonder cures" }).locator("a").click();
    await plain.locator("button", { hasText: "Delete this filter" }).click();
    await plain.waitForURL(`${server.url}/settings/filters?deleted`);
    assert.equal(await plain.locator("li", { hasText: "Wonder cures" }).count(), 0);
  });

  await check("no script problem and nothing refused by the content policy", async () => {
    assert.deepEqual(lively.troubles, []);
  });

  await check("a post leads to its thread", async () => {
    await lively.goto(`${server.url}/local`);
    states.thread = await post(lively, "Written with script").locator("a.open").getAttribute("href");
  });
  await composing({ server, check, lively, plain, open, browser, inspect });
  states.signedIn = await lively.context().storageState();
  states.ana = await plain.context().storageState();
  await hostile({ check, open, browser, server, states, ben, token, lively });
  await plain.context().close();
  await lively.context().close();
  return states;
}

/* Passkeys, with an authenticator that Chromium plays. */

async function authenticator(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  const options = {
    protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true,
    isUserVerified: true, automaticPresenceSimulation: true,
  };
  await devtools.send("WebAuthn.addVirtualAuthenticator", { options });
}

async function signOut(page, server) {
  await page.goto(`${server.url}/settings/account`);
  await page.getByRole("button", { name: "Sign out here" }).click();
  await page.waitForURL(`${server.url}/`);
}

async function givePassword(page, server, person) {
  await page.goto(`${server.url}/sign-in?next=/settings/security`);
  await page.locator("#login").fill(person.name);
  await page.locator("#password").fill(person.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

async function security(browser, server, states, [ana, , cleo]) {
  const page = await open(browser, { reducedMotion: "reduce" });
  await authenticator(page);
  await check("a passkey is added", async () => {
    await signIn(page, server, cleo);
    await page.goto(`${server.url}/settings/security`);
    await page.locator("#name").fill("Blue key");
    await page.getByRole("button", { name: "Add a passkey" }).click();
    await page.getByRole("heading", { name: "Your recovery codes" }).waitFor();
    assert.equal(await page.locator("code").count(), 10);
    await page.screenshot({ path: join(OUT, "recovery-codes.png"), fullPage: true });
    await page.getByRole("link", { name: "I kept them" }).click();
    await page.locator("bdi", { hasText: "Blue key" }).waitFor();
  });
  await check("a passkey alone signs in", async () => {
    await signOut(page, server);
    await page.goto(`${server.url}/sign-in?next=/settings/security`);
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await page.waitForURL(`${server.url}/settings/security`);
  });
  await check("a passkey is the second step", async () => {
    await signOut(page, server);
    await givePassword(page, server, cleo);
    await page.waitForURL(/sign-in\/second/);
    await page.getByRole("button", { name: "Use a passkey" }).click();
    await page.waitForURL(`${server.url}/settings/security`);
  });
  await check("an account moves", async () => {
    const other = await open(browser, { storageState: states.ana });
    await other.goto(`${server.url}/settings/moving`);
    await other.locator("#alias").fill(cleo.name);
    await other.getByRole("button", { name: "Add it" }).click();
    await other.getByRole("link", { name: `@${cleo.name}` }).waitFor();
    await other.context().close();
    await page.goto(`${server.url}/settings/moving`);
    await page.locator("#target").fill(ana.name);
    await page.locator("#password").fill(cleo.password);
    await page.getByRole("button", { name: "Move my followers" }).click();
    await page.getByText("This account has moved").waitFor();
  });
  await check("an app is begun", async () => {
    await page.goto(`${server.url}/settings/security`);
    await page.getByRole("button", { name: "Set up an app" }).click();
    await page.getByRole("img", { name: /QR code/ }).waitFor();
  });
  await check("passkeys: no script problem and nothing refused by the content policy", () => {
    assert.deepEqual(page.troubles, []);
  });
  states.secured = await page.context().storageState();
  const between = await open(browser);
  await givePassword(between, server, cleo);
  await between.waitForURL(/sign-in\/second/);
  states.between = await between.context().storageState();
  await between.context().close();
  await page.context().close();
}

/* Accessibility. */

async function looks(browser, server, states, [ana, , cleo]) {
  const visitor = { landing: "/", "sign-up": "/sign-up", "sign-in": "/sign-in", about: "/about" };
  const member = {
    home: "/", local: "/local", hashtag: "/tags/rounds", profile: `/@${ana.name}`, thread: states.thread,
    reader: states.reader, style: "/about/style?composer=media", offline: "/offline", compose: "/compose", notifications: "/notifications", search: "/search?q=script",
    settings: "/settings/profile", account: "/settings/account", "moving-from": "/settings/moving",
    "security-off": "/settings/security",
  };
  const filterer = { filters: "/settings/filters", "new-filter": "/settings/filters/new", "filtered-local": "/local" };
  const secured = {
    security: "/settings/security", "app-setup": "/settings/security/app", moving: "/settings/moving",
    moved: `/@${cleo.name}`,
  };
  for (const colorScheme of SCHEMES) {
    for (const width of WIDTHS) {
      const view = { colorScheme, viewport: { width, height: 900 } };
      await inspect(browser, server, visitor, view);
      await inspect(browser, server, member, { ...view, storageState: states.signedIn });
      await inspect(browser, server, secured, { ...view, storageState: states.secured });
      await inspect(browser, server, { second: "/sign-in/second" }, { ...view, storageState: states.between });
      await inspect(browser, server, filterer, { ...view, storageState: states.filterer });
    }
  }
  // The same in Spanish, whose words are longer.
  const more = { language: "/settings/language", export: "/settings/export", import: "/settings/import", gone: "/nothing/here" };
  for (const width of WIDTHS) {
    const view = { colorScheme: "light", viewport: { width, height: 900 }, locale: "es" };
    await inspect(browser, server, visitor, view);
    await inspect(browser, server, { ...member, ...more }, { ...view, storageState: states.signedIn });
    await inspect(browser, server, secured, { ...view, storageState: states.secured });
    await inspect(browser, server, { second: "/sign-in/second" }, { ...view, storageState: states.between });
    await inspect(browser, server, filterer, { ...view, storageState: states.filterer });
  }
  await check("no message is missing", () => {
    const log = readFileSync(join(server.folder, "medley.log"), "utf8");
    assert.doesNotMatch(log, /a message is missing|a message lacks|without a language/);
  });
}

// How a server shows a message that it does not have.
const MISSING = "⟦";

async function inspect(browser, server, pages, view) {
  // The pages' own policy forbids the injected checker, so it is lifted here; the stories above run under it.
  const page = await open(browser, { ...view, bypassCSP: true, reducedMotion: "reduce" });
  for (const [name, path] of Object.entries(pages)) {
    const lang = view.locale ?? "en";
    const label = `${name}, ${lang}, ${view.viewport.width} px, ${view.colorScheme}`;
    await check(label, async () => {
      const answer = await page.goto(new URL(path, server.url).href);
      assert.equal(answer.status(), name === "gone" ? 404 : 200, `${path}: ${answer.status()}`);
      assert.equal(await page.evaluate(() => document.documentElement.lang), lang);
      assert(!(await page.content()).includes(MISSING), `${label}: a message is missing`);
      assert.deepEqual(await markup(await answer.text()), [], `${label}: the HTML is not valid`);
      await page.screenshot({ path: join(OUT, `${name}-${lang}-${view.viewport.width}-${view.colorScheme}.png`), fullPage: true });
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run(document, {
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      }));
      assert.deepEqual(violations.map(told), [], label);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert(wide <= 0, `${label}: ${wide} px wider than the window`);
    });
  }
  await page.context().close();
}

function told(violation) {
  const where = violation.nodes.map((node) => `${node.target} ${node.failureSummary ?? ""}`.replace(/\s+/g, " "));
  return `${violation.id}: ${violation.help} at ${where.slice(0, 3).join(" | ")}`;
}

/* All of it. */

const people = [
  { name: "ana", role: "owner", password: "correct horse ana" },
  { name: "ben", role: "user", password: "correct horse ben" },
  { name: "cleo", role: "user", password: "correct horse cleo" },
  ...["hana", "gil", "gus", "botte"].map((name) => ({ name, role: "user", password: `correct horse ${name}` })),
];
const server = await startServer(people);
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
try {
  const states = await stories(browser, server, people);
  await reading(browser, server, states, people);
  await keyboard({ check, open, browser, server, asked, writer: states.ana, ana: people[0], ben: people[1] });
  await offline({ check, open, browser, server, states, ana: people[0], ben: people[1], asked, signIn });
  await security(browser, server, states, people);
  await looks(browser, server, states, people);
  await staff({ browser, server, check, open, inspect, ana: states.ana, ben: states.signedIn });
  await columns({ check, open, browser, server, states, people, asked });
  await finding({ browser, server, states, people, check, open, inspect, asked });
  await transcript({ browser, server, check, open, inspect, medley });
  await rooms({ browser, server, check, open, inspect, signIn, token, people: people.slice(3) });
  const [ana, ben] = [{ storageState: states.ana }, { storageState: states.signedIn }];
  await chats({ check, open, inspect, browser, server, ana, ben });
  await hashtags({ browser, server, check, open, inspect, ana: states.ana, ben: states.signedIn });
  await numbers({ browser, server, states, people, check, open, inspect, asked });
} finally {
  await browser.close();
  server.child.kill("SIGTERM");
}
if (failures.length > 0) {
  console.log(`\n${failures.length} failed: ${failures.join("; ")}\nlog: ${join(server.folder, "medley.log")}`);
  process.exitCode = 1;
} else {
  rmSync(server.folder, { recursive: true, force: true });
  console.log(`\nall passed; screenshots in ${OUT}`);
}
