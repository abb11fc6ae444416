/** PostgreSQL with pgvector: the embedded one, or an external one, and the two ways into it: to write, and to read only. */
@NullMarked
package cn.yunce.app.database;

import org.jspecify.annotations.NullMarked;
