/** Transport demands, trips and vehicle duties, and the solvers that make a plan of them. */
@NullMarked
package cn.yunce.forecasting.scheduling;

import org.jspecify.annotations.NullMarked;
