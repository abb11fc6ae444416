/** PostgreSQL and pgvector: articles, search index, conversations. */
@NullMarked
package cn.yunce.assistant.persistence;

import org.jspecify.annotations.NullMarked;
