/** Lunar festivals, official days off and make-up workdays, shopping festivals. JDK only. */
@NullMarked
package cn.yunce.forecasting.calendar;

import org.jspecify.annotations.NullMarked;
