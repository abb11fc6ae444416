package cn.yunce.forecasting.routing;

/**
 * Parts a search into rounds that each start anew, where its time allows so many iterations for each stop that a longer search no longer finds more than luck does; every fourth round doubles
 * their length, and the last goes on from the best. Told from the iterations so far, since how fast they are depends on the problem, the machine, and how far the code is compiled.
 */
final class Rounds {
    /** Of the first rounds. */
    private static final double ITERATIONS_A_STOP = 4_000;
    /** Which vehicles can be saved is decided early, and differently each time. */
    private static final double ITERATIONS_A_STOP_FOR_VEHICLES = 500;

    private static final int OF_ONE_LENGTH = 4;
    /** The time of the last round, against the whole search. */
    private static final double LAST = 0.1;
    /** When the search is parted at the latest. */
    private static final double UNDECIDED = 0.2;

    private static final double FIRST_LOOK = 0.01;

    private final double iterationsOfRound;
    private int round;
    private boolean decided;
    private boolean parted;
    private boolean last;
    private double from;
    private double to = 1;
    private double lookedAt;
    private long iterationsThen;

    Rounds(FlatProblem problem, boolean vehiclesMatter) {
        iterationsOfRound = problem.stops * (vehiclesMatter ? ITERATIONS_A_STOP_FOR_VEHICLES : ITERATIONS_A_STOP);
        decided = problem.live;
    }

    /** Whether a round is over, and the next begins. */
    boolean next(double progress, long iterations) {
        if (!decided && progress >= Math.max(FIRST_LOOK, 2 * lookedAt)) {
            double length = length(progress, iterations);
            parted = lookedAt > 0 && OF_ONE_LENGTH * length <= 1;
            decided = parted || progress > UNDECIDED;
            to = parted ? progress + length : 1;
        }
        if (!parted || last || progress < to) {
            return false;
        }
        round++;
        double length = length(progress, iterations);
        from = progress;
        last = progress + length / 2 > 1 - LAST;
        to = last ? 1 : Math.min(progress + length, 1 - LAST);
        return true;
    }

    /** Ends a round that cannot lead to a best plan. */
    void cutShort(double progress) {
        to = Math.min(to, progress);
    }

    /** Of a round, by the iterations since the last look. */
    private double length(double progress, long iterations) {
        double inAll = (iterations - iterationsThen) / (progress - lookedAt);
        lookedAt = progress;
        iterationsThen = iterations;
        return iterationsOfRound * (1 << (round / OF_ONE_LENGTH)) / Math.max(1, inAll);
    }

    /** Whether this is the last of several. */
    boolean isLast() {
        return last;
    }

    /** Whether this is one of those that start anew, and so must not be led by other searches. */
    boolean isAnew() {
        return parted && !last;
    }

    /** 0 at the start of the round, 1 at its end. */
    double within(double progress) {
        return to > from ? Math.clamp((progress - from) / (to - from), 0, 1) : 1;
    }
}
