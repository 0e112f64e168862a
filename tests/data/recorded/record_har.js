// Visits a small site with headless Chromium and saves what it did as a HAR:
// node record_har.js SITE NGINX HAR PROFILE [USER PASSWORD]
// Run by record.py, which starts both servers. Needs the npm package playwright-core.
// SPDX-License-Identifier: MIT
"use strict";

const { chromium } = require("playwright-core");

const ARGUMENTS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

async function submit(page, site, form) {
  await page.goto(site + "/");
  await Promise.all([page.waitForURL("**/posted"), page.evaluate((id) => document.getElementById(id).submit(), form)]);
}

async function fetchInPage(page, path, options) {
  await page.evaluate(async ([path, options]) => { await (await fetch(path, options)).text(); }, [path, options]);
}

async function visitSite(page, site, nginx) {
  await page.goto(site + "/");
  for (const status of [301, 302, 303, 307, 308]) await page.goto(`${site}/redirect/${status}`);
  await submit(page, site, "see-other");
  await submit(page, site, "temporary");
  await page.goto(site + "/cached");
  await page.reload();
  await fetchInPage(page, "/cached");
  await fetchInPage(page, "/cached", { headers: { "If-None-Match": '"version-1"' } }); // the page itself gets the 304
  for (const path of ["/missing", "/gone", "/limited", "/failing", "/maintenance", "/gzip"]) await page.goto(site + path);
  await fetchInPage(page, "/private", { credentials: "omit" }); // else a dialog would wait for a person
  await fetchInPage(page, "/nothing");
  await fetchInPage(page, "/bytes", { headers: { Range: "bytes=5-9" } });
  await fetchInPage(page, "/bytes", { headers: { Range: "bytes=100-" } });
  await fetchInPage(page, "/target", { method: "HEAD" });
  for (const path of ["/style.css", "/plain-directory", "/redirect/302", "/status/410", "/closed"]) await page.goto(nginx + path);
  await page.goto(nginx + "/hello.txt");
  await page.reload();
  await fetchInPage(page, "/status/451");
}

async function main() {
  const [site, nginx, har, profile, username, password] = process.argv.slice(2);
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ARGUMENTS,
    recordHar: { path: har, content: "embed", mode: "full" },
    httpCredentials: username && { username, password },
  });
  const page = context.pages()[0] || await context.newPage();
  if (username) await page.goto(site + "/private");
  else await visitSite(page, site, nginx);
  await context.close();
}

main().catch((error) => { console.error(error); process.exit(1); });
