/** Statutes and policy papers cut into articles, with version and validity. */
@NullMarked
package cn.yunce.assistant.corpus;

import org.jspecify.annotations.NullMarked;
