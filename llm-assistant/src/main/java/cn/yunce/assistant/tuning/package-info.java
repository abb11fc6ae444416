/** What a language model is tuned on and judged by: data from hand-written examples, the catalogue and the user's articles; scores of each task. */
@NullMarked
package cn.yunce.assistant.tuning;

import org.jspecify.annotations.NullMarked;
