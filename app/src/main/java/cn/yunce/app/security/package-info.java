/** Who may do what: accounts, sessions for the page, bearer tokens for programs, the audit log. */
@NullMarked
package cn.yunce.app.security;

import org.jspecify.annotations.NullMarked;
