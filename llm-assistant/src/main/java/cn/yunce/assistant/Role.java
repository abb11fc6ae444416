package cn.yunce.assistant;

/** What a caller may see and do. */
public enum Role {
    DISPATCHER,
    SCHEDULER,
    MANAGER,
    ADMIN
}
