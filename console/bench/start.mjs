/**
 * How long a person waits for the first page: from the address to a page that can be used, and what is fetched and worked for it. Each of the visits has
 * an empty cache, as on a new computer; the median, the slowest, and the same with a filled cache are printed. Needs YUNCE_E2E_URL, YUNCE_E2E_USER,
 * YUNCE_E2E_PASSWORD.
 */
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const visits = Number(process.argv[2] ?? 9);
const executablePath = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/google-chrome"].find(
    (path) => path !== undefined && existsSync(path),
);
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const url = process.env.YUNCE_E2E_URL ?? "http://127.0.0.1:8080";

/** Whether the page is there with its data, and nothing keeps it from answering. */
async function usable(page) {
    await page.locator('#today ol[aria-busy="false"], #today .state > p').first().waitFor();
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
}

async function visit(context) {
    const page = await context.newPage();
    let bytes = 0;
    let requests = 0;
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    const scripts = new Set();
    session.on("Network.requestWillBeSent", ({ request }) => void (requests += request.url.includes("/api/") ? 1 : 0));
    session.on("Network.responseReceived", ({ requestId, type }) => type === "Script" && scripts.add(requestId));
    session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
        if (scripts.has(requestId)) bytes += encodedDataLength;
    });
    const start = performance.now();
    await page.goto(`${url}/#/today`, { waitUntil: "commit" });
    await usable(page);
    const millis = performance.now() - start;
    const paint = await page.evaluate(
        () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN,
    );
    const { metrics } = await session.send("Performance.getMetrics");
    const busy = 1000 * metrics.find(({ name }) => name === "TaskDuration").value;
    const found = { millis, paint, kilobytes: bytes / 1000, files: scripts.size, requests, busy };
    await page.close();
    return found;
}

const signedIn = await browser.newContext({ viewport: { width: 1440, height: 900 } });
const page = await signedIn.newPage();
await page.goto(url);
await page.locator("#user").fill(process.env.YUNCE_E2E_USER ?? "");
await page.locator("#password").fill(process.env.YUNCE_E2E_PASSWORD ?? "");
await page.keyboard.press("Enter");
await usable(page);
const state = await signedIn.storageState();
await page.close();

const cold = [];
for (let i = 0; i < visits; i++) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, storageState: state });
    cold.push(await visit(context));
    await context.close();
}
const warm = [];
for (let i = 0; i < visits; i++) warm.push(await visit(signedIn));
await browser.close();

for (const [name, all] of [
    ["empty cache", cold],
    ["filled cache", warm],
]) {
    const sorted = (key) => all.map((one) => one[key]).sort((a, b) => a - b);
    const median = (key) => sorted(key)[Math.floor(all.length / 2)];
    console.log(
        `${name}: first paint ${median("paint").toFixed(0)} ms, page usable ${median("millis").toFixed(0)} ms ` +
            `(median of ${all.length}, slowest ${Math.max(...sorted("millis")).toFixed(0)} ms), JavaScript ${median("kilobytes").toFixed(0)} kB as sent in ` +
            `${median("files")} files, ${median("requests")} requests for data, ${median("busy").toFixed(0)} ms of the main thread`,
    );
}
