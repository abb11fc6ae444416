import { expect, signIn, test, user, violations } from "./console";

test("a wrong password is refused in words, and the page stays", async ({ page }) => {
  await page.goto("/");
  await page.locator("#user").fill(user);
  await page.locator("#password").fill("wrong");
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await expect(page.getByRole("alert")).toHaveText("用户名或密码不对");
  await expect(page.locator("#user")).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test("the session outlives a reload and ends with signing out", async ({ page }) => {
  await signIn(page);
  await page.reload();
  await expect(page.locator("main h1")).toBeAttached();
  await page.getByRole("button", { name: `账号 ${user}` }).click();
  await page.getByRole("menuitem", { name: "退出登录" }).click();
  await expect(page.locator("#user")).toBeVisible();
  await page.goto("/");
  await expect(page.locator("#user")).toBeVisible();
});
