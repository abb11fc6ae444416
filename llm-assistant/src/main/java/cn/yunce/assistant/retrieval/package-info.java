/** Hybrid search: BM25 over uni- and bigrams and vectors in pgvector, fused by reciprocal rank. */
@NullMarked
package cn.yunce.assistant.retrieval;

import org.jspecify.annotations.NullMarked;
