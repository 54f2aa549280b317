// Journeys with the keyboard alone: nothing is clicked, and every step is taken from where the focus is.

import assert from "node:assert/strict";

const TABS_MAX = 60;

const focused = (page) => page.evaluate(() => {
  const at = document.activeElement;
  const outline = at && getComputedStyle(at).outlineStyle;
  return { tag: at?.tagName, text: (at?.innerText || at?.getAttribute("aria-label") || "").trim(), id: at?.id, name: at?.getAttribute("name"), outline };
});

// Tab by tab until something is focused that fits; what is focused has to be seen.
async function tabTo(page, fits, what) {
  for (let n = 0; n < TABS_MAX; n += 1) {
    await page.keyboard.press("Tab");
    const at = await focused(page);
    if (!fits(at)) continue;
    assert.notEqual(at.outline, "none", `${what}: the focus is not to be seen`);
    return;
  }
  assert.fail(`${what} is not reached by ${TABS_MAX} tabs`);
}

const named = (text) => (at) => at.text.startsWith(text);
const field = (id) => (at) => at.id === id || at.name === id;

// Down the page, post by post, until the one with this text has the focus.
async function stepTo(page, text) {
  for (let n = 0; n < TABS_MAX; n += 1) {
    await page.keyboard.press("j");
    const at = await focused(page);
    if (!at.text.includes(text)) continue;
    assert.equal(at.tag, "ARTICLE");
    assert.notEqual(at.outline, "none", `${text}: the focus is not to be seen`);
    return;
  }
  assert.fail(`${text} is not reached by ${TABS_MAX} steps`);
}

// Somebody begins a conversation, and writes to somebody alone; the other reads and answers both.
async function conversation({ check, page, server, asked, writer, ana, ben }) {
  await check("keyboard: join a conversation from home", async () => {
    await asked(writer, server, ana, { status: `@${ben.name} Who takes the night shift on Friday?` });
    await page.goto(`${server.url}/local`);
    await page.keyboard.press("g");
    await page.keyboard.press("h");
    await page.waitForURL(`${server.url}/`);
    await stepTo(page, "Who takes the night shift");
    await page.keyboard.press("o");
    await page.waitForURL(new RegExp(`/@${ana.name}/\\d+`));
    await stepTo(page, "Who takes the night shift");
    await page.keyboard.press("r");
    await page.waitForURL(/compose\?reply_to=/);
    await page.locator("#status").waitFor();
    if ((await focused(page)).id !== "status") await tabTo(page, field("status"), "the text");
    await page.keyboard.press("Control+End");
    await page.keyboard.type("I do, and I bring cake");
    await tabTo(page, named("Reply"), "the button");
    await page.keyboard.press("Enter");
    // In its place: in the thread, below what it answers.
    await page.waitForURL(/\/@\w+\/\d+/);
    await page.locator("article.post", { hasText: "I bring cake" }).first().waitFor();
    const order = await page.locator("main article.post:not(.quoted)").allInnerTexts();
    const [asks, answers] = ["Who takes the night shift", "I bring cake"].map((text) => order.findIndex((one) => one.includes(text)));
    assert(asks >= 0 && asks < answers, `the reply stands below: ${asks}, ${answers}`);
  });

  await check("keyboard: answer a direct post", async () => {
    await asked(writer, server, ana, { status: `@${ben.name} Between us: the cake was good`, visibility: "direct" });
    await page.keyboard.press("g");
    await page.keyboard.press("m");
    await page.waitForURL(`${server.url}/conversations`);
    await stepTo(page, "the cake was good");
    await page.keyboard.press("o");
    // The conversation is read in its thread.
    await page.waitForURL(new RegExp(`/@${ana.name}/\\d+`));
    await page.locator("article.post", { hasText: "the cake was good" }).first().waitFor();
    await stepTo(page, "the cake was good");
    await page.keyboard.press("r");
    await page.locator("#status").waitFor();
    if ((await focused(page)).id !== "status") await tabTo(page, field("status"), "the text");
    await page.keyboard.press("Control+End");
    await page.keyboard.type("There is some left");
    await tabTo(page, named("Reply"), "the button");
    await page.keyboard.press("Enter");
    const answer = page.locator("article.post", { hasText: "There is some left" }).first();
    await answer.waitFor();
    // Still for the two of them.
    assert.equal(await answer.getAttribute("data-private"), "");
  });
}

export async function keyboard({ check, open, browser, server, asked, writer, ana, ben }) {
  const newcomer = await open(browser, { reducedMotion: "reduce" });
  const page = await open(browser, { reducedMotion: "reduce" });
  const fresh = { name: "kay", password: "a long word for kay" };

  await check("keyboard: sign up", async () => {
    await newcomer.goto(`${server.url}/sign-up`);
    for (const [id, text] of [["username", fresh.name], ["email", "kay@example.com"], ["password", fresh.password]]) {
      await tabTo(newcomer, field(id), id);
      await newcomer.keyboard.type(text);
    }
    await tabTo(newcomer, field("agreement"), "agreement");
    await newcomer.keyboard.press("Space");
    await newcomer.keyboard.press("Enter");
    await newcomer.waitForURL((url) => url.pathname !== "/sign-up");
    assert.equal(await newcomer.locator(".bad-text").count(), 0);
  });

  await check("keyboard: sign in, skipping what every page repeats", async () => {
    await page.goto(`${server.url}/sign-in`);
    await page.keyboard.press("Tab");
    assert.equal((await focused(page)).text, "Skip to content");
    await page.keyboard.press("Enter");
    await tabTo(page, field("login"), "login");
    await page.keyboard.type(ben.name);
    await tabTo(page, field("password"), "password");
    await page.keyboard.type(ben.password);
    await page.keyboard.press("Enter");
    await page.waitForURL(`${server.url}/`);
  });

  await check("keyboard: write a post", async () => {
    await page.keyboard.press("n");
    await page.locator("#status:focus").waitFor();
    await page.keyboard.type("Written without a mouse");
    await tabTo(page, named("Post"), "the button");
    await page.keyboard.press("Enter");
    await page.locator("article.post", { hasText: "Written without a mouse" }).first().waitFor();
  });

  await check("keyboard: j, l and r like a post and answer it", async () => {
    await page.goto(`${server.url}/local`);
    await page.keyboard.press("j");
    assert.equal((await focused(page)).tag, "ARTICLE");
    await page.keyboard.press("l");
    await page.locator("article.post:focus button.like[aria-pressed=true]").waitFor();
    await page.keyboard.press("r");
    await page.waitForURL(/compose\?reply_to=/);
    await page.locator("#status").focus();
    await page.keyboard.type("Answered without a mouse");
    await tabTo(page, named("Reply"), "the button");
    await page.keyboard.press("Enter");
    await page.locator("article.post", { hasText: "Answered without a mouse" }).first().waitFor();
  });

  await check("keyboard: search", async () => {
    await page.goto(`${server.url}/local`);
    await page.keyboard.press("/");
    await page.locator("#q:focus").waitFor();
    await page.keyboard.type("mouse");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/search\?q=mouse/);
    await page.locator("article.post", { hasText: "without a mouse" }).first().waitFor();
  });

  await check("keyboard: the overview opens, closes and gives the focus back", async () => {
    await page.goto(`${server.url}/local`);
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
    await page.keyboard.press("Escape");
    await page.locator("dialog").waitFor({ state: "detached" });
    await page.keyboard.press("g");
    await page.keyboard.press("n");
    await page.waitForURL(`${server.url}/notifications`);
  });

  await check("keyboard: a menu opens, and Escape leads back to it", async () => {
    await page.goto(`${server.url}/local`);
    await page.keyboard.press("j");
    await tabTo(page, (at) => at.tag === "SUMMARY" && at.text.startsWith("More"), "the menu");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    assert.equal((await focused(page)).text, "Open the thread");
    await page.keyboard.press("Escape");
    assert.equal((await focused(page)).tag, "SUMMARY");
  });

  const other = await open(browser, { storageState: writer });
  await conversation({ check, page, server, asked, writer: other, ana, ben });
  await other.context().close();

  await check("keyboard: no script problem", () => assert.deepEqual([...newcomer.troubles, ...page.troubles], []));
  await newcomer.context().close();
  await page.context().close();
}
