/** Builders of what the models are trained and judged on: the sample city, the KPI catalogue, question sets. */
@NullMarked
package cn.yunce.training;

import org.jspecify.annotations.NullMarked;
