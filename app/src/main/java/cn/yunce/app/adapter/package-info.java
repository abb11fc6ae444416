/** The assistant's ports, served from the forecasting module's published API; neither module knows the other. */
@NullMarked
package cn.yunce.app.adapter;

import org.jspecify.annotations.NullMarked;
