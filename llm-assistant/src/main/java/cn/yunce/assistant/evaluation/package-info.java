/** Question sets and their scoring. */
@NullMarked
package cn.yunce.assistant.evaluation;

import org.jspecify.annotations.NullMarked;
