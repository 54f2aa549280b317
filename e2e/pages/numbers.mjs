// The numbers of a hashtag: chosen and read without script, then inspected on a phone and a desk, in light and dark.

import assert from "node:assert/strict";

export async function numbers({ browser, server, states, people: [ana, ben], check, open, inspect, asked }) {
  const page = await open(browser, { javaScriptEnabled: false, reducedMotion: "reduce", storageState: states.signedIn });
  const main = page.locator("main");
  const sender = await open(browser, { reducedMotion: "reduce", storageState: states.ana });
  await asked(sender, server, ana, { status: `@${ben.name} Who counts the cups? https://x.example/cups #cupcount` });
  await asked(sender, server, ana, { status: "Nine clean, two missing. #cupcount" });
  await sender.context().close();

  await check("the numbers of a hashtag are found, explained and narrowed without script", async () => {
    await page.goto(`${server.url}/tags/cupcount`);
    await main.getByRole("link", { name: "Numbers" }).click();
    assert.equal(new URL(page.url()).pathname, "/tags/cupcount/insights");
    const posts = main.locator(".figures li").first();
    await posts.getByText("2", { exact: true }).waitFor();
    await posts.locator("summary").click();
    await posts.getByText("Public posts with the hashtag").waitFor();
    await main.getByRole("img", { name: /people and who of them spoke to whom/ }).waitFor();
    await main.getByRole("link", { name: "Last hour" }).click();
    assert.equal(await main.locator("[aria-current=page]").innerText(), "Last hour");
    await main.locator(".window summary").click();
    await main.locator("#with").fill("not one tag");
    await main.getByRole("button", { name: "Show" }).click();
    await main.locator("#with-error").waitFor();
    await main.locator("#with").fill("#rounds");
    await main.getByRole("button", { name: "Show" }).click();
    await main.getByRole("columnheader", { name: "#rounds" }).waitFor();
  });
  await page.context().close();

  const pages = { insights: "/tags/cupcount/insights?with=rounds", "insights-empty": "/tags/nobodysaidthis/insights" };
  for (const width of [360, 1280]) {
    for (const colorScheme of ["light", "dark"]) {
      await inspect(browser, server, pages, { colorScheme, viewport: { width, height: 900 } });
    }
    const view = { colorScheme: "light", viewport: { width, height: 900 }, locale: "es", storageState: states.signedIn };
    await inspect(browser, server, pages, view);
  }
}
