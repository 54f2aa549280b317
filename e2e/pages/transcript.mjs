// A past session of a chat, brought along by commands, and what its transcript looks like.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const TWEETS = `101|Wed Jan 07 20:00:01 +0000 2015|Hi everyone and welcome to #NightChat with @drsam!
102|Wed Jan 07 20:02:00 +0000 2015|@drsam Q1: What helps after a night shift? #NightChat
103|Wed Jan 07 20:03:00 +0000 2015|RT @drsam: Q1 @paper Dark curtains, and nobody who rings #NightChat
104|Wed Jan 07 20:08:00 +0000 2015|Thanks, @drsam! On to Q2: What do you eat at four in the morning? #NightChat
105|Wed Jan 07 20:09:00 +0000 2015|RT @drsam: Q2 @paper Soup, warm and little #NightChat
106|Wed Jan 07 20:11:00 +0000 2015|RT @drsam: Q1 @paper And earplugs #NightChat
107|Wed Jan 07 20:20:00 +0000 2015|That's all the time we have. Thank you @drsam and everyone! #NightChat
`;

// `medley` runs a command on the server's data.
export async function transcript({ browser, server, check, open, inspect, medley }) {
  let path;
  await check("past sessions are found and kept by commands", async () => {
    const file = join(server.folder, "night.txt");
    writeFileSync(file, TWEETS);
    medley("import", "tweets", file, "--as", "paper");
    path = medley("chats", "find", "--keep").match(/kept at (\S+)/)[1];
    // The server hears of what another process did a moment later.
    const there = async () => (await fetch(server.url + path)).status === 200;
    for (let n = 0; n < 50 && !(await there()); n += 1) await new Promise((done) => setTimeout(done, 200));
    assert(await there());
  });

  await check("a transcript is read by keyboard and names, without script", async () => {
    const page = await open(browser, { javaScriptEnabled: false });
    await page.goto(server.url + path);
    assert.equal(await page.getByRole("heading", { level: 2, name: "Question 2" }).count(), 1);
    await page.getByRole("navigation", { name: "Contents" }).getByRole("link", { name: /Question 1/ }).click();
    assert.match(page.url(), /#question-/);
    const part = page.getByRole("region", { name: "Question 1" });
    assert.match(await part.innerText(), /curtains[\s\S]*late[\s\S]*earplugs/);
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.getByRole("navigation", { name: "Contents" }).isVisible(), false);
    assert.equal(await part.isVisible(), true);
    const table = await page.request.get(`${server.url}${path}.csv`);
    assert.equal(table.status(), 200);
    await page.context().close();
  });

  for (const [width, colorScheme, locale] of [[360, "light", "en"], [1280, "dark", "es"]]) {
    await inspect(browser, server, { transcript: path }, { colorScheme, locale, viewport: { width, height: 900 } });
  }
}
