/** Where the product keeps its things, read from the environment once. */
@NullMarked
package cn.yunce.app.settings;

import org.jspecify.annotations.NullMarked;
