import { type Locator, type Page } from "@playwright/test";
import { expect, open, signIn, switchTheme, test, type PageName } from "./console";

/** Where pictures of the pages are put; without it none are made. */
const folder = process.env.YUNCE_SCREENSHOTS;

interface Shown {
  name: PageName;
  shown: string;
  /** Whether it is shown at 360 pixels, too. */
  phone?: boolean;
  /** Where to click, and what that brings. */
  more?: { click: (page: Page) => Locator; brings: string };
}

const PAGES: readonly Shown[] = [
  { name: "today", shown: "#today li", phone: true },
  { name: "forecast", shown: "#forecast canvas" },
  { name: "schedule", shown: "#schedule canvas", phone: true },
  {
    name: "network",
    shown: "#network canvas",
    more: { click: (page) => page.locator("#network ol li button").first(), brings: "#network ol li >> text=村" },
  },
  { name: "kpis", shown: "#kpis tbody tr" },
  { name: "documents", shown: "#documents tbody tr" },
  { name: "admin", shown: "#runs details" },
];

/** Whether all that the page asked for is there. */
async function settled(page: Page): Promise<void> {
  await expect(page.locator('main [aria-busy="true"], main .loading, .el-drawer .loading')).toHaveCount(0);
  await page.waitForLoadState("networkidle");
}

test.skip(folder === undefined, "YUNCE_SCREENSHOTS names no folder");
test.use({ viewport: { width: 1280, height: 800 } });

for (const language of ["zh-CN", "en"] as const) {
  test(`the pages in ${language}`, async ({ page }) => {
    await signIn(page);
    const phone = async (name: PageName) => {
      await page.setViewportSize({ width: 360, height: 740 });
      await page.reload();
      await expect(page.locator(`#${name} li, #${name} tbody tr`).first()).toBeVisible();
      await settled(page);
      await page.screenshot({ path: `${folder}/${name}-phone-${language}.png` });
      await page.setViewportSize({ width: 1280, height: 800 });
    };
    await page.keyboard.press("Control+/");
    await expect(page.locator("#chat")).toBeHidden();
    if (language === "en") {
      await switchTheme(page);
      await page.getByRole("button", { name: "English" }).click();
    }
    for (const { name, shown, more, phone: small } of PAGES) {
      await open(page, name);
      await expect(page.locator(shown).first()).toBeVisible();
      if (more !== undefined) {
        await more.click(page).click();
        await expect(page.locator(more.brings).first()).toBeVisible();
      }
      await settled(page);
      await page.screenshot({ path: `${folder}/${name}-${language}.png` });
      if (small === true) await phone(name);
    }
    await open(page, "kpis");
    await page.locator("#kpis tbody button").nth(7).click();
    await expect(page.getByRole("dialog").locator("canvas").first()).toBeVisible();
    await settled(page);
    await page.screenshot({ path: `${folder}/kpi-${language}.png` });
    await page.keyboard.press("Escape");
    await page.locator(".kpis .el-segmented__item").nth(1).click();
    await expect(page.locator("#catalogue tbody tr").first()).toBeVisible();
    await page.screenshot({ path: `${folder}/catalogue-${language}.png` });
    await open(page, "forecast");
    await page.locator(".looks .el-segmented__item").nth(1).click();
    await expect(page.locator("#forecast .past canvas, #forecast .outlet .state").first()).toBeVisible();
    await settled(page);
    await page.screenshot({ path: `${folder}/accuracy-${language}.png` });
    await page.locator(".looks .el-segmented__item").first().click();
    await page.locator(".ranking-head .el-segmented__item").nth(1).click();
    await expect(page.locator("#forecast .outlet canvas")).toBeVisible();
    await settled(page);
    await page.screenshot({ path: `${folder}/line-${language}.png` });
    const lines = (await (await page.request.get("/api/v1/schedules/network")).json()).lines as { line: string }[];
    await page.goto("/#/admin/imports");
    await page.locator("#imports input[type=file]").setInputFiles({
      name: "preknown.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(
        "line,date,parcels\n" +
          lines
            .slice(0, 40)
            .map(({ line }, i) => `${line},2030-01-02,${i === 7 ? "约两百" : 150 + 13 * i}\n`)
            .join("") +
          "锦河区共配园区 - 无此镇 - 0600,2030-01-02,180\n",
      ),
    });
    await expect(page.locator("#imports .preview")).toBeVisible();
    await page.screenshot({ path: `${folder}/import-${language}.png` });
    await page.goto("/#/admin/models");
    await expect(page.locator("#models tbody tr").first()).toBeVisible();
    await settled(page);
    await page.screenshot({ path: `${folder}/models-${language}.png` });
    await open(page, "forecast");
    await expect(page.locator("#forecast canvas")).toBeVisible();
    await settled(page);
    await page.keyboard.press("Control+/");
    const chat = page.locator("#chat");
    await chat.getByRole("button", { name: "明天14点波次最忙的五条线路？" }).click();
    await expect(chat.locator(".foot")).toBeVisible();
    await page.screenshot({ path: `${folder}/chat-${language}.png` });
    await chat.getByRole("textbox").first().fill("如果明天件量上涨20%会怎样？");
    await chat.getByRole("textbox").first().press("Enter");
    await expect(chat.locator("section.draft")).toBeVisible();
    await page.screenshot({ path: `${folder}/draft-${language}.png` });
    await chat.locator("section.draft button").last().click();
    await expect(chat.locator("section.draft button")).toHaveCount(0);
  });
}
