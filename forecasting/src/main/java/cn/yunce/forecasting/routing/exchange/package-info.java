/** Routing problems and plans as they are sent and stored: places by name, times of day, kilometres and yuan. */
@NullMarked
package cn.yunce.forecasting.routing.exchange;

import org.jspecify.annotations.NullMarked;
