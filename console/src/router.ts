import { createRouter, createWebHashHistory } from "vue-router";
import type { Role } from "./api/types";
import { pages } from "./pages";
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

/** Paths stand behind #, so that the service needs to know of one page only. Each view is loaded when it is first shown. */
export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: "/sign-in", name: "sign-in", component: () => import("./views/SignInView.vue"), meta: { open: true } },
    {
      path: "/",
      component: () => import("./views/ShellView.vue"),
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
