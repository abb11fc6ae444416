/** The command line. Exit status: 0 done, 2 bad input, 3 could not finish; an error is one line. */
@NullMarked
package cn.yunce.app.cli;

import org.jspecify.annotations.NullMarked;
