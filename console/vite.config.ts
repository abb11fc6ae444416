import { fileURLToPath, URL } from "node:url";
import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vitest/config";
import { stub } from "./dev/stub.ts";

/** `npm run dev` talks to a running service at YUNCE_URL, or to made-up data when there is none. */
const service = process.env.YUNCE_URL;

export default defineConfig({
  plugins: [vue(), ...(service ? [] : [stub()])],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  define: {
    __VUE_OPTIONS_API__: false,
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    __VUE_I18N_LEGACY_API__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
  },
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 600,
    modulePreload: { polyfill: false },
  },
  server: service ? { proxy: { "/api": service } } : {},
  test: { include: ["src/**/*.test.ts"], environment: "node" },
});
