/** Values of the parcel network. JDK only; validated in their constructors. */
@NullMarked
package cn.yunce.forecasting.domain;

import org.jspecify.annotations.NullMarked;
