/** Weights of language models: what the manifest offers, fetched once and checked. */
@NullMarked
package cn.yunce.app.weights;

import org.jspecify.annotations.NullMarked;
