/** Delivery routes: which vehicle visits which stops, in what order. */
@NullMarked
package cn.yunce.forecasting.routing;

import org.jspecify.annotations.NullMarked;
