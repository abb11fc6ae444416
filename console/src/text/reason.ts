import { retold, type Retold, type Translate } from "./retold";

const LOADS: readonly Retold[] = [
  [/^满载发车$/, "full"],
  [/^尾量单独发车$/, "rest"],
  [/^尾量合并\((\d+)条线\)$/, "combined"],
  [/^未等齐先发$/, "early"],
  [/^未等齐先发\((\d+)条线合并\)$/, "earlyCombined"],
];
const WHYS: readonly Retold[] = [
  [/^车队无自有车$/, "none"],
  [/^外部成本不高于自有车$/, "cheaper"],
  [/^该时段自有车均在途$/, "away"],
  [/^自有车留给节省更多的班次$/, "better"],
];

/** Why a trip is as it is. */
export function reasonText(reason: string, t: Translate): string {
  const external = /^外部承运:(.+?)\((.+)\)$/.exec(reason);
  if (external === null) return retold(reason, LOADS, "reason", t);
  return t("reason.external", {
    why: retold(external[1] ?? "", WHYS, "reason", t),
    load: retold(external[2] ?? "", LOADS, "reason", t),
  });
}
