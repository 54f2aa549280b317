// The directory of hashtags: registered, found, decided about and explored by specialty, without script; then each page
// is inspected on a phone and a desk, in light and dark.

import assert from "node:assert/strict";

const VIEWS = [
  [360, "light", "en"], [360, "dark", "en"], [1280, "light", "en"], [1280, "dark", "en"], [360, "light", "es"],
];

// `ana` keeps the server, `ben` registers; both are signed in by their storage states.
export async function hashtags({ browser, server, check, open, inspect, ana, ben }) {
  const desk = await open(browser, { javaScriptEnabled: false, reducedMotion: "reduce", storageState: ana });
  const member = await open(browser, { javaScriptEnabled: false, reducedMotion: "reduce", storageState: ben });
  const main = member.locator("main");
  const at = (path) => member.goto(`${server.url}${path}`);

  await check("a hashtag is registered without script, and what was wrong is said", async () => {
    await at("/hashtags");
    await main.getByRole("link", { name: "Register a hashtag" }).first().click();
    await main.getByLabel("Hashtag", { exact: true }).fill("#rounds");
    await main.getByLabel("What it stands for").fill("Ward rounds");
    await main.getByLabel("Related hashtags").fill("no-hashtag");
    await main.getByRole("radio", { name: /Community/ }).check();
    await main.getByLabel("Specialty 1").selectOption("nursing");
    await main.getByRole("button", { name: "Register a hashtag" }).click();
    await main.getByRole("alert").getByRole("link", { name: "One of these is not a hashtag." }).click();
    assert.equal(new URL(member.url()).hash, "#related");
    assert.equal(await main.getByLabel("Specialty 1").inputValue(), "nursing");
    await main.getByLabel("Related hashtags").fill("#wards");
    await main.getByRole("button", { name: "Register a hashtag" }).click();
    await member.waitForURL(`${server.url}/hashtags/rounds?made`);
    await main.getByRole("heading", { level: 1, name: "#rounds" }).waitFor();
    await at("/hashtags/mine");
    await main.getByRole("article", { name: "#rounds" }).getByText("Provisional").waitFor();
  });

  await check("it is found by word and by specialty", async () => {
    await at("/hashtags");
    await main.getByLabel("Words, or a hashtag").fill("WARD");
    await main.getByLabel("Specialty").selectOption("nursing");
    await main.getByRole("button", { name: "Search" }).click();
    await main.getByRole("heading", { level: 2, name: "One hashtag" }).waitFor();
    await main.getByRole("link", { name: "Nursing", exact: true }).click();
    await main.getByRole("heading", { level: 1, name: "Nursing" }).waitFor();
    await main.locator("article.post").first().waitFor();
    await at("/tags/rounds");
    await main.getByRole("link", { name: "Ward rounds" }).click();
    await member.waitForURL(`${server.url}/hashtags/rounds`);
  });

  await check("the staff refuse one and keep the other", async () => {
    await at("/hashtags/new?name=pens");
    await main.getByLabel("What it stands for").fill("Pens");
    await main.getByRole("button", { name: "Register a hashtag" }).click();
    await desk.goto(`${server.url}/staff/hashtags`);
    const queue = desk.locator("main");
    await queue.locator("summary", { hasText: "#pens" }).click();
    await queue.getByRole("button", { name: "Refuse #pens" }).click();
    await queue.locator(".notice.success").waitFor();
    await queue.getByRole("button", { name: "Keep #rounds" }).click();
    await queue.locator(".notice.success").waitFor();
    await at("/hashtags");
    await main.getByRole("link", { name: "The staff refused #pens" }).click();
    await main.getByText("Nobody uses it").first().waitFor();
  });

  await desk.context().close();
  await member.context().close();
  const own = {
    hashtags: "/hashtags", "hashtags-none": "/hashtags?q=nothing", "hashtags-mine": "/hashtags/mine", hashtag: "/hashtags/rounds",
    "hashtag-refused": "/hashtags/pens", "hashtag-new": "/hashtags/new", "hashtag-edit": "/hashtags/rounds/edit",
    specialties: "/explore/specialties", specialty: "/explore/specialties/nursing", "specialty-none": "/explore/specialties/dentistry",
    "tag-in-directory": "/tags/rounds",
  };
  const staffs = { "staff-hashtags": "/staff/hashtags?part=listed", "staff-hashtags-refused": "/staff/hashtags?part=refused" };
  for (const [width, colorScheme, locale] of VIEWS) {
    const view = { colorScheme, locale, viewport: { width, height: 900 } };
    await inspect(browser, server, own, { ...view, storageState: ben });
    await inspect(browser, server, staffs, { ...view, storageState: ana });
  }
}
