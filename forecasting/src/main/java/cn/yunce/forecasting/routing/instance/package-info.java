/** Files of routing problems as the field exchanges them. */
@NullMarked
package cn.yunce.forecasting.routing.instance;

import org.jspecify.annotations.NullMarked;
