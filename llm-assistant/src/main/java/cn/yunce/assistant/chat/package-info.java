/** Conversations, model providers and the making of an answer. */
@NullMarked
package cn.yunce.assistant.chat;

import org.jspecify.annotations.NullMarked;
