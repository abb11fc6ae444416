import { type Locator, type Page } from "@playwright/test";
import { expect, open, signIn, switchTheme, test, type PageName } from "./console";

/** Where pictures of the pages are put; without it none are made. */
const folder = process.env.YUNCE_SCREENSHOTS;

interface Shown {
  name: PageName;
  shown: string;
  /** Where to click, and what that brings. */
  more?: { click: (page: Page) => Locator; brings: string };
}

const PAGES: readonly Shown[] = [
  { name: "today", shown: "#today li" },
  { name: "forecast", shown: "#forecast canvas" },
  { name: "schedule", shown: "#schedule canvas" },
  {
    name: "network",
    shown: "#network canvas",
    more: { click: (page) => page.locator("#network ol li button").first(), brings: "#network ol li >> text=村" },
  },
  { name: "kpis", shown: "#kpis tbody tr" },
  { name: "documents", shown: "#documents tbody tr" },
  { name: "admin", shown: "#runs details" },
];

test.skip(folder === undefined, "YUNCE_SCREENSHOTS names no folder");
test.use({ viewport: { width: 1280, height: 800 } });

for (const language of ["zh-CN", "en"] as const) {
  test(`the pages in ${language}`, async ({ page }) => {
    await signIn(page);
    const phone = async (name: PageName) => {
      await page.setViewportSize({ width: 360, height: 740 });
      await page.screenshot({ path: `${folder}/${name}-phone-${language}.png` });
      await page.setViewportSize({ width: 1280, height: 800 });
    };
    await page.keyboard.press("Control+/");
    await expect(page.locator("#chat")).toBeHidden();
    if (language === "en") {
      await switchTheme(page);
      await page.getByRole("button", { name: "English" }).click();
    }
    for (const { name, shown, more } of PAGES) {
      await open(page, name);
      await expect(page.locator(shown).first()).toBeVisible();
      if (more !== undefined) {
        await more.click(page).click();
        await expect(page.locator(more.brings).first()).toBeVisible();
      }
      await page.waitForLoadState("networkidle");
      await page.screenshot({ path: `${folder}/${name}-${language}.png` });
      if (name === "today") await phone(name);
    }
    await open(page, "kpis");
    await page.locator("#kpis tbody button").nth(7).click();
    await expect(page.getByRole("dialog").locator("canvas").first()).toBeVisible();
    await page.waitForLoadState("networkidle");
    await page.screenshot({ path: `${folder}/kpi-${language}.png` });
    await page.keyboard.press("Escape");
    await page.locator(".kpis .el-segmented__item").nth(1).click();
    await expect(page.locator("#catalogue tbody tr").first()).toBeVisible();
    await page.screenshot({ path: `${folder}/catalogue-${language}.png` });
    await open(page, "forecast");
    await page.locator(".looks .el-segmented__item").nth(1).click();
    await expect(page.locator("#forecast .past canvas, #forecast .outlet .state").first()).toBeVisible();
    await page.waitForLoadState("networkidle");
    await page.screenshot({ path: `${folder}/accuracy-${language}.png` });
    await page.locator(".looks .el-segmented__item").first().click();
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
