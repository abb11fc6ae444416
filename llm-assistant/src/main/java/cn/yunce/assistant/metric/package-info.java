/** The semantic layer: time phrases, KPI catalogue, and questions turned into typed queries; no SQL comes from a question or a model. */
@NullMarked
package cn.yunce.assistant.metric;

import org.jspecify.annotations.NullMarked;
