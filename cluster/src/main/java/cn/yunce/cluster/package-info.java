/** Forecasts of panels too large for one process, on Apache Spark. */
@NullMarked
package cn.yunce.cluster;

import org.jspecify.annotations.NullMarked;
