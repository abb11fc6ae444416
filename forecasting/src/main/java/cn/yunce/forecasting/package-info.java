/** Published API of the forecasting module: what it computes, what it has published, and the records it takes and returns. */
@NullMarked
package cn.yunce.forecasting;

import org.jspecify.annotations.NullMarked;
