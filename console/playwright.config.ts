import { existsSync } from "node:fs";
import { defineConfig, devices } from "@playwright/test";

/** A Chromium of the system; CHROMIUM names another. */
const chromium = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
].find((path) => path !== undefined && existsSync(path));

/**
 * Runs against a started service with the sample city: YUNCE_E2E_URL, YUNCE_E2E_USER, YUNCE_E2E_PASSWORD. An in-process
 * model on two cores may take its time over an answer.
 */
export default defineConfig({
  testDir: "e2e",
  timeout: 180_000,
  expect: { timeout: 20_000 },
  workers: 1,
  forbidOnly: true,
  reporter: [["list"]],
  outputDir: "target/e2e",
  use: {
    ...devices["Desktop Chrome"],
    baseURL: process.env.YUNCE_E2E_URL ?? "http://127.0.0.1:8080",
    viewport: { width: 1440, height: 900 },
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    trace: "retain-on-failure",
    launchOptions: {
      ...(chromium === undefined ? {} : { executablePath: chromium }),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--no-first-run",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
