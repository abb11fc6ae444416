/** Line haul, feeders and the last mile: hub → county park → township → village, leg by leg. Pure Java. */
@NullMarked
package cn.yunce.forecasting.linehaul;

import org.jspecify.annotations.NullMarked;
