package cn.yunce.assistant;

/**
 * A number that an answer states, and what gave it.
 *
 * @param value as written in the answer
 * @param source a citation's law and article, or a tool with run id and data cut-off
 */
public record SourcedNumber(String value, String unit, String source) {}
