export { default as element } from "element-plus/es/locale/lang/en";
export { default as words } from "./en";
