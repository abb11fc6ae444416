import { createRouter, createWebHashHistory } from "vue-router";
import { askEarly, cookie } from "./api/http";
import type { Role } from "./api/types";
import { pages, type Page } from "./pages";
import { useSession } from "./stores/session";

declare module "vue-router" {
  interface RouteMeta {
    /** Shown to people who have not signed in. */
    open?: boolean;
    /** Key of the page's title. */
    title?: string;
    /** Who may see it; everybody who is signed in where it is missing. */
    roles?: readonly Role[];
  }
}

const { session } = useSession();
const shell = () => import("./views/ShellView.vue");

/**
 * Asks for the parts and the data of the page that the address names while it is asked who is signed in. Whoever never signed in with this
 * browser has no token's cookie.
 */
export function loadAhead(): void {
  if (cookie("XSRF-TOKEN") === undefined) return;
  const path = location.hash.slice(1).split("?")[0] ?? "";
  const page = pages.find((one) => path.startsWith(one.path.replace(/\/:.*$/, ""))) ?? pages[0]!;
  for (const part of [shell, page.view]) part().catch(() => {});
  for (const [address, query] of [...common, ...(page.data ?? [])]) askEarly(address, query);
}

/** What the shell shows of every page. */
const common: Page["data"] & object = [["/status"], ["/runs", { limit: 1 }]];

/** Paths stand behind #, so that the service needs to know of one page only. Each view is loaded when it is first shown. */
export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: "/sign-in", name: "sign-in", component: () => import("./views/SignInView.vue"), meta: { open: true } },
    {
      path: "/",
      component: shell,
      redirect: pages[0]!.path,
      children: pages.map(({ path, name, title, roles, view }) => ({
        path,
        name,
        component: view,
        meta: roles === undefined ? { title } : { title, roles },
      })),
    },
    { path: "/:rest(.*)", redirect: "/" },
  ],
});

router.beforeEach((to) => {
  if (session.value === null && !to.meta.open)
    return { name: "sign-in", query: to.path === pages[0]!.path ? {} : { to: to.fullPath } };
  if (session.value !== null && to.name === "sign-in") return { path: "/" };
  if (session.value !== null && to.meta.roles?.includes(session.value.role) === false) return { path: "/" };
  return true;
});
