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

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const OUT = join(ROOT, "target/e2e");
const MODULES = resolve(process.env.MEDLEY_NODE_MODULES ?? join(ROOT, "target/ci/node/node_modules"));
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const READY_TIMEOUT_MS = 30_000;
const STEP_TIMEOUT_MS = 10_000;
const WIDTHS = [390, 1280];
const SCHEMES = ["light", "dark"];

const require = createRequire(join(MODULES, "x.js"));
const { chromium } = require("playwright-core");
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

/* Stories. */

async function stories(browser, server, [ana, ben]) {
  // A view transition swallows clicks while it lasts, longer than the driver waits between two pages.
  const plain = await open(browser, { javaScriptEnabled: false, reducedMotion: "reduce" });
  const lively = await open(browser, { reducedMotion: "reduce" });

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

  await check("no script problem and nothing refused by the content policy", async () => {
    assert.deepEqual(lively.troubles, []);
  });

  const states = { signedIn: await lively.context().storageState(), thread: "/no-thread-was-found" };
  await check("a post leads to its thread", async () => {
    await lively.goto(`${server.url}/local`);
    states.thread = await post(lively, "Written with script").locator("a.open").getAttribute("href");
  });
  await plain.context().close();
  await lively.context().close();
  return states;
}

/* Accessibility. */

async function looks(browser, server, states, [ana]) {
  const visitor = { landing: "/", "sign-up": "/sign-up", "sign-in": "/sign-in", about: "/about" };
  const member = {
    home: "/", local: "/local", hashtag: "/tags/rounds", profile: `/@${ana.name}`, thread: states.thread,
    compose: "/compose", notifications: "/notifications", search: "/search?q=script",
    settings: "/settings/profile", account: "/settings/account",
  };
  for (const colorScheme of SCHEMES) {
    for (const width of WIDTHS) {
      const view = { colorScheme, viewport: { width, height: 900 } };
      await inspect(browser, server, visitor, view);
      await inspect(browser, server, member, { ...view, storageState: states.signedIn });
    }
  }
}

async function inspect(browser, server, pages, view) {
  // The pages' own policy forbids the injected checker, so it is lifted here; the stories above run under it.
  const page = await open(browser, { ...view, bypassCSP: true, reducedMotion: "reduce" });
  for (const [name, path] of Object.entries(pages)) {
    const label = `${name}, ${view.viewport.width} px, ${view.colorScheme}`;
    await check(label, async () => {
      const answer = await page.goto(new URL(path, server.url).href);
      assert.equal(answer.status(), 200, `${path}: ${answer.status()}`);
      await page.screenshot({ path: join(OUT, `${name}-${view.viewport.width}-${view.colorScheme}.png`), fullPage: true });
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
];
const server = await startServer(people);
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
try {
  const states = await stories(browser, server, people);
  await looks(browser, server, states, people);
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
