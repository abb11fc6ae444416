import type { Palette } from "./useChart";

/** What every chart of a value over time has in common; days or months are texts like 2026-10 and 2026-10-01. */
export function overTime(palette: Palette, times: readonly string[], value: (value: number) => string) {
  return {
    animation: false,
    textStyle: { fontFamily: palette.font },
    grid: { left: 4, right: 22, top: 14, bottom: 4, containLabel: true },
    xAxis: {
      type: "category",
      data: times,
      boundaryGap: false,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: palette.line } },
      axisLabel: {
        color: palette.soft,
        hideOverlap: true,
        formatter: (time: string) => time.slice(-5).replace("-", "/"),
      },
    },
    yAxis: {
      type: "value",
      scale: true,
      splitNumber: 4,
      axisLabel: { color: palette.soft, formatter: value },
      splitLine: { lineStyle: { color: palette.line } },
    },
  };
}

/** A tooltip that follows the pointer along the time axis. */
export function timeTooltip(palette: Palette) {
  return {
    trigger: "axis",
    confine: true,
    backgroundColor: palette.surface,
    borderColor: palette.line,
    textStyle: { color: palette.text, fontSize: 12 },
  };
}
