// A live room: a moderator runs a chat with two guests, each in a browser of their own, and an app takes part by just
// using the hashtag. Questions come from the desk, answers appear by themselves, everything goes by keyboard too.

import assert from "node:assert/strict";

const TAG = "e2echat";

// An answer of an app that knows nothing of rooms.
async function app(server, token, path, body, method = "POST") {
  const answer = await fetch(`${server.url}${path}`, {
    method, body: JSON.stringify(body), headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
  });
  assert.equal(answer.status, 200, `${path}: ${answer.status}`);
  return answer.json();
}

async function chat(server, token, guests) {
  const start = new Date(Date.now() + 60_000).toISOString().slice(0, 16);
  await app(server, token, "/api/medley/v1/chats", { tag: TAG, title: "Nights", zone: "UTC", start, minutes: 60, disclaimer: "No advice." });
  const range = `from=${new Date(Date.now() - 3_600_000).toISOString()}&to=${new Date(Date.now() + 86_400_000).toISOString()}`;
  const sessions = await fetch(`${server.url}/api/medley/v1/chats/${TAG}/sessions?${range}`).then((answer) => answer.json());
  await app(server, token, `/api/medley/v1/chats/${TAG}/sessions/${sessions[0].id}`, { topic: "Sleep after nights", guest_ids: guests }, "PUT");
  return sessions[0].id;
}

// Goes on by Tab until the element has the focus.
async function tabTo(page, selector, most = 80) {
  for (let n = 0; n < most; n += 1) {
    if (await page.locator(`${selector}:focus`).count()) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`${selector} is not reached by keyboard`);
}

export async function rooms({ server, check, open, browser, inspect, signIn, token, people }) {
  const [host, first, second, bot] = people;
  const pages = {};
  for (const [name, person] of Object.entries({ host, first, second, bot })) {
    pages[name] = await open(browser, { reducedMotion: "reduce" });
    await signIn(pages[name], server, person);
  }
  const tokens = {};
  for (const [name, person] of Object.entries({ host, first, second, bot })) tokens[name] = await token(pages[name], server, person);
  const me = async (name) => (await fetch(`${server.url}/api/v1/accounts/verify_credentials`, {
    headers: { Authorization: `Bearer ${tokens[name]}` },
  }).then((answer) => answer.json())).id;

  let room = "";
  await check("room: a chat with two guests", async () => {
    room = `${server.url}/chats/${TAG}/${await chat(server, tokens.host, [await me("first"), await me("second")])}`;
    for (const page of Object.values(pages)) await page.goto(room);
    await pages.first.getByRole("heading", { level: 1, name: "Sleep after nights" }).waitFor();
  });

  await check("room: a question is sent from the desk and heard in the room", async () => {
    await pages.host.goto(`${room}/desk`);
    await pages.host.locator("#new-question").fill("What helps you sleep?");
    await pages.host.locator("form:has(#new-question) button", { hasText: "Add" }).click();
    await pages.host.locator(".desk-lines button", { hasText: "Send" }).first().click();
    await pages.host.waitForURL(/desk\?sent/);
    await pages.host.goto(room);
    for (const page of [pages.first, pages.second]) {
      await page.locator("[data-now] .text", { hasText: "What helps you sleep?" }).waitFor();
      await page.locator("[role=status]", { hasText: "New question" }).waitFor({ state: "attached" });
      assert.equal(await page.locator("#answers_to").inputValue(), "1", "the label of the question that is asked");
    }
  });

  await check("room: answers appear by themselves, an app's too", async () => {
    await pages.first.locator(".say textarea").fill("Blackout curtains");
    await pages.first.locator(".say button", { hasText: "Post" }).click();
    await app(server, tokens.bot, "/api/v1/statuses", { status: `A1 I am only a robot #${TAG}` });
    for (const page of [pages.host, pages.second]) {
      const line = page.locator(".line", { hasText: "Blackout curtains" });
      await line.waitFor();
      assert.match(await line.locator(".label").textContent(), /A1/);
      await line.locator(".role", { hasText: "Guest" }).waitFor();
      await page.locator(".line", { hasText: "only a robot" }).waitFor();
    }
    await pages.first.locator(".line", { hasText: "Blackout curtains" }).waitFor();
  });

  await check("room: pause holds what is new behind a button", async () => {
    const page = pages.second;
    await page.getByRole("button", { name: "Pause" }).click();
    await app(server, tokens.bot, "/api/v1/statuses", { status: `A1 Earplugs too #${TAG}` });
    await page.getByRole("button", { name: "Show 1 new" }).waitFor();
    assert.equal(await page.locator(".line", { hasText: "Earplugs too" }).count(), 0);
    await page.getByRole("button", { name: "Show 1 new" }).click();
    await page.locator(".line", { hasText: "Earplugs too" }).waitFor();
    await page.getByRole("button", { name: "Pause" }).click();
    await page.evaluate(() => document.activeElement.blur());
  });

  await check("room: the ring counts the label and the hashtag too", async () => {
    const page = pages.first;
    const left = () => page.locator(".say [data-count] .left").textContent().then(Number);
    const area = page.locator(".say textarea");
    await area.fill("");
    const empty = await left();
    await area.fill("Tea");
    assert.equal(await left(), empty - 3);
    await area.fill(`Tea #${TAG}`);
    assert.equal(await left(), empty - 3, "a hashtag that is there is not added");
    await area.fill("A1 Tea");
    assert.equal(await left(), empty - 3, "nor a label");
    await area.fill("Tea");
    await page.locator(".say select").selectOption("");
    assert.equal(await left(), empty, "without the label, as many are left");
    await area.fill("x".repeat(empty + 10));
    assert.ok(await left() < 0);
    await page.locator(".say [data-count].over").waitFor();
    await area.fill("");
    await page.locator(".say select").selectOption("1");
    await page.evaluate(() => document.activeElement.blur());
  });

  await check("room: a boost comes and goes by itself, unless the reader hides boosts", async () => {
    const said = await app(server, tokens.bot, "/api/v1/statuses", { status: `A1 Warm socks #${TAG}` });
    await pages.host.locator(".line", { hasText: "Warm socks" }).waitFor();
    await pages.second.locator(".pace summary").click();
    await pages.second.getByLabel("Hide boosts").check();
    await pages.second.keyboard.press("Escape");
    await app(server, tokens.first, `/api/v1/statuses/${said.id}/reblog`, {});
    const line = (page) => page.locator(".feed .line.kind-boost", { hasText: "boosted" });
    await line(pages.host).waitFor();
    assert.equal(await line(pages.host).locator("a", { hasText: first.name }).count(), 1);
    assert.equal(await line(pages.host).locator(`a[href="/web/posts/${said.id}"]`).count(), 1);
    await line(pages.second).waitFor({ state: "attached" });
    assert.equal(await line(pages.second).isVisible(), false);
    await app(server, tokens.first, `/api/v1/statuses/${said.id}/unreblog`, {});
    await line(pages.host).waitFor({ state: "detached" });
    await pages.second.locator(".pace summary").click();
    await pages.second.getByLabel("Hide boosts").uncheck();
    await pages.second.reload();
  });

  await check("room: by keyboard alone, an answer and applause", async () => {
    const page = pages.second;
    await page.reload();
    await tabTo(page, ".say textarea");
    await page.keyboard.type("A walk before bed");
    await tabTo(page, ".say button.button");
    await page.keyboard.press("Enter");
    await page.locator(".line", { hasText: "A walk before bed" }).waitFor();
    await tabTo(page, ".applaud");
    await page.keyboard.press("Enter");
    await page.locator(".applaud[aria-pressed=true]").first().waitFor();
    await pages.host.locator(".applaud .n, .applause .n", { hasText: "1" }).first().waitFor();
  });

  await check("room: a reply stands below what it answers", async () => {
    const line = pages.first.locator(".line", { hasText: "A walk before bed" }).first();
    await line.getByRole("link", { name: /Reply/ }).click();
    await pages.first.locator("p[data-replying]", { hasText: "Replying to" }).waitFor();
    await pages.first.keyboard.press("End");
    await pages.first.keyboard.type("how long?");
    await pages.first.locator(".say button", { hasText: "Post" }).click();
    await pages.host.locator(".thread .line", { hasText: "how long?" }).waitFor();
  });

  await check("room: names for screen readers, and what is read aloud", async () => {
    const page = pages.host;
    await page.getByRole("region", { name: "Question now" }).waitFor();
    await page.getByRole("region", { name: "What is said" }).waitFor({ state: "attached" });
    await page.getByRole("textbox", { name: "Write in the room" }).waitFor();
    await page.getByRole("combobox", { name: "What it answers" }).waitFor();
    await page.getByRole("navigation", { name: "What to show" }).waitFor();
    assert.equal(await page.locator("[data-status][role=status]").count(), 1);
    assert.equal(await page.locator("[data-lines][aria-live]").count(), 0, "a fast chat is not read aloud line by line");
    await page.getByRole("article", { name: new RegExp(first.name) }).first().waitFor();
  });

  await check("room: a moderator takes a post out, and it is gone for everybody", async () => {
    const line = pages.host.locator(".line", { hasText: "Earplugs too" }).first();
    await line.locator("details.menu > summary").click();
    await line.getByRole("button", { name: "Remove from the room" }).click();
    await pages.host.waitForURL(/removed/);
    await pages.first.locator(".line", { hasText: "Earplugs too" }).waitFor({ state: "detached" });
  });

  await check("room: whole without script", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, storageState: await pages.first.context().storageState() });
    const page = await context.newPage();
    await page.goto(room);
    await page.locator(".say textarea").fill("Written without script");
    await page.locator(".say button", { hasText: "Post" }).click();
    await page.waitForURL(/#post-/);
    await page.locator(".line", { hasText: "Written without script" }).waitFor();
    await page.goto(`${room}?refresh=1`);
    assert.equal(await page.locator("meta[http-equiv=refresh]").count(), 1);
    assert.equal(await page.locator("textarea").count(), 0);
    await context.close();
  });

  const storageState = await pages.host.context().storageState();
  const seen = { room, desk: `${room}/desk`, "room-unanswered": `${room}?show=unanswered`, "settings-rooms": "/settings/rooms" };
  for (const width of [360, 1280]) {
    for (const colorScheme of ["light", "dark"]) {
      const view = { viewport: { width, height: 800 }, colorScheme };
      await inspect(browser, server, seen, { ...view, storageState });
      await inspect(browser, server, { "room-visitor": room }, view);
    }
  }
  await check("room: the session is ended at the desk, and open pages say so", async () => {
    const end = pages.host.locator(".sure > summary", { hasText: "End this session now" });
    for (let n = 0; n < 70; n += 1) {
      await pages.host.goto(`${room}/desk`);
      if (await end.count()) break;
      await new Promise((resolve) => { setTimeout(resolve, 1_000); });
    }
    await end.click();
    await pages.host.getByRole("button", { name: "Yes, end it" }).click();
    await pages.host.waitForURL(/ended/);
    await pages.first.locator(".pill", { hasText: "Closing" }).waitFor();
    assert.equal(await pages.first.locator(".pill:visible").count(), 1);
    await pages.first.getByRole("link", { name: "Transcript" }).waitFor();
  });

  await check("room: from there to the transcript and the numbers, by keyboard", async () => {
    const page = pages.first;
    await tabTo(page, `a[href="${new URL(room).pathname}/transcript"]`);
    await page.keyboard.press("Enter");
    const part = page.getByRole("region", { name: "Question 1" });
    await part.waitFor();
    const said = await part.innerText();
    for (const text of ["What helps you sleep?", "Blackout curtains", "only a robot", "A walk before bed", "how long?"]) {
      assert.ok(said.includes(text), `${text} is in ${said}`);
    }
    assert.ok(!(await page.locator("main").innerText()).includes("Earplugs too"), "what a moderator took out");
    await page.goBack();
    await tabTo(page, `a[href^="/tags/${TAG}/insights"]`);
    await page.keyboard.press("Enter");
    const figures = page.getByRole("region", { name: "The numbers", exact: true });
    await figures.waitFor();
    assert.match(await figures.innerText(), /\b4\s+Participants/);
    assert.equal(await page.getByRole("region", { name: "Who spoke to whom" }).count(), 1);
  });

  await check("room: pages of a session that is over", async () => {
    const over = { "room-over": room, "transcript-own": `${room}/transcript`, "insights-chat": `/tags/${TAG}/insights` };
    await inspect(browser, server, over, { viewport: { width: 360, height: 800 }, colorScheme: "dark", storageState });
  });

  await check("room: no script problem and nothing refused by the content policy", () => {
    for (const [name, page] of Object.entries(pages)) assert.deepEqual(page.troubles, [], name);
  });
  for (const page of Object.values(pages)) await page.context().close();
}
