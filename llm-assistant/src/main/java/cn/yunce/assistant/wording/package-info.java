/** What answers say, by language: one file of sentences each. */
@NullMarked
package cn.yunce.assistant.wording;

import org.jspecify.annotations.NullMarked;
