import { readFile } from "node:fs/promises";
import { expect, open, signIn, test, user, violations } from "./console";

test.beforeEach(async ({ page }) => signIn(page));

test("today lists what needs a person, most urgent first, and leads to where it goes on", async ({ page }) => {
  await page.route("**/api/v1/monitor/drift", (route) =>
    route.fulfill({
      json: [
        {
          kind: "OUTLET",
          series: "K1",
          side: "ABOVE",
          since: "2026-11-10",
          raisedOn: "2026-11-14",
          meanScaledError: 2,
          meanError: 812.4,
          statistic: 9,
        },
      ],
    }),
  );
  await page.route("**/api/v1/status", async (route) => {
    const status = await (await route.fetch()).json();
    await route.fulfill({ json: { ...status, dataCutOff: "2020-01-01" } });
  });
  await page.reload();
  const items = page.locator("#today li");
  await expect(items.first()).toContainText("数据晚了");
  await expect(items.first()).toHaveClass(/urgent/);
  const drift = items.filter({ hasText: "持续高于预测" });
  await expect(drift).toContainText("812 件");
  const targets = await (await page.request.get("/api/v1/targets")).json();
  const now = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai" }).format(new Date());
  const overdue = targets.filter(
    (one: { value: number | null; target: number; direction: string; due: string }) =>
      one.due < now &&
      one.value !== null &&
      (one.direction === "AT_LEAST" ? one.value < one.target : one.value > one.target),
  );
  for (const one of overdue) await expect(items.filter({ hasText: `${one.nameZh} 未达标` })).toHaveCount(1);
  const ranks = await items.evaluateAll((list) =>
    list.map((item) => ["urgent", "warn", "note"].findIndex((level) => item.classList.contains(level))),
  );
  expect(ranks).toEqual([...ranks].sort());
  await items.first().getByRole("link").click();
  await expect(page.locator("#imports")).toBeVisible();
});

test("a part of today that can't be had is said so, and the rest stands", async ({ page }) => {
  await page.route("**/api/v1/targets", (route) => route.abort());
  await page.reload();
  await expect(page.locator("#today").getByRole("alert")).toContainText("连不上服务");
  await expect(page.locator(".today .value").first()).toHaveText(/\d/);
  await page.unroute("**/api/v1/targets");
  await page.locator("#today").getByRole("button", { name: "重试" }).click();
  await expect(page.locator("#today").getByRole("alert")).toBeHidden();
});

test("a KPI is what the service reports, and opens its definition, counties and trend", async ({ page }) => {
  await open(page, "kpis");
  const panel = page.locator("#kpis");
  const row = panel.locator("tbody tr").first();
  await expect(row).toBeVisible();
  const workbook = (await panel.getByRole("link", { name: "导出 Excel" }).getAttribute("href"))!;
  const month = /month=(\d{4}-\d\d)/.exec(workbook)![1]!;
  const report = await (await page.request.get("/api/v1/reports/monthly", { params: { month } })).json();
  const [line] = report.lines;
  const value = line.value.toLocaleString("zh-CN", {
    minimumFractionDigits: line.indicator.decimals,
    maximumFractionDigits: line.indicator.decimals,
  });
  await expect(row).toContainText(value);
  await expect(panel.locator("tbody tr")).toHaveCount(report.lines.length);

  await row.getByRole("button", { name: line.indicator.zh }).click();
  const drawer = page.getByRole("dialog");
  await expect(drawer).toContainText(line.indicator.definition);
  await expect(drawer.locator("canvas")).toBeVisible();
  const [busiest] = [...line.counties].sort((a: { value: number }, b: { value: number }) => b.value - a.value);
  await expect(drawer.locator("li").first()).toContainText(busiest.county);
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(drawer).toBeHidden();

  for (const [name, type] of [
    ["导出 Excel", "spreadsheetml"],
    ["打印月报", "text/html"],
  ] as const) {
    const answer = await page.request.get((await panel.getByRole("link", { name }).getAttribute("href"))!);
    expect(answer.ok()).toBe(true);
    expect(answer.headers()["content-type"]).toContain(type);
  }
  await panel.getByRole("button", { name: "上一月" }).click();
  await expect(panel.getByRole("link", { name: "导出 Excel" })).not.toHaveAttribute("href", workbook);
  await expect(row).not.toContainText(value);
});

test("a KPI's month opens the rows that it is made of, and they are taken along as a workbook", async ({ page }) => {
  await open(page, "kpis");
  await page.locator("#kpis tbody").getByRole("button", { name: "投递量" }).click();
  const rows = page.getByRole("dialog").locator(".rows");
  await expect(rows.locator("h3")).toHaveText(/明细 (28|29|30|31) 行/);
  await rows.getByText("按县区和日", { exact: true }).click();
  await expect(rows.locator("tbody tr").first()).toContainText(/区|县/);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    rows.getByRole("button", { name: "导出 Excel" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^deliveryVolume-\d{4}-\d\d\.xlsx$/);
  expect(await violations(page)).toEqual([]);
});

test("an administrator changes a KPI, sees what changed, and takes it back", async ({ page }) => {
  await open(page, "kpis");
  await page.getByText("指标目录", { exact: true }).click();
  const panel = page.locator("#catalogue");
  await panel.getByRole("textbox").fill("退件率");
  await panel.getByRole("button", { name: "退件率", exact: true }).click();
  const drawer = page.getByRole("dialog");
  const save = drawer.getByRole("button", { name: "保存" });
  await expect(save).toBeDisabled();
  await drawer.getByLabel("小数位").fill("9");
  await save.click();
  await expect(drawer.getByRole("alert")).toContainText("decimals");
  await drawer.getByLabel("小数位").fill("1");
  await save.click();
  await expect(drawer.getByRole("status")).toContainText("已保存");
  await expect(drawer.locator("li").first()).toContainText("小数位：2 → 1");
  expect(await violations(page)).toEqual([]);
  await drawer.locator("li").first().getByRole("button", { name: "撤回" }).click();
  await expect(drawer.getByLabel("小数位")).toHaveValue("2");
  await page.keyboard.press("Escape");
  await expect(panel.locator("tbody tr").first()).not.toContainText("已修改");
});

test("a scenario stands beside the forecast in force, and is taken away", async ({ page }) => {
  await open(page, "forecast");
  const panel = page.locator("#forecast");
  const name = `促销 ${Date.now()}`;
  await panel.getByRole("button", { name: "情景…" }).click();
  const drawer = page.getByRole("dialog");
  await drawer.getByRole("button", { name: "保存并查看" }).click();
  await expect(drawer.getByRole("alert")).toContainText("请填写");
  await drawer.getByLabel("名称").fill(name);
  await drawer.getByLabel("件量变化（%）").fill("50");
  expect(await violations(page)).toEqual([]);
  await drawer.getByRole("button", { name: "保存并查看" }).click();
  const table = panel.locator(".outlet table");
  await expect(table).toContainText(name);
  const row = table.locator("tbody tr", { hasText: "+50%" });
  await expect(row).toHaveCount(1);
  const [inForce, supposed] = (await row.locator("td").allInnerTexts())
    .slice(1, 3)
    .map((text) => Number(text.replaceAll(",", "")));
  expect(Math.abs(supposed! - 1.5 * inForce!)).toBeLessThanOrEqual(2);
  expect(await violations(page)).toEqual([]);

  await panel.getByRole("button", { name: "导出" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: "Excel（XLSX）" }).click(),
  ]);
  expect((await readFile(await download.path())).subarray(0, 2).toString()).toBe("PK");

  await panel.getByRole("button", { name: "情景…" }).click();
  await drawer.getByRole("button", { name: `确认删除 ${name}` }).click();
  await expect(drawer.getByText(name)).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(table).toHaveCount(0);
});

test("past forecasts stand beside what came, judged by how far ahead they were made", async ({ page }) => {
  await page.route("**/api/v1/forecasts/nodes/*/past?*", (route) =>
    route.fulfill({
      json: {
        days: ["2026-11-21", "2026-11-22", "2026-11-23"].map((date, i) => ({
          runId: i + 1,
          dataCutOff: `2026-11-2${i}`,
          date,
          leadDays: 1,
          mean: 90 + 10 * i,
          intervals: [{ levelPercent: 80, lo: 80 + 10 * i, hi: 105 + 10 * i }],
          actual: 100,
        })),
        all: { leadDays: 0, forecasts: 3, wapePercent: 6.6667, biasPercent: 0, coverage80Percent: 66.6667 },
        byLead: [{ leadDays: 1, forecasts: 3, wapePercent: 6.6667, biasPercent: 0, coverage80Percent: 66.6667 }],
      },
    }),
  );
  await open(page, "forecast");
  const panel = page.locator("#forecast");
  await panel.getByText("历史准确度", { exact: true }).click();
  await expect(panel.locator(".past canvas")).toBeVisible();
  await expect(panel.locator(".past tbody tr").nth(1)).toContainText("提前 1 天");
  await expect(panel.locator(".past tbody tr").nth(1)).toContainText("6.7%");
  expect(await violations(page)).toEqual([]);
  await page.unroute("**/api/v1/forecasts/nodes/*/past?*");
  await page.reload();
  await panel.getByText("历史准确度", { exact: true }).click();
  await expect(panel.locator(".past tbody tr, .outlet .state").first()).toBeVisible();
});

test("the network shows each park's load, and a park's delivery routes are planned", async ({ page }) => {
  await open(page, "network");
  const panel = page.locator("#network");
  await expect(panel.locator("canvas").first()).toBeVisible();
  const first = panel.locator("ol li button").first();
  const name = await first.locator(".ellipsis").innerText();
  await first.click();
  await expect(panel.locator("h2")).toHaveText(name);
  await panel.getByRole("button", { name: "规划派送线路" }).click();
  await expect(panel.getByText(/\d+ 条线路，共/)).toBeVisible({ timeout: 90_000 });
  await panel.locator("summary").first().click();
  await expect(panel.locator("details p").first()).toContainText("→");
  expect(await violations(page)).toEqual([]);
});

test("a dropped file is shown with its bad rows before anything is kept, and is imported by a button", async ({
  page,
}) => {
  await open(page, "admin");
  await page.getByRole("link", { name: "数据导入" }).click();
  const panel = page.locator("#imports");
  const id = `X${Date.now()}`;
  const nodes = `id,name,tier,parent_id,longitude,latitude\n${id},测试点,VILLAGE,${id}-none,110,31\n`;
  const drop = (name: string, text: string) =>
    panel.locator("input[type=file]").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
  const known = async () => JSON.stringify(await (await page.request.get("/api/v1/network/nodes")).json()).includes(id);

  await drop("nodes.csv", nodes);
  const preview = panel.locator(".preview");
  await expect(preview).toContainText("网点");
  await expect(preview.getByRole("status")).toContainText("没有可以导入的行");
  await expect(preview.getByRole("button", { name: /导入/ })).toHaveCount(0);
  await expect(panel.locator(".errors tbody tr").first()).toContainText("parent_id");
  await expect(panel.locator(".errors tbody tr").first()).toContainText("上级网点的编码");
  expect(await violations(page)).toEqual([]);
  await preview.getByRole("button", { name: "取消" }).click();
  await expect(panel.locator(".preview, .errors")).toHaveCount(0);

  const [line] = await (await page.request.get("/api/v1/schedules/network")).json().then(({ lines }) => lines);
  const day = `${2031 + (Date.now() % 60)}-01-${10 + (Date.now() % 17)}`;
  await drop(
    "preknown.csv",
    `line,date,parcels\n${line.line},${day},${100 + (Date.now() % 900)}\n${line.line},${day},x\n`,
  );
  await expect(preview.locator("tbody tr").first()).toContainText(day);
  await expect(preview).toContainText("还没有导入任何内容");
  await expect(panel.locator(".errors tbody tr")).toContainText(["parcels"]);
  const announced = async () =>
    (await (await page.request.get("/api/v1/forecasts/line", { params: { line: line.line } })).json()).announced.some(
      (one: { date: string }) => one.date === day,
    );
  expect(await announced()).toBe(false);
  await preview.getByRole("button", { name: "只导入正确的 1 行" }).click();
  await expect(panel.getByRole("status")).toContainText("写入 1 行，有误 1 行");
  expect(await announced()).toBe(true);
  expect(await known()).toBe(false);
});

test("every part of administration stands, with names and contrast", async ({ page }) => {
  await open(page, "admin");
  for (const [part, shown] of [
    ["每日运行", "#runs details"],
    ["数据导入", "#imports .drop"],
    ["模型", "#models tbody tr"],
    ["排班设置", "#settings .now"],
    ["用户", "#users tbody tr"],
    ["问答反馈", "#feedback .state, #feedback li"],
    ["操作日志", "#audit tbody tr"],
  ] as const) {
    await page.locator(".parts").getByRole("link", { name: part }).click();
    await expect(page.locator(shown).first()).toBeVisible();
    expect([part, await violations(page)]).toEqual([part, []]);
  }
  await expect(page.locator("#audit tbody")).not.toContainText("/api/");
});

test("an administrator chooses the language model, and sees how it comes and why it does not", async ({ page }) => {
  const offers = [
    { name: "large", title: "Large", licence: "Apache-2.0", bytes: 1_117_000_000, fetched: 312_000_000 },
    { name: "small", title: "Small", licence: "Apache-2.0", bytes: 491_000_000, fetched: 491_000_000 },
  ];
  const model = { fixed: false, answers: "none", state: "NONE", coming: null as string | null, offers };
  let more = { failure: null as { model: string; reason: string } | null, choices: [] as object[] };
  await page.route("**/api/v1/model", async (route) => {
    if (route.request().method() === "PUT") {
      model.coming = route.request().postDataJSON().model;
      more = { failure: null, choices: [{ id: 1, model: model.coming, user, at: "2026-11-26T12:00:00Z" }] };
    }
    await route.fulfill({ json: { ...model, ...more } });
  });
  await page.goto("/#/admin/models");
  const panel = page.locator("#model");
  await panel.locator(".models").click();
  await expect(page.getByRole("option")).toContainText([
    "不用模型",
    "Large，1,117 MB，尚需下载 805 MB",
    "Small，491 MB",
  ]);
  await page.getByRole("option", { name: "Large" }).click();
  await expect(panel.getByRole("status")).toContainText("正在下载 large：312 / 1,117 MB");
  await expect(panel).toContainText("选用 large");
  expect(await violations(page)).toEqual([]);
  model.coming = null;
  more = { ...more, failure: { model: "large", reason: "no part 7" } };
  await expect(panel.getByRole("alert")).toHaveText("large 未能加载：no part 7");
  await expect(panel.locator(".models")).toContainText("不用模型");
});

test("a language model that the environment names is not chosen in the page", async ({ page }) => {
  const { fixed } = await (await page.request.get("/api/v1/model")).json();
  test.skip(!fixed, "this service was started without YUNCE_MODEL");
  await page.goto("/#/admin/models");
  const panel = page.locator("#model");
  await expect(panel).toContainText("已由 YUNCE_MODEL 指定");
  await expect(panel.getByRole("combobox", { name: "作答的语言模型" })).toBeDisabled();
});

test("roles see only what they may, and what administrators do is written down", async ({ page, browser, baseURL }) => {
  const someone = { name: `dispatcher-${Date.now()}`, password: "dispatch-all-day-7" };
  await open(page, "admin");
  await page.locator(".parts").getByRole("link", { name: "用户" }).click();
  const users = page.locator("#users");
  await users.locator("input[name=new-user]").fill(someone.name);
  await users.locator("input[name=new-password]").fill(someone.password);
  await users.getByRole("button", { name: "新建" }).click();
  await expect(users.locator("tbody tr", { hasText: someone.name })).toContainText("调度员");

  const other = await browser.newContext({ ...(baseURL === undefined ? {} : { baseURL }), locale: "zh-CN" });
  const theirs = await other.newPage();
  await theirs.goto("/");
  await theirs.locator("#user").fill(someone.name);
  await theirs.locator("#password").fill(someone.password);
  await theirs.keyboard.press("Enter");
  await expect(theirs.locator("nav.pages a").first()).toBeVisible();
  await expect(theirs.locator('nav.pages a[href="#/admin"]')).toHaveCount(0);
  await theirs.goto("/#/admin/users");
  await expect(theirs.locator("#today")).toBeVisible();
  await expect(theirs.locator("#users")).toHaveCount(0);
  expect((await theirs.request.get("/api/v1/users")).status()).toBe(403);
  await theirs.locator('nav.pages a[href="#/documents"]').click();
  await expect(theirs.locator("#documents")).toBeVisible();
  await expect(theirs.locator("#upload")).toHaveCount(0);
  await other.close();

  const row = users.locator("tbody tr", { hasText: someone.name });
  await row.getByRole("button", { name: "删除" }).click();
  await row.getByRole("button", { name: "确认删除" }).click();
  await expect(row).toHaveCount(0);
  await expect(users.locator("tbody tr", { hasText: user }).getByRole("button")).toHaveCount(0);
  await page.locator(".parts").getByRole("link", { name: "操作日志" }).click();
  const deleted = page.locator("#audit tbody tr", { hasText: "删除用户" }).first();
  await expect(deleted).toContainText(someone.name);
  await expect(deleted).toContainText(user);
});

test("a file that is no document is refused in words", async ({ page }) => {
  await open(page, "documents");
  const upload = page.locator("#upload");
  await upload
    .locator("input[type=file]")
    .setInputFiles({ name: "program.exe", mimeType: "application/octet-stream", buffer: Buffer.from("MZ") });
  await expect(upload.getByRole("alert")).toContainText("program.exe 不是可接受的文件");
});
