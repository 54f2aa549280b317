// Reporting, the staff's desk and announcements: the stories without script, and what each page looks like.

import assert from "node:assert/strict";

// `ana` keeps the server, `ben` wrote posts; both are signed in by their storage states.
export async function staff({ browser, server, check, open, inspect, ana, ben }) {
  const desk = await open(browser, { javaScriptEnabled: false, reducedMotion: "reduce", storageState: ana });
  const member = await open(browser, { javaScriptEnabled: false, reducedMotion: "reduce", storageState: ben });
  const paths = {};

  await check("a member reports somebody without script", async () => {
    await member.goto(`${server.url}/@ana`);
    const link = await member.locator("a[href^='/report?account_id=']").first().getAttribute("href");
    await member.goto(server.url + link);
    await member.locator("button:text-is('Send the report')").click();
    await member.locator("[role=alert]").waitFor();
    await member.locator("input[name=category][value=other]").check();
    await member.locator("textarea[name=comment]").fill("An invented report.");
    await member.locator("button:text-is('Send the report')").click();
    await member.waitForURL(/report\/done/);
    paths.report = link;
    paths.reported = new URL(member.url()).pathname + new URL(member.url()).search;
  });

  await check("the staff find and close it without script", async () => {
    await desk.goto(`${server.url}/staff`);
    await desk.locator("a[href='/staff/reports']").first().click();
    await desk.locator(".case .title a").first().click();
    paths.case = new URL(desk.url()).pathname;
    await desk.locator("button:text-is('Take it on')").click();
    await desk.locator("button:text-is('Close without a decision')").click();
    assert.match(await desk.locator(".notice.success").innerText(), /closed/);
  });

  await check("an announcement is written, read and dismissed without script", async () => {
    await desk.goto(`${server.url}/staff/announcements/new`);
    await desk.locator("textarea[name=text]").fill("The lift is out of order. #stairs");
    await desk.locator("button:text-is('Publish')").click();
    await desk.locator(".notice.success").waitFor();
    await member.goto(server.url);
    await member.locator(".herald a").click();
    await member.locator("button:has-text('I have read it')").first().click();
    await member.goto(server.url);
    assert.equal(await member.locator(".herald").count(), 0);
  });

  await desk.context().close();
  await member.context().close();
  const own = {
    report: paths.report, reported: paths.reported, announcements: "/announcements", decisions: "/settings/decisions",
    "domain-blocks": "/settings/domain_blocks",
  };
  const staffs = {
    staff: "/staff?days=30", reports: "/staff/reports?state=any", case: paths.case, accounts: "/staff/accounts",
    "accounts-none": "/staff/accounts?q=zzz", trends: "/staff/trends", domains: "/staff/domains",
    domain: "/staff/domains/new", emails: "/staff/email_blocks", networks: "/staff/ip_blocks",
    network: "/staff/ip_blocks/new", log: "/staff/audit", "staff-announcements": "/staff/announcements",
    "staff-announcement": "/staff/announcements/new", emojis: "/staff/emojis", site: "/staff/instance",
  };
  for (const [width, colorScheme, locale] of [[360, "light", "en"], [1280, "dark", "en"], [360, "dark", "es"]]) {
    const view = { colorScheme, locale, viewport: { width, height: 900 } };
    await inspect(browser, server, own, { ...view, storageState: ben });
    await inspect(browser, server, staffs, { ...view, storageState: ana });
  }
}
