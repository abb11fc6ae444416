import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { ask, choose, expect, freeTrip, open, send, signIn, signInAs, test, type Plan } from "./console";

/** What three people do in a day, each with an account of their role, in both languages. */
const PASSWORD = "A-long-day-2026";

/** Makes an account of the role and goes on as it. */
async function become(page: Page, role: string): Promise<string> {
  await signIn(page);
  const name = `${role.toLowerCase()}-${Date.now()}`;
  expect((await send(page, "POST", "/users", { user: name, password: PASSWORD, role })).ok()).toBe(true);
  await page.context().clearCookies();
  await signInAs(page, name, PASSWORD);
  return name;
}

async function planDay(page: Page): Promise<string> {
  const days = (await (await page.request.get("/api/v1/schedules")).json()) as string[];
  return [...days].sort().pop()!;
}

const versionOf = async (page: Page, day: string) =>
  (await (await page.request.get(`/api/v1/schedules/${day}`)).json()).version as number;

for (const { language, words } of [
  {
    language: "zh-CN",
    words: {
      imports: "数据导入",
      take: /^导入 1 行$/,
      imported: "写入 1 行",
      runs: "每日运行",
      run: "现在运行",
      lock: "锁定",
      publish: "发布",
      confirm: "确认采用",
      inForce: "已采用",
      workbook: "导出 Excel",
      ranking: "上个月各县时限准时率排名",
    },
  },
  {
    language: "en",
    words: {
      imports: "Imports",
      take: /^Import 1 rows$/,
      imported: "1 written",
      runs: "Daily runs",
      run: "Run now",
      lock: "Lock",
      publish: "Publish",
      confirm: "Confirm",
      inForce: "In force",
      workbook: "Export Excel",
      ranking: "Rank the counties by on-time rate last month",
    },
  },
] as const) {
  test.describe(`a day in ${language}`, () => {
    test.beforeEach(async ({ page }) => {
      await page.addInitScript((chosen) => localStorage.setItem("yunce.language", chosen), language);
    });

    test("a scheduler imports, has it forecast and planned, locks a trip, mends the rest and publishes", async ({
      page,
    }) => {
      test.setTimeout(900_000);
      await become(page, "SCHEDULER");
      const day = await planDay(page);
      const { trips } = await (await page.request.get(`/api/v1/schedules/${day}`)).json();

      await open(page, "admin");
      await page.locator(".parts").getByRole("link", { name: words.imports }).click();
      const announced = `line,date,parcels\n${trips[0].loads[0].line},${day},${100 + (Date.now() % 900)}\n`;
      const imports = page.locator("#imports");
      await imports
        .locator("input[type=file]")
        .setInputFiles({ name: "preknown.csv", mimeType: "text/csv", buffer: Buffer.from(announced) });
      await imports.getByRole("button", { name: words.take }).click();
      await expect(imports.getByRole("status")).toContainText(words.imported);

      // A run takes a minute or two; one for both languages is enough.
      if (language === "zh-CN") {
        const before = (await (await page.request.get("/api/v1/runs?limit=1")).json())[0].id;
        await page.locator(".parts").getByRole("link", { name: words.runs }).click();
        await page.locator("#runs").getByRole("button", { name: words.run }).click();
        await expect
          .poll(
            async () => {
              const [run] = await (await page.request.get("/api/v1/runs?limit=1")).json();
              return run.id > before && run.status;
            },
            { timeout: 780_000, intervals: [2_000] },
          )
          .toBe("DONE");
      }

      await open(page, "forecast");
      await expect(page.locator("#forecast canvas")).toBeVisible();
      await page.goto(`/#/schedule?day=${day}`);
      const panel = page.locator("#schedule");
      await expect(panel.locator("canvas")).toBeVisible();
      const inForce = (await (await page.request.get(`/api/v1/schedules/${day}`)).json()) as Plan;
      await choose(page, (await freeTrip(page, inForce)).id);
      await page.keyboard.press("Enter");
      const drawer = page.getByRole("dialog");
      await drawer.getByRole("button", { name: words.lock, exact: true }).click();
      await expect(drawer.locator(".result")).toBeVisible();
      await page.keyboard.press("Escape");
      const draft = panel.locator("section.draft");
      await draft.getByRole("button", { name: words.publish, exact: true }).click();
      await expect.poll(() => versionOf(page, day)).toBe(inForce.version + 1);
    });

    test("a dispatcher asks what the law says, supposes more parcels and confirms the draft", async ({ page }) => {
      await become(page, "DISPATCHER");
      const day = await planDay(page);
      const version = await versionOf(page, day);
      const chat = page.locator("#chat");
      await ask(page, "到2026年底分拨中心面积要达到多少？");
      await chat.locator(".citation").first().click();
      await expect(page.getByRole("dialog").locator("mark")).toBeVisible();
      await page.keyboard.press("Escape");
      await ask(page, `如果${day}件量上涨5%会怎样？`);
      const draft = chat.locator("section.draft");
      await draft.getByRole("button", { name: words.confirm }).click();
      await expect(draft).toContainText(words.inForce);
      expect(await versionOf(page, day)).toBe(version + 1);
    });

    test("a manager asks for a KPI, sees it drawn and takes it along", async ({ page }) => {
      await become(page, "MANAGER");
      await ask(page, words.ranking);
      const answer = page.locator("#chat article").last();
      await expect(answer.locator(".figure li")).toHaveCount(8);
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        answer.getByRole("button", { name: words.workbook }).click(),
      ]);
      expect((await readFile(await download.path())).subarray(0, 2).toString()).toBe("PK");
      await expect(page.locator('nav.pages a[href="#/admin"]')).toHaveCount(0);
    });
  });
}
