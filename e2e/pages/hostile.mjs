// Texts of people who mean harm, or who copied something odd: nothing of theirs runs, and nothing of theirs moves what
// is not theirs.

import assert from "node:assert/strict";

const SCRIPT = "\"><img src=x onerror=alert(1)><script>alert(1)</script>";
const TURNED = "\u202Egro.elpmaxe\u202C \u2067left\u2066 \u202Dover";
const ZALGO = "Z\u0351\u036B\u0343\u036A\u0302\u036B\u033D\u034F\u0334\u0319\u0324\u031E\u0349\u035A\u032F\u031E\u0320\u034Da\u036B\u0357\u0334\u0362\u0335\u031C\u0330\u0354lgo".repeat(4);
const LONG = "W".repeat(10_000);
const FAMILY = "\u{1F469}\u200D\u{1F469}\u200D\u{1F467}\u200D\u{1F466}".repeat(20);
const WIDTHS = [360, 1280];

async function api(server, token, method, path, body) {
  const answer = await fetch(`${server.url}${path}`, {
    method, body: body instanceof FormData ? body : JSON.stringify(body),
    headers: { Authorization: `Bearer ${token}`, ...(body instanceof FormData ? {} : { "Content-Type": "application/json" }) },
  });
  return { status: answer.status, json: await answer.json() };
}

// The smallest picture, under a hostile name and with a hostile description.
function picture() {
  const png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";
  const form = new FormData();
  form.append("file", new Blob([Buffer.from(png, "base64")], { type: "image/png" }), "\"><script>alert(2)</script>.png");
  form.append("description", SCRIPT + TURNED);
  return form;
}

// Everything on the page is where it belongs: no wider than the window, no box of one post over another.
async function isWhole(page, label) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert(wide <= 0, `${label}: ${wide} px wider than the window`);
  const out = await page.evaluate(() => [...document.querySelectorAll("article.post")].filter((post) => {
    const box = post.getBoundingClientRect();
    return [...post.querySelectorAll("*")].some((part) => {
      const own = part.getBoundingClientRect();
      const hidden = part.closest("details:not([open]) > :not(summary), .sr, .invisible, .sheet") || own.width === 0;
      return !hidden && (own.right > box.right + 2 || own.left < box.left - 2 || own.bottom > box.bottom + 40);
    });
  }).length);
  assert.equal(out, 0, `${label}: ${out} posts with something outside of them`);
}

export async function hostile({ check, open, browser, server, states, ben, token, lively }) {
  const given = await token(lively, server, ben);
  const posts = [];
  await check("hostile: everything is taken or refused clearly", async () => {
    const profile = await api(server, given, "PATCH", "/api/v1/accounts/update_credentials", {
      display_name: `\u202E<b>Ben</b>\u2067 \u202Dx`, note: SCRIPT + ZALGO,
      fields_attributes: [{ name: SCRIPT.slice(0, 60), value: "javascript:alert(1)" }, { name: TURNED, value: "https://example.com/\"onmouseover=alert(1)" }],
    });
    assert.equal(profile.status, 200, JSON.stringify(profile.json));
    const media = await api(server, given, "POST", "/api/v2/media", picture());
    assert([200, 202].includes(media.status), JSON.stringify(media.json));
    const texts = [SCRIPT, TURNED, ZALGO, FAMILY, LONG.slice(0, 140), `https://example.com/${LONG.slice(0, 400)}`, "#".repeat(120), "@".repeat(100), "\u0000\u0007\u200B\uFEFF x"];
    for (const status of texts) {
      const made = await api(server, given, "POST", "/api/v1/statuses", { status, spoiler_text: status === TURNED ? TURNED : "" });
      assert([200, 422].includes(made.status), `${made.status} for ${JSON.stringify(status.slice(0, 40))}`);
      if (made.status === 200) posts.push(made.json);
    }
    const long = await api(server, given, "POST", "/api/v1/statuses", { status: LONG });
    assert.equal(long.status, 422);
    const shown = await api(server, given, "POST", "/api/v1/statuses", { status: "see", media_ids: [media.json.id] });
    assert.equal(shown.status, 200);
    const poll = await api(server, given, "POST", "/api/v1/statuses", { status: "ask", poll: { options: [SCRIPT.slice(0, 50), TURNED], expires_in: 3600 } });
    assert.equal(poll.status, 200, JSON.stringify(poll.json));
    posts.push(shown.json, poll.json);
  });

  for (const width of WIDTHS) {
    const page = await open(browser, { viewport: { width, height: 800 }, reducedMotion: "reduce", storageState: states.signedIn });
    const dialogs = [];
    page.on("dialog", (dialog) => { dialogs.push(dialog.message()); dialog.dismiss(); });
    await check(`hostile: pages stay whole at ${width} px and nothing runs`, async () => {
      const paths = ["/local", `/@${ben.name}`, "/", `/search?q=${encodeURIComponent(SCRIPT)}`, `/search?q=${LONG.slice(0, 200)}`,
        `/tags/${encodeURIComponent(TURNED)}`, ...posts.map((post) => new URL(post.url).pathname)];
      for (const path of paths) {
        await page.goto(`${server.url}${path}`);
        await page.evaluate(() => document.querySelectorAll("details:not(.menu)").forEach((one) => { one.open = true; }));
        await isWhole(page, path.slice(0, 60));
        const alien = await page.evaluate(() => [...document.querySelectorAll("*")].filter((one) =>
          [...one.attributes].some((a) => /^on/i.test(a.name) || /^\s*javascript:/i.test(a.value))).length);
        assert.equal(alien, 0, `${path}: handlers of strangers`);
      }
      assert.deepEqual(dialogs, []);
    });
    await check(`hostile: names do not turn the words around them at ${width} px`, async () => {
      await page.goto(`${server.url}/@${ben.name}`);
      const direction = await page.locator("h1 bdi").evaluate((name) => getComputedStyle(name).unicodeBidi);
      assert.match(direction, /isolate/);
    });
    await page.context().close();
  }
  // The pages that follow are judged as usual.
  await api(server, given, "PATCH", "/api/v1/accounts/update_credentials", { display_name: "Ben", note: "" });
}
