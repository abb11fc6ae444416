import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, URL } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import vue from "@vitejs/plugin-vue";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** Puts scripts and styles compressed beside themselves, so that the service compresses nothing on each visit. */
function compressed(): Plugin {
  return {
    name: "compressed",
    apply: "build",
    async writeBundle({ dir = "" }, bundle) {
      const files = Object.values(bundle).filter(({ fileName }) => /^assets\/.*\.(js|css)$/.test(fileName));
      for (const file of files) {
        const bytes = Buffer.from(file.type === "chunk" ? file.code : file.source);
        await writeFile(join(dir, `${file.fileName}.gz`), gzipSync(bytes, { level: 9 }));
        await writeFile(join(dir, `${file.fileName}.br`), brotliCompressSync(bytes));
      }
    },
  };
}

/** The running service that `npm run dev` talks to. */
const service = process.env.YUNCE_URL ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [vue(), compressed()],
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
    rolldownOptions: {
      output: {
        // The first page in a few files instead of twenty: what seldom changes, and what every page shares.
        codeSplitting: {
          groups: [
            {
              name: "vue",
              test: /node_modules\/(@vue|vue|vue-router|vue-i18n|@intlify)\//,
              priority: 2,
            },
            {
              name: "base",
              test: /src\/(api\/(http|yunce)|stores|text\/(format|method|useText)|components\/shell\/(AppPanel|StateNote|SyntheticTag|PlainButton|RunSteps))|element-plus\/es\/(components\/(config-provider|icon|skeleton)|hooks\/use-(namespace|locale|size|z-index|id|throttle-render)|utils)\/|icons-vue|plugin-vue:export-helper/,
              priority: 1,
            },
          ],
        },
      },
    },
  },
  server: { proxy: { "/api": service } },
  test: { include: ["src/**/*.test.ts"], environment: "node" },
});
