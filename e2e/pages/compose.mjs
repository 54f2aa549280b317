// Writing more, drafts, settings, the steps after signing up, and help: a story with script, one without, and every page
// looked at by `inspect` of pages.mjs.

import assert from "node:assert/strict";

export async function composing({ server, check, lively, plain, open, browser, inspect }) {
  await check("a thread with a poll, without script", async () => {
    await plain.goto(`${server.url}/compose`);
    await plain.locator("main textarea[name=status]").fill("Which shift suits you?");
    await plain.locator("main summary", { hasText: "Poll" }).click();
    await plain.locator("#poll_1").fill("Day");
    await plain.locator("#poll_2").fill("Night");
    await plain.locator("main button[value=add]").click();
    await plain.locator("#more_1").fill("I ask because of the rota.");
    assert.equal(await plain.locator("#poll_1").inputValue(), "Day");
    await plain.locator("main button[value=publish]").click();
    await plain.waitForURL(/\/@ana\//);
    await plain.locator("article.post", { hasText: "because of the rota" }).waitFor();
    await plain.locator(".poll", { hasText: "Night" }).first().waitFor();
  });

  await check("a draft is kept and continued", async () => {
    await plain.goto(`${server.url}/compose`);
    await plain.locator("main textarea[name=status]").fill("Not finished yet");
    await plain.locator("main summary", { hasText: "Later" }).click();
    await plain.locator("main button[value=draft]").click();
    await plain.waitForURL(/\/drafts/);
    await plain.locator("a", { hasText: "Continue writing" }).first().click();
    assert.equal(await plain.locator("main textarea[name=status]").inputValue(), "Not finished yet");
  });

  await check("a time is the reader's own, with script", async () => {
    await lively.goto(`${server.url}/compose`);
    await lively.locator("main textarea[name=status]").fill("Good morning");
    await lively.locator("main summary", { hasText: "Later" }).click();
    assert(await lively.locator("[data-zone]").isHidden());
    await lively.locator("#scheduled_for").fill("2099-01-02T07:30");
    await lively.locator("main button[value=publish]").click();
    await lively.waitForURL(/\/scheduled/);
    assert.equal(await lively.locator("[type=datetime-local]").first().inputValue(), "2099-01-02T07:30");
  });

  await check("what was typed is offered after an accident", async () => {
    await lively.goto(`${server.url}/compose`);
    await lively.locator("main textarea[name=status]").fill("Typed, then lost");
    await lively.waitForTimeout(900);
    lively.once("dialog", (dialog) => dialog.accept());
    await lively.goto(`${server.url}/compose`);
    await lively.locator(".put-back button", { hasText: "Put it back" }).click();
    assert.equal(await lively.locator("main textarea[name=status]").inputValue(), "Typed, then lost");
    lively.once("dialog", (dialog) => dialog.accept());
    await lively.goto(`${server.url}/compose`);
    await lively.locator(".put-back button", { hasText: "Forget it" }).click();
    await lively.reload();
    assert.equal(await lively.locator(".put-back").count(), 0);
  });

  await check("appearance is chosen and kept", async () => {
    await plain.goto(`${server.url}/settings/appearance`);
    await plain.locator("input[name=theme][value=dark]").check();
    await plain.locator("main form button", { hasText: "Save" }).click();
    await plain.waitForURL(/saved/);
    assert.equal(await plain.locator("html").getAttribute("data-theme"), "dark");
    await plain.locator("input[name=theme][value='']").check();
    await plain.locator("main form button", { hasText: "Save" }).click();
  });

  const pages = {
    drafts: "/drafts", scheduled: "/scheduled", "all-settings": "/settings", posting: "/settings/posting",
    appearance: "/settings/appearance", policy: "/settings/notifications", requests: "/notifications/requests",
    leaving: "/settings/delete", welcome: "/welcome", topics: "/welcome/topics", people: "/welcome/people",
    "first-post": "/welcome/post", help: "/help",
  };
  const storageState = await plain.context().storageState();
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [360, 1280]) {
      await inspect(browser, server, pages, { colorScheme, viewport: { width, height: 900 }, storageState });
    }
  }
  const spanish = { colorScheme: "light", viewport: { width: 360, height: 900 }, locale: "es", storageState };
  await inspect(browser, server, pages, spanish);
  const visitor = await open(browser);
  await check("a visitor chooses colours", async () => {
    await visitor.goto(`${server.url}/settings/appearance`);
    await visitor.locator("input[name=theme][value=dark]").check();
    await visitor.locator("main form button", { hasText: "Save" }).click();
    await visitor.goto(`${server.url}/about`);
    assert.equal(await visitor.locator("html").getAttribute("data-theme"), "dark");
  });
  await visitor.context().close();
}
