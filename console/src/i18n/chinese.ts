export { default as element } from "element-plus/es/locale/lang/zh-cn";
export { default as words } from "./zh-CN";
