/** Published API of the assistant: questions, answers with their sources, and the ports through which it looks at live data. */
@NullMarked
package cn.yunce.assistant;

import org.jspecify.annotations.NullMarked;
