// Columns get what is new while they are read: announced at each of them, over one connection.

import assert from "node:assert/strict";

export async function columns({ check, open, browser, server, states, people: [ana, ben], asked }) {
  const view = { reducedMotion: "reduce", viewport: { width: 1280, height: 900 }, storageState: states.signedIn };
  const page = await open(browser, view);
  const writer = await open(browser, { reducedMotion: "reduce", storageState: states.ana });
  const column = (name) => page.locator("section.column", { has: page.getByRole("heading", { name, exact: true }) });
  const news = (name) => column(name).locator(".news button");

  await check("columns: what is new is announced where it belongs, and nothing moves", async () => {
    const streams = [];
    page.on("request", (request) => request.url().includes("/live/") && streams.push(request.url()));
    await page.goto(`${server.url}/columns`);
    await column("Local").locator("article.post").first().waitFor();
    await page.waitForTimeout(500);
    assert.equal(streams.length, 1, `${streams}`);
    const feed = column("Local").locator(".column-feed");
    await feed.evaluate((one) => { one.scrollTop = 120; });
    const before = await feed.locator("article.post").first().getAttribute("data-entry");
    await asked(writer, server, ana, { status: "New in two columns, perhaps" });
    await news("Local").waitFor();
    assert.equal(await news("Local").innerText(), "1 new post");
    assert.equal(await feed.locator("article.post").first().getAttribute("data-entry"), before);
    assert.equal(await feed.evaluate((one) => one.scrollTop), 120);
    await news("Local").click();
    const first = feed.locator("article.post").first();
    assert((await first.innerText()).includes("New in two columns"));
    assert.equal(await first.evaluate((one) => one === document.activeElement), true);
    await first.locator("button.like").click();
    await first.locator("button.like[aria-pressed=true]").waitFor();
    const ids = await page.locator("[id]").evaluateAll((all) => all.map((one) => one.id));
    assert.equal(new Set(ids).size, ids.length, "each id once");
  });

  await check("columns: notifications, and what was missed", async () => {
    await asked(writer, server, ana, { status: `@${ben.name} Have you seen the columns?` });
    await news("Notifications").waitFor();
    await news("Notifications").click();
    await column("Notifications").locator("[data-note]", { hasText: "Have you seen the columns" }).waitFor();
    await page.context().setOffline(true);
    await asked(writer, server, ana, { status: "Nobody heard this at first" });
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true })));
    await page.context().setOffline(false);
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
    await news("Local").waitFor();
    await news("Local").click();
    await column("Local").locator("article.post", { hasText: "Nobody heard this at first" }).waitFor();
  });

  await check("columns: no script problem", () => assert.deepEqual(page.troubles.filter((one) => !one.includes("ERR_INTERNET_DISCONNECTED")), []));
  await page.context().close();
  await writer.context().close();
}
