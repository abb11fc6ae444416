/** What belongs to no module alone: problems, the page's files, the service's status. */
@NullMarked
package cn.yunce.app.web;

import org.jspecify.annotations.NullMarked;
