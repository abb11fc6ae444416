import { gzipSync } from "node:zlib";
import { expect, open, signIn, switchTheme, test, violations } from "./console";

/** Every page, and what stands on it once its data are there; on a phone the schedule comes as a table. */
const PAGES = [
  { name: "today", shown: "#today li", title: "Today", words: "#today h2, #today .next, .today .name" },
  { name: "forecast", shown: "#forecast canvas", title: "Forecast", words: "#forecast h2, #forecast h3, #forecast dt" },
  {
    name: "schedule",
    shown: "#schedule canvas, #schedule tbody tr",
    title: "Schedule",
    words: "#schedule dt, #schedule button",
  },
  { name: "network", shown: "#network canvas", title: "Network", words: "#network h2, #network h3, #network dt" },
  { name: "kpis", shown: "#kpis tbody tr", title: "KPIs", words: "#kpis h2, #kpis th, #kpis td button, #targets h2" },
  { name: "documents", shown: "#documents tbody tr", title: "Documents", words: "#documents h2, #documents th" },
  { name: "admin", shown: "#runs details", title: "Admin", words: "#runs h2, #runs .hint, .parts a" },
] as const;

test.beforeEach(async ({ page }) => signIn(page));

for (const { name, shown } of PAGES) {
  test(`on ${name} everything has a name and enough contrast, in light and dark`, async ({ page }) => {
    await open(page, name);
    await expect(page.locator(shown).first()).toBeVisible();
    await expect(page.locator("#chat")).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await switchTheme(page);
    await expect(page.locator("html")).toHaveClass(/dark/);
    expect(await violations(page)).toEqual([]);
  });
}

test("in English nothing Chinese is left in the pages' own words", async ({ page }) => {
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  for (const { name, shown, title, words } of PAGES) {
    await open(page, name);
    await expect(page.locator("main h1")).toHaveText(title);
    await expect(page.locator(shown).first()).toBeVisible();
    for (const text of await page.locator(`${words}, header dt, nav.pages a`).allInnerTexts())
      expect(text).not.toMatch(/[\u4e00-\u9fff]/);
  }
  await page.reload();
  await expect(page.locator("main h1")).toHaveText(PAGES[PAGES.length - 1]!.title);
});

test("the keyboard reaches the pages, and the page's title follows", async ({ page }) => {
  await open(page, "forecast");
  await page.locator('nav.pages a[href="#/schedule"]').press("Enter");
  await expect(page).toHaveTitle(/班次/);
  await expect(page.locator("main")).toBeFocused();
  await page.goBack();
  await expect(page).not.toHaveTitle(/班次/);
});

test("the chat is opened and closed from the keyboard, and keeps what it holds from page to page", async ({ page }) => {
  const box = page.locator("#chat").getByRole("textbox");
  await box.fill("明天的运输");
  await open(page, "schedule");
  await expect(box).toHaveValue("明天的运输");
  await page.keyboard.press("Control+/");
  await expect(page.locator("#chat")).toBeHidden();
  await page.reload();
  await expect(page.locator("#schedule")).toBeVisible();
  await expect(page.locator("#chat")).toBeHidden();
  await page.keyboard.press("Control+/");
  await expect(box).toBeFocused();
});

test("the first page is light, and each page brings its own part when it is first shown", async ({ page }) => {
  let scripts: string[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() === "script") scripts.push(response.url());
  });
  await page.reload();
  await expect(page.locator("#today li").first()).toBeVisible();
  await expect(page.locator("#chat textarea")).toBeVisible();
  await page.waitForLoadState("networkidle");
  // Fetched once more, as a browser no longer has the text of a script that it was told of beforehand.
  const sizes = [...new Set(scripts)].map(async (url) => gzipSync(await (await page.request.get(url)).body()).length);
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThanOrEqual(400_000);
  console.log(`  initial JavaScript: ${Math.round(bytes / 1000)} kB gzip in ${scripts.length} files`);
  for (const { name, shown } of PAGES.slice(1)) {
    scripts = [];
    await open(page, name);
    await expect(page.locator(shown).first()).toBeVisible();
    await expect.poll(() => scripts.length, { message: name }).toBeGreaterThan(0);
  }
});

test("when the chat opens beside a page, what stands there makes room", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole("button", { name: "收起问答" }).click();
  for (const name of ["forecast", "network"] as const) {
    await open(page, name);
    const chart = page.locator(`#${name} canvas`).first();
    const list = page.locator(`#${name} ol`).first();
    await expect(chart).toBeVisible();
    await expect(list).toBeVisible();
    await page.keyboard.press("Control+/");
    await expect(page.locator("#chat")).toBeVisible();
    await expect
      .poll(async () => {
        const [a, b] = [await chart.boundingBox(), await list.boundingBox()];
        return a !== null && b !== null && (a.x + a.width <= b.x || a.y + a.height <= b.y);
      }, name)
      .toBe(true);
    await page.keyboard.press("Control+/");
    await expect(page.locator("#chat")).toBeHidden();
  }
});

test("on a phone the chat covers the page, and gives it back", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.getByRole("button", { name: "收起问答" }).click();
  await expect(page.locator("#chat")).toBeHidden();
  await page.getByRole("button", { name: "问答", exact: true }).click();
  await expect(page.locator("#chat").getByRole("textbox")).toBeFocused();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(page.locator("#chat")).toBeHidden();
  await expect(page.getByRole("button", { name: "问答", exact: true })).toBeFocused();
});

for (const [width, height] of [
  [360, 740],
  [820, 1180],
  [1280, 720],
  [1920, 1080],
] as const) {
  test(`at ${width} pixels nothing sticks out sideways`, async ({ page }) => {
    if (width < 1280) await page.getByRole("button", { name: "收起问答" }).click();
    await page.setViewportSize({ width, height });
    for (const { name, shown } of PAGES) {
      await open(page, name);
      await expect(page.locator(shown).first()).toBeVisible();
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect([name, over]).toEqual([name, 0]);
      const main = (await page.locator("main").boundingBox())!;
      const nav = (await page.locator("nav.pages").boundingBox())!;
      if (width < 820) expect(main.y).toBeGreaterThanOrEqual(nav.y + nav.height);
      else expect(main.x).toBeGreaterThanOrEqual(nav.x + nav.width);
      if (width >= 1280) {
        const chat = (await page.locator("#chat").boundingBox())!;
        expect(chat.x).toBeGreaterThanOrEqual(main.x + main.width);
      }
    }
  });
}
