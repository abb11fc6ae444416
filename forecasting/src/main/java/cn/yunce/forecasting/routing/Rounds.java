package cn.yunce.forecasting.routing;

/**
 * Parts a search into rounds, where its time allows so many iterations for each stop that a longer one would no longer find more than luck does. Where vehicles are to be saved the rounds of
 * the first half start anew, every fourth doubles their length, and one goes on from the best; else half of the time goes to one round, and four go on from the best, warm; two short ones may come before, as trials. Told from the iterations so
 * far, since how fast they are depends on the problem, the machine, and how far the code is compiled.
 */
final class Rounds {
    /** Of a search that is parted, at least. */
    private static final double ITERATIONS_A_STOP = 15_000;

    /** The share of the time at the end that goes on from the best. */
    private static final double FROM_BEST = 0.5;

    /** Of the rounds that do so, where no vehicles are to be saved. */
    private static final double WARM = 0.125;

    /** Of the first rounds: which vehicles can be saved is decided early, and differently each time. */
    private static final double ITERATIONS_A_STOP_FOR_VEHICLES = 500;

    private static final int OF_ONE_LENGTH = 4;
    /** When the search is parted at the latest. */
    private static final double UNDECIDED = 0.2;

    private static final double FIRST_LOOK = 0.01;

    /** What two ways of searching are tried for first, one after the other. */
    private static final double TRIAL = 0.1;

    private static final int TRIALS = 2;

    private final boolean anew;
    private int trials;
    private final double iterationsOfRound;
    private int round;
    private boolean decided;
    private boolean parted;
    private boolean fromBest;
    private double from;
    private double to;
    private double lookedAt;
    private long iterationsThen;

    /** @param trials whether two short rounds that start anew are to show how the third is to be searched; not where vehicles are to be saved */
    Rounds(FlatProblem problem, boolean vehiclesMatter, boolean trials) {
        this.trials = trials ? TRIALS : 0;
        to = trials ? TRIAL : 1;
        anew = vehiclesMatter;
        iterationsOfRound = problem.stops * (anew ? ITERATIONS_A_STOP_FOR_VEHICLES : ITERATIONS_A_STOP);
        decided = problem.live;
    }

    /** Whether a round is over, and the next begins. */
    boolean next(double progress, long iterations) {
        if (!decided && progress >= Math.max(FIRST_LOOK, 2 * lookedAt)) {
            decide(progress, iterations);
        }
        if (!isOver(progress)) {
            return false;
        }
        round++;
        if (round <= trials) {
            from = progress;
            to = round < trials ? (round + 1) * TRIAL : endOfFirst();
            return true;
        }
        double length = anew ? length(progress, iterations) : WARM;
        from = progress;
        fromBest = !anew || progress + length / 2 > 1 - FROM_BEST;
        if (anew) {
            to = fromBest ? 1 : Math.min(progress + length, 1 - FROM_BEST);
        } else {
            to = progress + 1.5 * length > 1 ? 1 : progress + length;
        }
        return true;
    }

    private void decide(double progress, long iterations) {
        double length = length(progress, iterations);
        parted = (anew ? OF_ONE_LENGTH : 1) * length <= 1;
        decided = parted || progress > UNDECIDED;
        if (parted && round >= trials) {
            to = anew ? progress + length : endOfFirst();
        }
    }

    /** Of the first round that is no trial, where no vehicles are to be saved. */
    private double endOfFirst() {
        return parted ? 1 - FROM_BEST : 1;
    }

    /** Goes on without trials; before the first is over. */
    void skipTrials() {
        trials = 0;
        to = endOfFirst();
    }

    boolean isSecondTrial() {
        return trials > 0 && round == 1;
    }

    boolean isAfterTrials() {
        return trials > 0 && round == trials;
    }

    /** Whether the next round would begin now. */
    boolean isOver(double progress) {
        return (parted || round < trials) && progress >= to && to < 1;
    }

    /** Ends a round that cannot lead to a best plan. */
    void cutShort(double progress) {
        to = Math.min(to, progress);
    }

    /** Of a round that starts anew, by the iterations since the last look. */
    private double length(double progress, long iterations) {
        double inAll = (iterations - iterationsThen) / (progress - lookedAt);
        lookedAt = progress;
        iterationsThen = iterations;
        return iterationsOfRound * (1 << (round / OF_ONE_LENGTH)) / Math.max(1, inAll);
    }

    /** Whether this round goes on from the best of those before. */
    boolean isFromBest() {
        return fromBest;
    }

    /** Whether this is one of those that start anew, and so must not be led by other searches. */
    boolean isAnew() {
        return round < trials || (anew && parted && !fromBest);
    }

    /** 0 at the start of the round, 1 at its end. */
    double within(double progress) {
        return to > from ? Math.clamp((progress - from) / (to - from), 0, 1) : 1;
    }
}
