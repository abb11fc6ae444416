/** PostgreSQL: volumes loaded by COPY into monthly partitions, published forecasts and plans. */
@NullMarked
package cn.yunce.forecasting.persistence;

import org.jspecify.annotations.NullMarked;
