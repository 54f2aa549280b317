// Makes the pictures of README and docs/: a phone beside a desk, of a running demo.
//
//     medley serve --demo --data DIR --listen 127.0.0.1:4300     # prints a sign-in
//     node e2e/pictures.mjs http://localhost:4300 demo PASSWORD [keeper PASSWORD]

import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const MODULES = resolve(process.env.MEDLEY_NODE_MODULES ?? join(ROOT, "target/ci/node/node_modules"));
const { chromium } = createRequire(join(MODULES, "x.js"))("playwright-core");
const [base, demo, password, keeper, keepersPassword] = process.argv.slice(2);
const PHONE = { viewport: { width: 390, height: 800 }, colorScheme: "dark" };
const DESK = { viewport: { width: 1280, height: 800 }, colorScheme: "light" };
// Name of the picture, the page on the phone, the page on the desk, and who looks.
const PICTURES = [
  ["home", "/", "/", demo],
  ["explore", "/compose", "/explore/tags", demo],
  ["chats", "/tags/hcsm/insights", "/chats/QuietNights/now", demo],
  ["staff", "/staff", "/staff/reports", keeper],
];

async function shot(browser, view, name, word, path) {
  const context = await browser.newContext({ ...view, deviceScaleFactor: 1, reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.goto(`${base}/sign-in`);
  await page.fill("#login", name);
  await page.fill("#password", word);
  await page.press("#password", "Enter");
  await page.waitForURL(`${base}/`);
  await page.goto(base + path);
  await page.waitForTimeout(500);
  const picture = (await page.screenshot()).toString("base64");
  await context.close();
  return `data:image/png;base64,${picture}`;
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
for (const [name, phone, desk, who] of PICTURES.filter(([, , , who]) => who)) {
  const word = who === keeper ? keepersPassword : password;
  const [small, large] = [await shot(browser, PHONE, who, word, phone), await shot(browser, DESK, who, word, desk)];
  const page = await browser.newPage({ viewport: { width: 1180, height: 560 } });
  await page.setContent(`<style>
    body { margin: 0; display: flex; gap: 28px; align-items: center; justify-content: center; height: 560px; background: #dfe9e9 }
    img { border-radius: 14px; box-shadow: 0 8px 28px rgb(16 40 44 / 22%) }
    .phone { height: 500px; border-radius: 26px }
    .desk { height: 500px }
  </style><img class="desk" src="${large}" alt=""><img class="phone" src="${small}" alt="">`);
  await page.waitForTimeout(200);
  await page.screenshot({ path: join(ROOT, "docs/pictures", `${name}.jpg`), type: "jpeg", quality: 82 });
  await page.close();
  console.log(name);
}
await browser.close();
