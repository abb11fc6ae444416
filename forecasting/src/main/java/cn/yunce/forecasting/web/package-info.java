/** REST endpoints under /api/v1 for network, forecasts and schedules. Talks to the module's root package only. */
@NullMarked
package cn.yunce.forecasting.web;

import org.jspecify.annotations.NullMarked;
