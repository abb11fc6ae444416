/** Readers and writers of the file formats, streaming, each error with file, line, column and what was expected. */
@NullMarked
package cn.yunce.forecasting.file;

import org.jspecify.annotations.NullMarked;
