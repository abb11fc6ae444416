import { expect, signIn, test, violations } from "./console";

test.beforeEach(async ({ page }) => signIn(page));

const ANSWER = { timeout: 150_000 };

test("a question about the sample city's plan cites it, and the article opens at the quoted sentence", async ({
  page,
}) => {
  const chat = page.locator("#chat");
  await chat.getByRole("button", { name: "到2026年底分拨中心面积要达到多少？" }).click();
  await expect(chat.locator(".foot")).toBeVisible(ANSWER);
  const citation = chat.locator(".citation").first();
  const quote = (await citation.locator("q").innerText()).replaceAll(/\s/g, "");
  const law = (await citation.locator(".law").innerText()).trim();
  await citation.click();
  const drawer = page.getByRole("dialog");
  await expect(drawer).toContainText(law);
  await expect(drawer.locator("mark")).toBeVisible();
  await expect(drawer.locator("mark")).toContainText("50万平方米");
  await expect(drawer).toContainText("示例文件（合成）");
  expect((await drawer.locator("mark").innerText()).replaceAll(/\s/g, "")).toBe(quote);
  await expect(drawer.locator(".label").first()).toHaveText(/现行有效|已失效/);
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(drawer).toBeHidden();
});

test("a question outside of the field is refused calmly", async ({ page }) => {
  const chat = page.locator("#chat");
  await chat.getByRole("textbox").fill("今天股票能买吗？");
  await chat.getByRole("textbox").press("Enter");
  await expect(chat.locator(".refused")).toBeVisible(ANSWER);
  await expect(chat.locator(".citation")).toHaveCount(0);
  await expect(chat.getByRole("alert")).toHaveCount(0);
});

test("numbers name where they come from", async ({ page }) => {
  const chat = page.locator("#chat");
  await chat.getByRole("button", { name: "明天14点波次最忙的五条线路？" }).click();
  await expect(chat.locator(".foot")).toBeVisible(ANSWER);
  await expect(chat.locator(".numbers dt").first()).toBeVisible();
  for (const source of await chat.locator(".numbers dd").allInnerTexts()) expect(source.trim()).not.toBe("");
});

test("an answer can be stopped, and the next question is answered", async ({ page }) => {
  const chat = page.locator("#chat");
  await page.route("**/api/v1/ask/stream", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await route.continue().catch(() => {});
  });
  await chat.getByRole("textbox").fill("到2026年底分拨中心日处理能力要达到多少？");
  await chat.getByRole("textbox").press("Enter");
  await chat.getByRole("button", { name: "停止" }).click();
  await expect(chat.getByText("已停止")).toBeVisible();
  await page.unroute("**/api/v1/ask/stream");
  await chat.getByRole("button", { name: "重新提问" }).click();
  await expect(chat.locator(".foot")).toBeVisible(ANSWER);
});

test("Enter sends, Shift+Enter breaks the line, and Enter in an input method picks a word", async ({ page }) => {
  const box = page.locator("#chat").getByRole("textbox");
  await box.fill("第一行");
  await box.press("Shift+Enter");
  await box.pressSequentially("第二行");
  await expect(box).toHaveValue("第一行\n第二行");
  await box.evaluate((element) =>
    element.dispatchEvent(
      new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true, cancelable: true }),
    ),
  );
  await expect(box).toHaveValue("第一行\n第二行");
  await expect(page.locator("#chat .question")).toHaveCount(0);
  await box.press("Enter");
  await expect(page.locator("#chat .question")).toHaveText(/第一行\s第二行/);
  await expect(box).toHaveValue("");
});

test("a service that goes away says so, and the page recovers", async ({ page }) => {
  const chat = page.locator("#chat");
  await page.route("**/api/v1/ask/stream", (route) => route.abort());
  await chat.getByRole("textbox").fill("到2026年底分拨中心面积要达到多少？");
  await chat.getByRole("textbox").press("Enter");
  await expect(chat.getByRole("alert")).toContainText("连不上服务");
  await page.unroute("**/api/v1/ask/stream");
  await chat.getByRole("button", { name: "重新提问" }).click();
  await expect(chat.locator(".foot")).toBeVisible(ANSWER);
});
