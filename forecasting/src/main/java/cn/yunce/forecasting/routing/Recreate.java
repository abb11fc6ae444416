package cn.yunce.forecasting.routing;

/** Inserts the absent stops one after the other where that costs least (Christiaens and Vanden Berghe, 2020). */
interface Recreate {
    void run();
}
