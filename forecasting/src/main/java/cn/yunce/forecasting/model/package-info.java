/** Forecasters, their combination, intervals and evaluation. The only package that knows DL4J, ND4J and Smile. */
@NullMarked
package cn.yunce.forecasting.model;

import org.jspecify.annotations.NullMarked;
