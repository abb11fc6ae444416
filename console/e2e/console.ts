import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { test as base, expect, type APIResponse, type Page } from "@playwright/test";

const user = process.env.YUNCE_E2E_USER ?? "";
const password = process.env.YUNCE_E2E_PASSWORD ?? "";
if (user === "" || password === "")
  throw new Error("YUNCE_E2E_USER and YUNCE_E2E_PASSWORD must name a user of the service");

export { expect, user, password };

/** Every test: no request leaves the service's host, no script fails, nothing is refused by the content security policy. */
export const test = base.extend<{ watched: void }>({
  watched: [
    async ({ page, baseURL }, use) => {
      const faults: string[] = [];
      const own = new URL(baseURL ?? "").origin;
      page.on("request", (request) => {
        const url = new URL(request.url());
        if (url.protocol.startsWith("http") && url.origin !== own) faults.push(`request to ${url.origin}`);
      });
      page.on("pageerror", (error) => faults.push(error.message));
      page.on("console", (message) => {
        if (message.type() === "error" && !/Failed to load resource/.test(message.text())) faults.push(message.text());
      });
      await use();
      expect(faults).toEqual([]);
    },
    { auto: true },
  ],
});

export const signIn = (page: Page): Promise<void> => signInAs(page, user, password);

export async function signInAs(page: Page, name: string, secret: string): Promise<void> {
  await page.goto("/");
  await page.reload();
  await page.locator("#user").fill(name);
  await page.locator("#password").fill(secret);
  await page.keyboard.press("Enter");
  await expect(page.locator(".view > header")).toContainText(name);
}

export type PageName = "today" | "forecast" | "schedule" | "network" | "kpis" | "documents" | "admin";

/** Goes to a page by the navigation. */
export async function open(page: Page, name: PageName): Promise<void> {
  const link = page.locator(`nav.pages a[href="#/${name}"]`);
  await link.click();
  await expect(link).toHaveAttribute("aria-current", "page");
}

/** Changes to the other theme. Colours fade into it; this waits until they have. */
export async function switchTheme(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^切换到(深|浅)色$/ }).click();
  await page.evaluate(async () => {
    const fading = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
    await Promise.allSettled(fading.map((animation) => animation.finished));
  });
}

/** How long a model on two cores may take. */
export const ANSWER = { timeout: 150_000 };

/** Asks in the chat and waits for the answer to this question, whatever stands there already. */
export async function ask(page: Page, question: string): Promise<void> {
  const chat = page.locator("#chat");
  const turns = chat.locator("article");
  const before = await turns.count();
  await chat.getByRole("textbox").fill(question);
  await chat.getByRole("textbox").press("Enter");
  await expect(turns).toHaveCount(before + 1);
  await expect(turns.last().locator(".foot")).toBeVisible(ANSWER);
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Violations of WCAG 2.2 A and AA that axe finds, one line each. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const engine = (globalThis as unknown as { axe: { run(context: Document, options: object): Promise<AxeResult> } })
      .axe;
    interface AxeResult {
      violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[];
    }
    const result = await engine.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    });
    return result.violations.flatMap((violation) =>
      violation.nodes.map((node) => `${violation.id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ""}`),
    );
  });
}

/** To the service as the page's account; again where another answer has replaced the token's cookie meanwhile, as the page does. */
export async function send(page: Page, method: "POST" | "DELETE", path: string, data?: object): Promise<APIResponse> {
  for (let left = 5; ; left--) {
    const token = (await page.context().cookies()).find((cookie) => cookie.name === "XSRF-TOKEN")?.value ?? "";
    const response = await page.request.fetch(`/api/v1${path}`, {
      method,
      headers: { "X-XSRF-TOKEN": token },
      ...(data ? { data } : {}),
    });
    if (response.status() !== 403 || left === 0) {
      return response;
    }
  }
}

export interface PlannedTrip {
  id: string;
  fleet: string;
  vehicle: string | null;
  departure: string;
  loads: { line: string }[];
}

export interface Plan {
  date: string;
  version: number;
  trips: PlannedTrip[];
}

/** An own trip that no earlier version locked. */
export async function freeTrip(page: Page, { date, trips }: Plan): Promise<PlannedTrip> {
  const versions = JSON.stringify(await (await page.request.get(`/api/v1/schedules/${date}/versions`)).json());
  const free = trips.filter((trip) => trip.vehicle !== null && !versions.includes(`"LOCK","trip":"${trip.id}"`));
  return free[Math.floor(free.length / 2)]!;
}

/** Finds a trip by the page's search and chooses it with the keyboard. */
export async function choose(page: Page, trip: string): Promise<void> {
  const panel = page.locator("#schedule");
  await panel.locator(".search input").fill(trip);
  await panel.getByRole("listbox").focus();
  await page.keyboard.press("Home");
  await expect
    .poll(async () => {
      if ((await panel.locator("#gantt-option").innerText()).startsWith(`${trip} `)) return true;
      await page.keyboard.press("ArrowDown");
      return false;
    })
    .toBe(true);
}
