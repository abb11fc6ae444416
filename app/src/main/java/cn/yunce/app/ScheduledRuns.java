package cn.yunce.app;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Only the service keeps hours; a command beside it would run the evening's work a second time. */
@Configuration(proxyBeanMethods = false)
@Profile("service")
@EnableScheduling
class ScheduledRuns {}
