/**
 * How smoothly a day of 600 trips scrolls, is zoomed and dragged: the day of the running service, repeated until it has as many. Prints
 * the frames a second, the slowest frame and the long tasks (above 50 ms) of each. Needs YUNCE_E2E_URL, YUNCE_E2E_USER, YUNCE_E2E_PASSWORD.
 */
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const trips = Number(process.argv[2] ?? 600);
const executablePath = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/google-chrome"].find(
    (path) => path !== undefined && existsSync(path),
);
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
const url = process.env.YUNCE_E2E_URL ?? "http://127.0.0.1:8080";

await page.route(/\/api\/v1\/schedules\/\d{4}-\d\d-\d\d$/, async (route) => {
    const response = await route.fetch();
    const plan = await response.json();
    const day = plan.trips;
    for (let copy = 1; plan.trips.length < trips; copy++)
        for (const trip of day) {
            if (plan.trips.length >= trips) break;
            const vehicle = trip.vehicle === null ? null : `${trip.vehicle}-${copy}`;
            plan.trips.push({ ...trip, id: `${trip.id}-${copy}`, vehicle });
        }
    await route.fulfill({ response, json: plan });
});

await page.goto(`${url}/#/schedule`);
await page.locator("#user").fill(process.env.YUNCE_E2E_USER ?? "");
await page.locator("#password").fill(process.env.YUNCE_E2E_PASSWORD ?? "");
await page.keyboard.press("Enter");
await page.locator("#schedule canvas").waitFor();
await page.waitForTimeout(2000);

async function measure(name, act) {
    await page.evaluate(() => {
        const state = { frames: [], tasks: [], last: performance.now(), on: true };
        globalThis.measured = state;
        state.observer = new PerformanceObserver((list) =>
            state.tasks.push(...list.getEntries().map((entry) => entry.duration)),
        );
        state.observer.observe({ entryTypes: ["longtask"] });
        const beat = (now) => {
            state.frames.push(now - state.last);
            state.last = now;
            if (state.on) requestAnimationFrame(beat);
        };
        requestAnimationFrame(beat);
    });
    await act();
    const { frames, tasks } = await page.evaluate(() => {
        const state = globalThis.measured;
        state.on = false;
        state.observer.disconnect();
        return { frames: state.frames.slice(1), tasks: state.tasks };
    });
    const sorted = [...frames].sort((a, b) => a - b);
    const seconds = frames.reduce((sum, frame) => sum + frame, 0) / 1000;
    const quantile = (part) => (sorted[Math.floor(part * (sorted.length - 1))] ?? 0).toFixed(1);
    console.log(
        `${name}: ${(frames.length / seconds).toFixed(1)} frames/s, median ${quantile(0.5)} ms, 99% ${quantile(0.99)} ms, ` +
            `slowest ${quantile(1)} ms; ${tasks.length} long tasks, longest ${Math.max(0, ...tasks).toFixed(0)} ms`,
    );
}

const box = await page.locator("#schedule canvas").boundingBox();
const shown = await page.locator("#schedule .count").innerText();
console.log(`trips ${shown}, canvas ${Math.round(box.width)} x ${Math.round(box.height)}`);
const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
await page.mouse.move(middle.x, middle.y);

await measure("still", () => page.waitForTimeout(2000));
await measure("scroll down", async () => {
    for (let i = 0; i < 120; i++) {
        await page.mouse.wheel(0, 60);
        await page.waitForTimeout(12);
    }
});
await measure("scroll by script, every frame", () =>
    page.evaluate(
        () =>
            new Promise((done) => {
                const scroller = document.querySelector("#schedule .scroller");
                let step = 0;
                const go = () => {
                    scroller.scrollTop = (step * 23) % (scroller.scrollHeight - scroller.clientHeight);
                    scroller.scrollLeft = (step * 7) % Math.max(1, scroller.scrollWidth - scroller.clientWidth);
                    if (++step < 300) requestAnimationFrame(go);
                    else done();
                };
                go();
            }),
    ),
);
await measure("zoom in and out", async () => {
    for (let i = 0; i < 4; i++) await page.getByRole("button", { name: "放大" }).click();
    for (let i = 0; i < 4; i++) await page.getByRole("button", { name: "缩小" }).click();
});
await measure("hover", async () => {
    for (let i = 0; i < 120; i++) {
        await page.mouse.move(
            box.x + 160 + ((i * 37) % (box.width - 180)),
            box.y + 40 + ((i * 13) % (box.height - 60)),
        );
        await page.waitForTimeout(8);
    }
});
await measure("keyboard through 60 trips", async () => {
    await page.locator("#schedule .scroller").focus();
    for (let i = 0; i < 60; i++) await page.keyboard.press("ArrowDown");
});
await browser.close();
