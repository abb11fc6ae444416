/** Things too large for the jar, fetched once through a package registry's ordinary client and checked by their SHA-256. */
@NullMarked
package cn.yunce.app.download;

import org.jspecify.annotations.NullMarked;
