import { expect, open, signIn, test, user, violations } from "./console";

test.beforeEach(async ({ page }) => signIn(page));

test("the forecast is the one that the service publishes", async ({ page }) => {
  await open(page, "forecast");
  const panel = page.locator("#forecast");
  await expect(panel.locator("canvas")).toBeVisible();
  await expect(page.locator(".view > header")).toContainText("示例数据（合成）");

  const days = await (await page.request.get("/api/v1/forecasts/days")).json();
  expect(days.length).toBeGreaterThan(0);
  const first = panel.locator(".ranking li").first();
  const name = await first.locator(".ellipsis").first().innerText();
  const value = await first.locator(".value").innerText();
  await expect(panel.locator(".readout .value")).toContainText(value);

  const published = await Promise.all(
    days.map(async (date: string) => {
      const query = { date, tier: "COUNTY", direction: "DELIVERY" };
      return (await page.request.get("/api/v1/forecasts/nodes", { params: query })).json();
    }),
  );
  const rounded = published.map((list) => [list[0].nodeName, Math.round(list[0].mean).toLocaleString("zh-CN")]);
  expect(rounded).toContainEqual([name, value]);
});

test("another tier, direction and outlet change the forecast", async ({ page }) => {
  await open(page, "forecast");
  const panel = page.locator("#forecast");
  await panel.getByText("市级", { exact: true }).click();
  await expect(panel.locator(".ranking li").first()).toBeVisible();
  await panel.getByText("村级", { exact: true }).click();
  await panel.getByText("揽收", { exact: true }).click();
  await expect(panel.locator(".caption")).toContainText("揽收");
  await expect(panel.locator(".ranking")).toHaveAttribute("aria-busy", "false");
  const third = panel.locator(".ranking li button").nth(2);
  const value = await third.locator(".value").innerText();
  await third.press("Enter");
  await expect(third).toHaveAttribute("aria-pressed", "true");
  await expect(panel.locator(".readout .value")).toContainText(value);
});

test("lines are ranked by wave, busiest first", async ({ page }) => {
  await open(page, "forecast");
  const panel = page.locator("#forecast");
  await panel.getByText("线路", { exact: true }).click();
  for (const wave of ["14:00 波次", "06:00 波次"]) {
    await panel.getByText(wave, { exact: true }).click();
    await expect(panel.locator(".ranking ol")).toHaveAttribute("aria-label", wave);
    await expect(panel.locator(".ranking")).toHaveAttribute("aria-busy", "false");
    const values = (await panel.locator(".ranking .value").allInnerTexts()).map((text) =>
      Number(text.replaceAll(",", "")),
    );
    expect(values.length).toBeGreaterThan(0);
    expect(values).toEqual([...values].sort((a, b) => b - a));
  }
});

test("a line shows what came, what is announced and forecast, and how good its forecasts were", async ({ page }) => {
  await open(page, "forecast");
  const panel = page.locator("#forecast");
  await panel.getByText("线路", { exact: true }).click();
  const second = panel.locator(".ranking li button").nth(1);
  const line = await second.locator(".ellipsis").first().innerText();
  const value = await second.locator(".value").innerText();
  await second.press("Enter");
  await expect(second).toHaveAttribute("aria-pressed", "true");
  await expect(panel.locator(".readout")).toContainText(line);
  await expect(panel.locator(".readout .value")).toContainText(value);
  await expect(panel.locator(".outlet canvas")).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await panel.getByText("历史准确度", { exact: true }).click();
  await expect(panel.locator(".past tbody tr, .outlet .state").first()).toBeVisible();
  await page.goto(`/#/forecast?line=${encodeURIComponent(line)}`);
  await page.reload();
  await expect(panel.locator(".readout")).toContainText(line);
});

test("the plan shows its KPIs and every trip, and filters them", async ({ page }) => {
  await open(page, "schedule");
  const panel = page.locator("#schedule");
  await panel.getByText("班次表", { exact: true }).click();
  await expect(panel.locator("tbody tr").first()).toBeVisible();
  const [latest] = await (await page.request.get("/api/v1/schedules")).json();
  expect(latest).toBeTruthy();
  for (const name of ["总成本", "自有车周转率", "车辆均包裹", "自有 / 外部班次", "距成本下界"]) {
    await expect(panel.locator("dt", { hasText: name })).toBeVisible();
  }
  const count = panel.locator(".count");
  const total = Number(/\/ ([\d,]+)/.exec(await count.innerText())?.[1]?.replaceAll(",", ""));
  expect(total).toBeGreaterThan(0);

  const shown = async () => Number((await count.innerText()).split(" ")[0]?.replaceAll(",", ""));
  await panel.locator(".filters").getByText("外部", { exact: true }).click();
  await expect.poll(shown).toBeLessThan(total);
  const external = await shown();
  await panel.locator(".filters").getByText("自有", { exact: true }).click();
  await expect.poll(async () => external + (await shown())).toBe(total);
  await panel.locator(".filters .el-segmented").getByText("全部", { exact: true }).click();
  await expect.poll(shown).toBe(total);

  const line = (await panel.locator("tbody .lines li").first().innerText()).split("\n")[0] ?? "";
  await panel.getByRole("textbox").fill(line);
  await expect.poll(shown).toBeLessThan(external);
  for (const row of await panel.locator("tbody .lines ul").allInnerTexts()) expect(row).toContain(line.trim());
  await panel.getByRole("textbox").fill("没有这样的班次");
  await panel.getByRole("button", { name: "清除筛选" }).click();
  await expect.poll(shown).toBe(total);
});

test("a plan that can't be loaded says why, and is loaded on asking again", async ({ page }) => {
  await open(page, "schedule");
  const panel = page.locator("#schedule");
  await page.route("**/api/v1/schedules/*", (route) => route.abort());
  await page.reload();
  await expect(panel.getByRole("alert")).toContainText("连不上服务");
  await page.unroute("**/api/v1/schedules/*");
  await panel.getByRole("button", { name: "重试" }).click();
  await expect(panel.locator("canvas")).toBeVisible();
});

test("how the evening plans is set by an administrator and kept", async ({ page }) => {
  await open(page, "schedule");
  await page.locator("#schedule").getByRole("button", { name: "排班设置" }).click();
  const drawer = page.locator(".el-drawer", { hasText: "排班设置" });
  const before = await (await page.request.get("/api/v1/schedules/settings")).json();
  await drawer.getByText("自定权重", { exact: true }).click();
  await drawer.getByLabel("外部车每班惩罚（元）").fill("25");
  await drawer.getByRole("button", { name: "保存" }).click();
  await expect(drawer.getByRole("status")).toContainText("已保存");
  expect(await violations(page)).toEqual([]);
  const inForce = async () => (await page.request.get("/api/v1/schedules/settings")).json();
  await expect.poll(inForce).toEqual({ ...before, objective: { ownTripBonus: 0, externalTripPenalty: 25 } });
  await expect(drawer.locator("li").first()).toContainText(user);

  await drawer.getByLabel("每日排班用时（秒）").fill("0");
  await drawer.getByRole("button", { name: "保存" }).click();
  await expect(drawer.getByRole("alert")).toBeVisible();
  await drawer.getByLabel("每日排班用时（秒）").fill(String(before.planSeconds));
  await drawer.getByText("成本最低", { exact: true }).click();
  await drawer.getByRole("button", { name: "保存" }).click();
  await expect(drawer.getByRole("status")).toContainText("已保存");
  await expect.poll(inForce).toEqual(before);
});
