import { createServer, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { test as plain } from "@playwright/test";
import { ANSWER, ask, expect, open, signIn, test, violations } from "./console";

test.beforeEach(async ({ page }) => signIn(page));

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
  await chat.locator("summary").click();
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

test("answers over KPIs are drawn: bars by place, a line over time, a heat map of both", async ({ page }) => {
  const chat = page.locator("#chat");
  await ask(page, "上个月各县时限准时率排名");
  const bars = chat.locator("article").last().locator(".figure li");
  await expect(bars).toHaveCount(8);
  await ask(page, "近7天全市每天的投递量");
  await expect(chat.locator("article").last().locator(".figure canvas")).toBeVisible();
  await ask(page, "近7天各县每天的投递量");
  const heat = chat.locator("article").last().locator(".figure table");
  await expect(heat.locator("tbody tr")).toHaveCount(8);
  await expect(heat.locator("tbody tr").first().locator("td")).toHaveCount(7);
  expect(await violations(page)).toEqual([]);
});

test("what a question supposes becomes a plan only by a person's button", async ({ page }) => {
  const [day] = (await (await page.request.get("/api/v1/schedules")).json()) as string[];
  const version = async () => (await (await page.request.get(`/api/v1/schedules/${day}`)).json()).version as number;
  const before = await version();
  const chat = page.locator("#chat");
  await ask(page, `如果${day}件量上涨5%会怎样？`);
  const draft = chat.locator("section.draft");
  await expect(draft).toContainText("待确认");
  await expect(draft).toContainText("→");
  expect(await version()).toBe(before);
  expect(await violations(page)).toEqual([]);
  await draft.getByRole("button", { name: "放弃" }).click();
  await expect(draft).toContainText("已放弃");
  await expect(draft.getByRole("button")).toHaveCount(0);
  expect(await version()).toBe(before);
});

test("a conversation is found again, gone on with and deleted; what is said of an answer becomes a question", async ({
  page,
}) => {
  const chat = page.locator("#chat");
  const first = `股票 ${Date.now()} 能买吗？`;
  await ask(page, first);
  await chat.getByRole("button", { name: "回答有问题" }).click();
  await chat.getByRole("textbox", { name: "说明" }).fill("拒答是对的");
  await chat.getByRole("button", { name: "提交" }).click();
  await expect(chat.getByText("已提交，谢谢")).toBeVisible();

  await page.reload();
  await chat.getByRole("button", { name: "历史对话" }).click();
  expect(await violations(page)).toEqual([]);
  await chat.locator(".history").getByRole("button", { name: first }).first().click();
  await expect(chat.locator(".question")).toContainText(first);
  await expect(chat.getByRole("button", { name: "回答有问题" })).toHaveAttribute("aria-pressed", "true");
  await ask(page, "那基金呢？");
  await expect(chat.locator(".question")).toHaveCount(2);

  await open(page, "admin");
  await page.getByRole("link", { name: "问答反馈" }).click();
  const entry = page.locator("#feedback li", { hasText: first });
  await expect(entry).toContainText("拒答是对的");
  await entry.getByRole("button", { name: "转为评测题" }).click();
  expect(await violations(page)).toEqual([]);
  await entry.getByRole("button", { name: "保存" }).click();
  await expect(entry).toHaveCount(0);
  const link = await page.getByRole("link", { name: "导出评测题（JSONL）" }).getAttribute("href");
  const lines = (await (await page.request.get(link!)).text()).trimEnd().split("\n");
  const line = lines.map((one) => JSON.parse(one)).find((one) => one.question.startsWith(first));
  expect(line).toMatchObject({ route: "OUT_OF_SCOPE", answerable: false });

  await chat.getByRole("button", { name: "历史对话" }).click();
  await chat.getByRole("button", { name: `删除对话：${first}` }).click();
  await chat.locator(".history").getByRole("button", { name: "删除", exact: true }).click();
  await expect(chat.locator(".history").getByText(first)).toHaveCount(0);
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

/** Passes everything on to the service, but the first answer breaks off after its first words, as when the service dies. */
plain(
  "a connection that breaks during an answer says so, and the question is asked again",
  async ({ page, baseURL }) => {
    let broken = 0;
    const service = new URL(baseURL!);
    const proxy = createServer((incoming, outgoing: ServerResponse) => {
      const onward = request(
        {
          host: service.hostname,
          port: service.port,
          path: incoming.url,
          method: incoming.method,
          headers: incoming.headers,
        },
        (answer) => {
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
          if (incoming.url === "/api/v1/ask/stream" && broken++ === 0) {
            outgoing.write('event:step\ndata:{"step":"正在查"}\n\nevent:text\ndata:{"piece":"半句话"}\n\n');
            setTimeout(() => outgoing.destroy(), 300);
            answer.destroy();
          } else answer.pipe(outgoing);
        },
      );
      onward.on("error", () => outgoing.destroy());
      incoming.pipe(onward);
    });
    await new Promise<void>((ready) => proxy.listen(0, "127.0.0.1", ready));
    try {
      await page.goto(`http://127.0.0.1:${(proxy.address() as AddressInfo).port}/`);
      const chat = page.locator("#chat");
      await chat.getByRole("textbox").fill("到2026年底分拨中心面积要达到多少？");
      await chat.getByRole("textbox").press("Enter");
      await expect(chat.getByRole("alert")).toContainText("连不上服务");
      await expect(chat).toContainText("回答中途断开");
      await expect(chat).toContainText("半句话");
      await chat.getByRole("button", { name: "重新提问" }).click();
      await expect(chat.locator(".foot")).toBeVisible(ANSWER);
      expect(broken).toBe(2);
    } finally {
      proxy.closeAllConnections();
      proxy.close();
    }
  },
);

test("in English an answer over KPIs, what it stands on and what is offered are English", async ({ page }) => {
  await page.getByRole("button", { name: "English" }).click();
  await ask(page, "Which county missed the target of on-time rate last month?");
  const answer = page.locator("#chat article").last();
  const own = async () => (await answer.innerText()).replace(/[\u4e00-\u9fff]+[县区]/g, "");
  expect(await own()).toContain("on-time rate within 72 hours");
  expect(await own()).toContain("Data until:");
  expect(await own()).not.toMatch(/[\u4e00-\u9fff，。：；、（）｜]/);
  await ask(page, "Who wins the football match tonight?");
  expect(await own()).not.toMatch(/[\u4e00-\u9fff，。：；、（）｜]/);
  const choice = answer.locator(".choices button").first();
  const offered = (await choice.innerText()).trim();
  await choice.click();
  await expect(page.locator("#chat article").last().locator(".question")).toContainText(offered);
  await expect(page.locator("#chat article").last().locator(".foot")).toBeVisible();
  expect(await own()).toContain("Data until:");
});
