/** REST and SSE endpoints under /api/v1 for questions, articles and documents. */
@NullMarked
package cn.yunce.assistant.web;

import org.jspecify.annotations.NullMarked;
