import { readonly, ref } from "vue";
import { shanghaiDate } from "@/text/format";

const date = ref(shanghaiDate(new Date()));
setInterval(() => (date.value = shanghaiDate(new Date())), 60_000);

/** Today's date in Asia/Shanghai; moves on at midnight while the page stays open. */
export const today = readonly(date);
