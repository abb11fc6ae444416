/** Distances and times between places, from coordinates, files, maps or routing servers. */
@NullMarked
package cn.yunce.forecasting.routing.road;

import org.jspecify.annotations.NullMarked;
