/** Styles of the Element Plus components that the first page uses; controls.ts has those of the rest. */
import "element-plus/es/components/button/style/css";
import "element-plus/es/components/config-provider/style/css";
import "element-plus/es/components/skeleton/style/css";
import "element-plus/theme-chalk/dark/css-vars.css";
