// Reading and finding: looking around, lists, conversations, hashtags, collections, saved searches, columns. Everything
// is done without script; then each page is inspected on a phone and a desk, in light and dark.

import assert from "node:assert/strict";

const WIDTHS = [360, 1280];
const SCHEMES = ["light", "dark"];

export async function finding({ browser, server, states, people: [ana, ben], check, open, inspect, asked }) {
  const page = await open(browser, { javaScriptEnabled: false, reducedMotion: "reduce", storageState: states.signedIn });
  const at = (path) => page.goto(`${server.url}${path}`);
  const main = page.locator("main");
  const paths = {};

  await check("a list is made, filled and read without script", async () => {
    await at("/lists");
    await main.locator("#title").fill("Nights");
    await main.getByRole("button", { name: "Make list" }).click();
    await main.locator("#q-name").fill(ana.name);
    await main.getByRole("button", { name: "Search" }).click();
    await main.getByRole("button", { name: `Add @${ana.name}` }).click();
    await main.getByRole("button", { name: `Remove @${ana.name}` }).waitFor();
    paths["list-edit"] = new URL(page.url()).pathname;
    paths.list = paths["list-edit"].replace("/edit", "");
    await at(paths.list);
    await main.locator("article.post").first().waitFor();
  });

  await check("a person is put into lists from their menu", async () => {
    await at(`/@${ana.name}`);
    await page.locator("form.relation summary").click();
    await page.getByRole("link", { name: "Add to my lists" }).click();
    assert(await main.getByLabel("Nights").isChecked());
    paths["list-person"] = new URL(page.url()).pathname;
  });

  await check("a hashtag is followed, and one is featured", async () => {
    await at("/followed_tags");
    await main.locator("#name").fill("#rounds");
    await main.getByRole("button", { name: "Follow", exact: true }).click();
    await main.getByRole("button", { name: "Unfollow #rounds" }).waitFor();
    await at("/settings/featured_tags");
    await main.locator("#name").fill("rounds");
    await main.getByRole("button", { name: "Add", exact: true }).click();
    await at(`/@${ben.name}`);
    await main.getByRole("link", { name: "#rounds" }).first().waitFor();
  });

  await check("a collection is made, and deleting asks first", async () => {
    await at("/collections");
    await main.locator("#name").fill("Awake");
    await main.getByRole("button", { name: "Make collection" }).click();
    paths["collection-edit"] = new URL(page.url()).pathname;
    paths.collection = paths["collection-edit"].replace("/edit", "");
    const sure = main.getByRole("button", { name: "Yes, delete" });
    assert(!(await sure.isVisible()));
    await main.locator("details.sure > summary").click();
    assert(await sure.isVisible());
  });

  await check("a person is put into collections from their menu", async () => {
    await at(`/@${ana.name}`);
    await page.locator("form.relation summary").click();
    await page.getByRole("link", { name: "Add to my collections" }).click();
    await main.getByRole("heading", { name: "Collections with" }).waitFor();
    paths["collections-person"] = new URL(page.url()).pathname;
  });

  await check("everything of mine is packed into one file", async () => {
    await at("/settings/export");
    await main.getByRole("button", { name: "Make the file" }).click();
    const link = main.getByRole("link", { name: "Download it" });
    // Without script one looks again by oneself.
    for (let n = 0; n < 30 && !(await link.isVisible()); n += 1) {
      await page.waitForTimeout(300);
      await at("/settings/export");
    }
    const [file] = await Promise.all([page.waitForEvent("download"), link.click()]);
    assert.match(file.suggestedFilename(), /^ben-\d{4}-\d\d-\d\d\.zip$/);
  });

  await check("a search is saved", async () => {
    await at("/search?q=rounds&type=posts");
    await main.getByRole("button", { name: "Save this search" }).click();
    await at("/search");
    await main.getByRole("link", { name: "rounds" }).click();
    assert.equal(new URL(page.url()).searchParams.get("q"), "rounds");
  });

  await check("a conversation is opened, and is read then", async () => {
    const sender = await open(browser, { reducedMotion: "reduce", storageState: states.ana });
    await asked(sender, server, ana, { status: `@${ben.name} Only for you`, visibility: "direct" });
    await sender.context().close();
    await at("/conversations");
    await main.locator("article", { hasText: "Only for you" }).getByText("New", { exact: true }).waitFor();
    await main.locator("article", { hasText: "Only for you" }).locator("a.excerpt").click();
    await main.locator("article.post", { hasText: "Only for you" }).first().waitFor();
    await at("/conversations");
    assert.equal(await main.locator(".convo.unread").count(), 0);
  });
  await page.context().close();

  const own = {
    explore: "/explore", "explore-tags": "/explore/tags", "explore-links": "/explore/links",
    "explore-people": "/explore/people", lists: "/lists", ...paths, conversations: "/conversations",
    "followed-tags": "/followed_tags", "featured-tags": "/settings/featured_tags", collections: "/collections",
    "with-me": "/collections/with_me", "saved-searches": "/search", "profile-about": `/@${ben.name}/about`, columns: "/columns", export: "/settings/export",
  };
  const visitor = { "explore-visitor": "/explore", "people-visitor": "/explore/people" };
  for (const width of WIDTHS) {
    for (const colorScheme of SCHEMES) {
      const view = { colorScheme, viewport: { width, height: 900 } };
      await inspect(browser, server, own, { ...view, storageState: states.signedIn });
      await inspect(browser, server, visitor, view);
    }
    await inspect(browser, server, own, {
      colorScheme: "light", viewport: { width, height: 900 }, locale: "es", storageState: states.signedIn,
    });
  }
}
