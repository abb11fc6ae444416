/** Checks of questions and answers: quotes exist, numbers trace to a source, refusal. */
@NullMarked
package cn.yunce.assistant.guardrail;

import org.jspecify.annotations.NullMarked;
