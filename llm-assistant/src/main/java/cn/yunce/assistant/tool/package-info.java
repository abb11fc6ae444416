/** What the model may call, with typed results that carry their source. */
@NullMarked
package cn.yunce.assistant.tool;

import org.jspecify.annotations.NullMarked;
