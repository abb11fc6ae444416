package cn.yunce.forecasting;

/** Mends a plan whose day has been disturbed, in memory. */
public interface ReplanEngine {

    /**
     * A plan that keeps what has left and what is locked, at least cost plus penalty for each changed trip; or the rules that
     * contradict each other, minimal by a deletion filter (Chinneck and Dravnieks 1991).
     */
    Replan replan(LiveDay day);
}
