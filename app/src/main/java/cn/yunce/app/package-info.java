/** Assembles the product: main class, adapters for the assistant's ports, security, embedded PostgreSQL, command line. */
@NullMarked
package cn.yunce.app;

import org.jspecify.annotations.NullMarked;
