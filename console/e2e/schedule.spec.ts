import { readFile } from "node:fs/promises";
import { choose, expect, freeTrip, open, send, signIn, switchTheme, test, violations, type Plan } from "./console";
import type { Page } from "@playwright/test";

test.beforeEach(async ({ page }) => {
  await signIn(page);
  await open(page, "schedule");
  await expect(page.locator("#schedule canvas")).toBeVisible();
});

/** The plan in force of the day that the page opens with: tomorrow's, or the nearest. */
async function plan(page: Page): Promise<Plan> {
  const days = (await (await page.request.get("/api/v1/schedules")).json()) as string[];
  const now = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai" }).format(new Date());
  const sorted = [...days].sort();
  const day = sorted.find((one) => one > now) ?? sorted[sorted.length - 1];
  return (await page.request.get(`/api/v1/schedules/${day}`)).json();
}

const timeOf = (departure: string, minutes: number) =>
  new Date(Date.parse(`${departure.slice(0, 16)}Z`) + minutes * 60_000).toISOString().slice(11, 16);

for (const { language, lock, publish, more } of [
  { language: "zh-CN", lock: "锁定", publish: "发布", more: /增加|减少|成本不变/ },
  { language: "en", lock: "Lock", publish: "Publish", more: /more|less|Same cost/ },
]) {
  test(`a scheduler locks a trip, moves another, mends the rest, undoes and publishes (${language})`, async ({
    page,
  }) => {
    if (language === "en") await page.getByRole("button", { name: "English" }).click();
    const panel = page.locator("#schedule");
    const draft = panel.locator("section.draft");
    const before = await plan(page);
    const first = await freeTrip(page, before);
    const second = before.trips.filter((trip) => trip.vehicle !== null && trip.id !== first.id).pop()!;

    await choose(page, first.id);
    await page.keyboard.press("Enter");
    const drawer = page.getByRole("dialog");
    await expect(drawer).toContainText(first.id);
    await drawer.getByRole("button", { name: lock, exact: true }).click();
    await expect(drawer.locator(".result")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(draft.locator(".wishes li")).toHaveCount(1);

    // Ten minutes earlier by two strokes; Enter asks the service.
    await choose(page, second.id);
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    await expect(panel.locator(".pending")).toContainText(timeOf(second.departure, -10));
    await page.keyboard.press("Enter");
    await expect(draft.locator(".wishes li, .refusal").nth(1)).toBeVisible();
    const moved = (await draft.locator(".wishes li").count()) === 2;

    if (moved) {
      await expect(draft.locator("dl")).toContainText(more);
      await draft.getByRole("button", { name: /撤销|Undo/ }).click();
      await expect(draft.locator(".wishes li")).toHaveCount(1);
      await draft.getByRole("button", { name: /重做|Redo/ }).click();
      await expect(draft.locator(".wishes li")).toHaveCount(2);
    }
    await draft.getByText(/成本最低|Least cost/).click();
    await expect(draft.getByRole("button", { name: publish, exact: true })).toBeEnabled();
    expect((await plan(page)).version).toBe(before.version);
    await draft.getByRole("button", { name: publish, exact: true }).click();
    await expect(draft.getByRole("status")).toContainText(String(before.version + 1));
    const after = await plan(page);
    expect(after.version).toBe(before.version + 1);
    expect(after.trips.find((trip) => trip.id === first.id)).toMatchObject({
      vehicle: first.vehicle,
      departure: first.departure,
    });

    await panel.getByRole("button", { name: /版本与复盘|Versions and review/ }).click();
    await expect(page.getByRole("dialog")).toContainText(first.id);
    await expect(page.getByRole("dialog").locator(".soft, dl").first()).toBeVisible();
  });
}

test("a trip is dragged, and what that costs is told at once", async ({ page }) => {
  const panel = page.locator("#schedule");
  const trip = await freeTrip(page, await plan(page));
  await choose(page, trip.id);
  await panel.getByRole("button", { name: "看全天" }).click();
  // The lane under the fleet's heading is its vehicle's; its bar is found by hovering along it.
  const box = (await panel.locator("canvas").boundingBox())!;
  let at = 0;
  for (let x = 150; x < box.width && at === 0; x += 6) {
    await page.mouse.move(box.x + x, box.y + 28 + 26 + 13);
    if ((await panel.locator("canvas").getAttribute("class"))?.includes("grab")) at = x;
  }
  expect(at).toBeGreaterThan(0);
  await page.mouse.down();
  await page.mouse.move(box.x + at - 40, box.y + 67, { steps: 6 });
  await expect(panel.locator(".pending")).toBeVisible();
  await page.mouse.up();
  await expect(panel.locator(".draft dl, .draft .refusal")).toBeVisible();
  await page.keyboard.press("Escape");
});

test("what cannot be is told in words, and not kept", async ({ page }) => {
  const panel = page.locator("#schedule");
  const trip = await freeTrip(page, await plan(page));
  await choose(page, trip.id);
  await page.keyboard.press("Enter");
  const drawer = page.getByRole("dialog");
  await drawer.getByRole("button", { name: "锁定", exact: true }).click();
  await expect(drawer.locator(".result")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(drawer).toBeHidden();

  await panel.getByRole("button", { name: "突发情况" }).click();
  const form = page.getByRole("dialog");
  await form.getByRole("button", { name: "重排", exact: true }).click();
  await expect(form.getByRole("alert")).toHaveText("请选择车辆");
  await form.getByRole("combobox", { name: "车辆" }).fill(trip.vehicle!);
  await page.getByRole("option", { name: trip.vehicle!, exact: true }).click();
  await form.getByLabel("从", { exact: true }).fill("21:00");
  expect(await violations(page)).toEqual([]);
  await form.getByRole("button", { name: "重排", exact: true }).click();
  await expect(form.getByRole("status")).toContainText("做不到");
  await expect(form.getByRole("status")).toContainText(trip.id);
  await page.keyboard.press("Escape");
  await expect(panel.locator(".wishes li")).toHaveCount(1);
  await expect(panel.locator(".refusal")).toContainText(trip.vehicle!);
  expect(await violations(page)).toEqual([]);
  await panel.getByRole("button", { name: "全部放弃" }).click();
  await expect(panel.locator("section.draft")).toBeHidden();
});

test("why a trip is as it is stands in its drawer", async ({ page }) => {
  const { trips } = await plan(page);
  await page.locator("#schedule").getByText("班次表", { exact: true }).click();
  await page.locator("#schedule tbody .trip").first().click();
  const drawer = page.getByRole("dialog");
  await expect(drawer.locator("h3", { hasText: "为什么这样排" })).toBeVisible();
  await expect(drawer.getByRole("row")).not.toHaveCount(0);
  await expect(drawer.locator("section").first().locator("p").nth(1)).toBeVisible();
  expect(trips.length).toBeGreaterThan(0);
  expect(await violations(page)).toEqual([]);
});

test("managers read the day and change nothing", async ({ page, browser, baseURL }) => {
  const name = `manager-${Date.now()}`;
  const created = await send(page, "POST", "/users", { user: name, password: "Sees-all-2026", role: "MANAGER" });
  expect(created.ok()).toBe(true);
  const other = await (await browser.newContext({ baseURL })).newPage();
  await other.goto("/");
  await other.locator("#user").fill(name);
  await other.locator("#password").fill("Sees-all-2026");
  await other.keyboard.press("Enter");
  await open(other, "schedule");
  await expect(other.locator("#schedule canvas")).toBeVisible();
  await expect(other.getByRole("button", { name: "突发情况" })).toHaveCount(0);
  await other.getByRole("listbox").focus();
  const chosen = () => other.locator("#gantt-option").innerText();
  const first = await chosen();
  await other.keyboard.press("ArrowRight");
  await expect.poll(chosen).not.toBe(first);
  await expect(other.locator("#schedule .pending")).toHaveCount(0);
  await other.keyboard.press("Enter");
  await expect(other.getByRole("dialog").getByRole("button", { name: "锁定" })).toHaveCount(0);
  await other.context().close();
  await send(page, "DELETE", `/users/${name}`);
});

test("drivers' sheets are one page of A4 a vehicle, in Chinese in either language", async ({ page }) => {
  await page.getByRole("button", { name: "English" }).click();
  const { trips } = await plan(page);
  const vehicles = new Set(trips.map((trip) => trip.vehicle).filter((vehicle) => vehicle !== null));
  await page.locator("#schedule").getByRole("button", { name: "Drivers' sheets" }).click();
  const sheets = page.locator(".sheets article");
  await expect(sheets).toHaveCount(vehicles.size);
  expect(await violations(page)).toEqual([]);

  const vehicle = [...vehicles][0]!;
  await page.getByRole("textbox", { name: "Find vehicle" }).fill(vehicle);
  await expect(sheets.first()).toContainText(`出车单 ${vehicle}`);
  const own = trips.filter((trip) => trip.vehicle === vehicle).sort((a, b) => a.departure.localeCompare(b.departure));
  const times = await sheets.first().locator("tbody").locator(".time:nth-child(2)").allInnerTexts();
  expect(times.map((text) => text.slice(0, 5))).toEqual(own.map((trip) => trip.departure.slice(11, 16)));

  await page.evaluate(() => (window.print = () => document.body.setAttribute("data-printed", "yes")));
  await page.getByRole("button", { name: /^Print/ }).click();
  await expect(page.locator("body")).toHaveAttribute("data-printed", "yes");
  await page.emulateMedia({ media: "print" });
  await expect(page.locator("#app")).toBeHidden();
  await expect(page.locator(".sheets header")).toBeHidden();
  await expect(sheets.first()).toBeVisible();
  await page.emulateMedia({ media: "screen" });

  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Drivers' sheets" })).toBeFocused();
});

test("a driver finds a vehicle's trips on a phone", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.reload();
  const { trips } = await plan(page);
  const vehicle = trips.find((trip) => trip.vehicle !== null)!.vehicle!;
  await expect(page.locator("#schedule tbody tr").first()).toBeVisible();
  await page.locator("#schedule").getByRole("button", { name: "出车单" }).click();
  await page.getByRole("textbox", { name: "找车辆" }).fill(vehicle);
  await expect(page.locator(".sheets article").first()).toContainText(vehicle);
  const over = await page.evaluate(() => document.querySelector(".sheets")!.scrollWidth - innerWidth);
  expect(over).toBeLessThanOrEqual(0);
  expect(await violations(page)).toEqual([]);
});

test("the trips that are shown are exported, one row for each line on board", async ({ page }) => {
  const { date, trips } = await plan(page);
  await page.locator("#schedule").locator(".search input").fill(trips[0]!.fleet);
  const found = trips.filter((trip) => JSON.stringify(trip).includes(trips[0]!.fleet));
  await expect(page.locator("#schedule .count")).toContainText(`${found.length} /`);
  await page.locator("#schedule").getByRole("button", { name: "导出" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: "CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(`yunce-${date}.csv`);
  const text = await readFile(await download.path(), "utf8");
  const rows = text.trimEnd().split("\r\n");
  expect(rows[0]?.startsWith("\ufeff班次,车队,车辆,发车")).toBe(true);
  const lines = found.reduce((sum, trip) => sum + trip.loads.length, 0);
  expect(rows.length - 1).toBe(lines);
});

test("a plan stands beside another day's, in figures, fleets and lines", async ({ page }) => {
  const { date, trips } = await plan(page);
  await page.route(/\/api\/v1\/schedules$/, async (route) => route.fulfill({ json: [date, "2020-01-01"] }));
  await page.route("**/api/v1/schedules/2020-01-01", async (route) => {
    const other = await (await route.fetch({ url: route.request().url().replace("2020-01-01", date) })).json();
    const [first, ...rest] = other.trips;
    await route.fulfill({ json: { ...other, date: "2020-01-01", trips: rest, gone: first.id } });
  });
  await page.reload();
  await page.locator("#schedule").getByRole("button", { name: "两日对照" }).click();
  const drawer = page.getByRole("dialog");
  await expect(drawer.locator("table")).toHaveCount(3);
  const sides = await drawer
    .locator("table")
    .nth(1)
    .locator("tbody td:nth-child(2), tbody td:nth-child(3)")
    .allInnerTexts();
  const sum = (side: number) =>
    sides.map((text) => Number(text.split("→")[side])).reduce((total, count) => total + count, 0);
  expect([sum(0), sum(1)]).toEqual([trips.length - 1, trips.length]);
  await expect(drawer.locator("table").nth(2).locator("tbody tr")).toHaveCount(trips[0]!.loads.length);
  expect(await violations(page)).toEqual([]);
});

test("the other tiers' trips stand in their table", async ({ page }) => {
  await page.locator("#schedule").getByText("干支末班次", { exact: true }).click();
  for (const tier of ["干线", "支线", "末端"]) {
    await page.locator("#schedule").getByText(tier, { exact: true }).click();
    await expect(page.locator("#schedule tbody tr, #schedule .state").first()).toBeVisible();
  }
  expect(await violations(page)).toEqual([]);
});

test("the lanes have a name and enough contrast in the dark, and in English", async ({ page }) => {
  await switchTheme(page);
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.getByRole("listbox")).toHaveAccessibleName(/Gantt chart of \d+ trips/);
  expect(await violations(page)).toEqual([]);
});
