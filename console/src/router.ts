import { createRouter, createWebHashHistory } from "vue-router";
import { useSession } from "./stores/session";

const { session } = useSession();

/** Paths stand behind #, so that the service needs to know of one page only. Each view is loaded when it is first shown. */
export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: "/sign-in", name: "sign-in", component: () => import("./views/SignInView.vue"), meta: { open: true } },
    { path: "/", name: "workday", component: () => import("./views/WorkdayView.vue") },
    { path: "/:rest(.*)", redirect: "/" },
  ],
});

router.beforeEach((to) => {
  if (session.value === null && !to.meta.open)
    return { name: "sign-in", query: to.path === "/" ? {} : { to: to.fullPath } };
  if (session.value !== null && to.name === "sign-in") return { path: "/" };
  return true;
});
