// Chats: one is made by a form, with script and without; its pages in light and dark on a phone and a desk.

import assert from "node:assert/strict";

const FIELDS = { tag: "PageChat", title: "Chat of this test", time: "20:00", minutes: "60", description: "About pages." };

async function makeChat(page, server) {
  await page.goto(new URL("/chats/new", server.url).href);
  for (const [name, value] of Object.entries(FIELDS)) await page.fill(`#${name}`, value);
  await page.selectOption("#repeat", "last");
  await page.selectOption("#weekday", "4");
  await page.selectOption("#zone", "Europe/London");
}

export async function chats({ check, open, inspect, browser, server, ana, ben }) {
  const session = ana;
  await check("a chat is made by its form, which shows the next dates as one types", async () => {
    const page = await open(browser, session);
    await makeChat(page, server);
    await page.waitForFunction(() => /Thursday.*20:00.*London/s.test(document.querySelector("#dates").textContent));
    assert.equal(await page.locator("#dates li").count(), 5);
    assert.equal(await page.isVisible("#nth"), false, "fields that the rhythm does not need are hidden");
    await page.selectOption("#repeat", "own");
    assert.equal(await page.isVisible("#rule"), true);
    await page.selectOption("#repeat", "last");
    await page.click("form[data-preview] button:text('Make the chat')");
    await page.waitForURL(/\/chats\/pagechat\?made/);
    assert.match(await page.textContent("main"), /On the last Thursday of each month at 20:00/);
    await page.context().close();
  });
  await check("without script a button shows the next dates, and nothing is lost", async () => {
    const page = await open(browser, { ...session, javaScriptEnabled: false });
    await makeChat(page, server);
    await page.fill("#tag", "SecondPageChat");
    await page.click("button[value=preview]");
    assert.equal(await page.locator("#dates li").count(), 5);
    assert.equal(await page.inputValue("#title"), FIELDS.title);
    await page.context().close();
  });
  await check("the browser's time zone is proposed", async () => {
    const page = await open(browser, { timezoneId: "Australia/Sydney" });
    await page.goto(new URL("/chats", server.url).href);
    await page.click(".guess button");
    await page.waitForURL(/zone=Australia%2FSydney/);
    assert.match(await page.textContent("main"), /Times in Sydney/);
    await page.context().close();
  });
  await check("one is reminded, and follows, from the keyboard", async () => {
    const page = await open(browser, ben);
    await page.goto(new URL("/chats/pagechat", server.url).href);
    await page.focus("#lead");
    await page.selectOption("#lead", "60");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForURL(/reminded/);
    assert.equal(await page.inputValue("#lead"), "60");
    assert.equal(await page.isChecked("#by_mail"), true);
    await page.context().close();
  });
  const first = await open(browser, session);
  await first.goto(new URL("/chats/pagechat", server.url).href);
  const edit = await first.getAttribute("a[href$='/edit']:has-text('Edit session')", "href");
  await first.context().close();
  const open_pages = { chats: "/chats", "chats-week": "/chats?view=week&zone=Europe/Madrid", chat: "/chats/pagechat" };
  const own = { "chat-new": "/chats/new", "chat-edit": "/chats/pagechat/edit", "chat-session": edit, "chats-mine": "/chats/mine" };
  for (const width of [360, 1280]) {
    for (const colorScheme of ["light", "dark"]) {
      const view = { viewport: { width, height: 800 }, colorScheme };
      await inspect(browser, server, open_pages, { ...view, locale: width === 360 ? "es" : "en" });
      await inspect(browser, server, { ...own, "chat-own": "/chats/pagechat" }, { ...session, ...view });
    }
  }
}
