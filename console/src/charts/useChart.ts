import { onBeforeUnmount, onMounted, watch, type Ref } from "vue";
import { theme } from "@/stores/preferences";
import { pageColours, pageFont } from "./pageColours";
import { init, type EChartsCoreOption, type EChartsType } from "./echarts";

/** Colours of the page, read from its styles so that charts follow the theme. */
export interface Palette {
  text: string;
  soft: string;
  line: string;
  surface: string;
  accent: string;
  external: string;
  font: string;
}

function palette(): Palette {
  const colour = pageColours();
  return {
    text: colour("text"),
    soft: colour("text-soft"),
    line: colour("line"),
    surface: colour("surface"),
    accent: colour("accent"),
    external: colour("external"),
    font: pageFont(),
  };
}

/**
 * Draws {@link option} into an element, again whenever it or the theme changes, and keeps to the element's size.
 *
 * @param clicked gets what was clicked on, as the option has it
 */
export function useChart(
  element: Ref<HTMLElement | null>,
  option: (palette: Palette) => EChartsCoreOption,
  clicked?: (data: unknown) => void,
): void {
  let chart: EChartsType | null = null;
  let observer: ResizeObserver | null = null;

  onMounted(() => {
    const host = element.value!;
    chart = init(host);
    if (clicked !== undefined) chart.on("click", (event) => clicked(event.data));
    observer = new ResizeObserver(() => chart?.resize());
    observer.observe(host);
    watch([() => option(palette()), theme], () => chart?.setOption(option(palette()), { notMerge: true }), {
      immediate: true,
      flush: "post",
    });
  });
  onBeforeUnmount(() => {
    observer?.disconnect();
    chart?.dispose();
  });
}
