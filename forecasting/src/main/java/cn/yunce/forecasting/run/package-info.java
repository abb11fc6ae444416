/** The run of every evening: import → forecast → schedule → publish, restartable at every step. */
@NullMarked
package cn.yunce.forecasting.run;

import org.jspecify.annotations.NullMarked;
