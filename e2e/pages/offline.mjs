// What the service worker keeps, and for whom: pages that were read can be read again without a network, private posts
// and other people's pages cannot.

import assert from "node:assert/strict";

const kept = (page) => page.evaluate(async () => {
  const cache = await caches.open("medley-seen");
  return (await cache.keys()).map((one) => new URL(one.url).pathname);
});

// Keeping goes on behind the page that is shown already.
async function waitKept(page, path) {
  for (let n = 0; n < 100 && !(await kept(page)).includes(path); n += 1) await page.waitForTimeout(100);
  assert((await kept(page)).includes(path), `${path} is kept`);
}

export async function offline({ check, open, browser, server, states, ana, ben, asked, signIn }) {
  const page = await open(browser, { reducedMotion: "reduce" });
  await signIn(page, server, ben);
  await page.goto(`${server.url}/local`);
  await page.evaluate(() => navigator.serviceWorker.ready);
  // A page on which nothing is for a few people only, unlike the profile of somebody who wrote to the reader.
  const read = "/tags/rounds";

  await check("offline: what was read can be read again, what was not says so", async () => {
    await page.goto(`${server.url}${read}`);
    await waitKept(page, read);
    await page.context().setOffline(true);
    await page.goto(`${server.url}${read}`);
    await page.locator("article.post").first().waitFor();
    await page.goto(`${server.url}/about`);
    await page.getByRole("heading", { name: "You are offline" }).waitFor();
    await page.context().setOffline(false);
  });

  await check("offline: private posts, settings and conversations are not kept", async () => {
    const secret = await asked(page, server, ben, { status: `@${ana.name} between us`, visibility: "direct" });
    const paths = [new URL(secret.url).pathname, "/settings/profile", "/notifications", "/mutes"];
    for (const path of paths) await page.goto(`${server.url}${path}`);
    await page.goto(`${server.url}/about`);
    await waitKept(page, "/about");
    const all = await kept(page);
    for (const path of paths) assert(!all.includes(path), `${path} is among ${all}`);
  });

  await check("offline: signing out forgets all", async () => {
    await page.goto(`${server.url}/settings/account`);
    await page.getByRole("button", { name: "Sign out here" }).click();
    await page.waitForURL(`${server.url}/`);
    assert(!(await kept(page)).includes(read), "a page that was read");
  });

  await check("offline: a session that ended elsewhere leaves nothing", async () => {
    await signIn(page, server, ben);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.goto(`${server.url}${read}`);
    await waitKept(page, read);
    await page.context().clearCookies();
    await page.goto(`${server.url}/about`);
    await waitKept(page, "/about");
    assert.deepEqual(await kept(page), ["/about"]);
  });
  await page.context().close();
}
