package cn.yunce.forecasting.routing;

import java.util.SplittableRandom;

/**
 * One thread's simulated annealing over ruin and recreate. Where a vehicle costs more than its way, the first part of the time goes to
 * doing with fewer: a route's stops are taken out, no new one may be opened, and what counts is which stops are left over, those most
 * that were left over most often (Christiaens and Vanden Berghe, 2020, fleet minimisation). Those are also put in first, near where routes were ruined for them, so that easier ones are
 * left over instead (as Nagata and Kobayashi, 2010, eject them).
 */
final class Search {
    /** First and last temperature in units of the mean leg's cost; windows put higher walls between good plans. */
    private static final double HOT = 0.5;

    private static final double HOT_WITH_WINDOWS = 2;
    private static final double COLD = 0.01;
    /** A plan that is being driven is mended, not made anew. */
    private static final double HOT_WHEN_LIVE = 0.1;

    /** First temperature of a search that goes on from the best of several, against {@link #hot}. */
    private static final double WARM = 0.1;

    private static final int[] NO_ROUTES = {-1};

    /**
     * What one more route counts as a saving while hot, in temperatures. Insertion closes routes now and then but hardly opens one, as the first stop of a new route pays for the whole way to the
     * depot; annealing alone therefore ends with too few where routes are long.
     */
    private static final double PREMIUM = 5;

    /** The same as a cost, where stops lie in clusters that few routes should come to. */
    private static final double TOLL = -3;

    /** Mean stops of a route from which the premium is worth a trial. */
    private static final int LONG_ROUTE = 15;

    /** Of a round, at most, for doing with fewer vehicles; and iterations a stop after which no more can be saved. */
    private static final double FEWER_VEHICLES_SHARE = 0.3;

    private static final long HOPELESS = 100;
    /** Tried before each ruin; all of them together take less time than it does. */
    private static final int TAIL_EXCHANGES = 2;

    private static final int TAIL_EXCHANGES_WITH_WINDOWS = 4;

    private final FlatProblem problem;
    private final Tours tours;
    private final Ruin ruin;
    private final Recreate recreate;
    private final TailExchange tails;
    private final int tailExchanges;
    private final SplittableRandom random;
    private final boolean vehiclesMatter;
    /** How often each stop was left over while vehicles were taken away. */
    private final int[] leftOver;

    private boolean fewer;
    private double hot;
    private double cold;
    private double temperature;
    private long cost;
    private long bestCost;
    private final BestRoutes best;
    /** {@link #PREMIUM}, {@link #TOLL} or 0. */
    private double premium;

    private long bestWithPremium;
    private final Rounds rounds;
    private long iterations;
    /** Of the rounds before. */
    private int[] champion = NO_ROUTES;

    private long championCost = Long.MAX_VALUE;
    private int fewest = Integer.MAX_VALUE;
    /** Part of the round that went to doing with fewer vehicles, and when the last was taken away. */
    private double annealedFrom;

    private long takenAt;

    Search(FlatProblem problem, Neighbours neighbours, RunningPlan running, long seed) {
        this.problem = problem;
        random = new SplittableRandom(seed);
        tours = new Tours(problem);
        ruin = new Ruin(problem, neighbours, tours, random);
        tails = new TailExchange(problem, neighbours, tours, random);
        tailExchanges =
                !TailExchange.suits(problem) ? 0 : problem.windowed ? TAIL_EXCHANGES_WITH_WINDOWS : TAIL_EXCHANGES;
        recreate = problem.rich
                ? new WalkedInsertion(problem, neighbours, tours, random)
                : new GranularInsertion(problem, neighbours, tours, random);
        tours.begin();
        new RunningStart(problem, tours).resume(running);
        recreate.run();
        cost = tours.cost;
        bestCost = cost;
        best = new BestRoutes(tours);
        long lengths = 0;
        for (int u = 0; u < tours.used.count(); u++) {
            int r = tours.used.get(u);
            lengths += tours.length[r] * problem.unitCost[tours.type[r]];
        }
        int legs = problem.stops - tours.absent.count() + tours.used.count();
        double leg = Math.max(1, (double) lengths / Math.max(1, legs));
        hot = (problem.live ? HOT_WHEN_LIVE : problem.windowed ? HOT_WITH_WINDOWS : HOT) * leg;
        cold = COLD * leg;
        vehiclesMatter = !problem.live && problem.types == 1 && problem.fixedCost[0] * tours.used.count() > lengths;
        boolean trials = problem.timed
                && !problem.live
                && !vehiclesMatter
                && problem.stops < Districts.LEAST_STOPS
                && problem.stops - tours.absent.count() >= LONG_ROUTE * tours.used.count();
        rounds = new Rounds(problem, vehiclesMatter, trials);
        premium = trials ? PREMIUM : 0;
        leftOver = new int[problem.stops];
        fewer = vehiclesMatter;
        cool(0);
    }

    /** @param progress 0 at the start of the whole search, 1 at its end */
    void cool(double progress) {
        if (rounds.next(progress, iterations)) {
            startRound();
        }
        double within = rounds.within(progress);
        if (fewer && (within >= FEWER_VEHICLES_SHARE || iterations - takenAt > HOPELESS * problem.stops)) {
            fewer = false;
            annealedFrom = within;
            goOn(best.snapshot());
            tours.mostRoutes = tours.used.count();
            if (tours.used.count() > fewest) {
                rounds.cutShort(progress);
            }
        }
        double annealed = fewer ? 0 : (within - annealedFrom) / (1 - annealedFrom);
        double first = rounds.isFromBest() ? WARM * hot : hot;
        temperature = first * Math.pow(cold / first, annealed);
        tours.premium = (long) (premium * temperature);
    }

    private void startRound() {
        if (rounds.isSecondTrial()) {
            bestWithPremium = bestCost;
            premium = TOLL;
        } else if (rounds.isAfterTrials()) {
            premium = bestWithPremium < bestCost ? PREMIUM : TOLL;
        }
        if (bestCost < championCost) {
            champion = best.snapshot();
            championCost = bestCost;
            fewest = best.routes();
        }
        bestCost = Long.MAX_VALUE;
        annealedFrom = 0;
        takenAt = iterations;
        fewer = vehiclesMatter && !rounds.isFromBest();
        goOn(rounds.isFromBest() ? champion : NO_ROUTES);
        if (rounds.isFromBest()) {
            tours.mostRoutes = vehiclesMatter ? tours.used.count() : problem.stops;
        } else {
            tours.begin();
            recreate.run();
            accept();
        }
    }

    void iterate() {
        iterations++;
        for (int trial = 0; !fewer && trial < tailExchanges; trial++) {
            if (tails.run(mostMore())) {
                accept();
            }
        }
        if (fewer && tours.absent.count() == 0) {
            takeAVehicle();
        }
        long before = fewer ? leftOver() : 0;
        int absentBefore = tours.absent.count();
        int routesBefore = tours.used.count();
        tours.begin();
        if (fewer && random.nextBoolean()) {
            ruin.runWhereStopsAreAbsent();
        } else {
            ruin.run();
        }
        if (fewer) {
            recreate.run(leftOver);
        } else {
            recreate.run();
        }
        boolean better = !tours.broken && (fewer ? isFewer(absentBefore, before) : isAccepted(routesBefore));
        if (fewer) {
            for (int i = 0; i < tours.absent.count(); i++) {
                leftOver[tours.absent.get(i)]++;
            }
        }
        if (better) {
            accept();
        } else {
            tours.rollback();
        }
    }

    private void accept() {
        cost = tours.cost;
        best.routesChanged();
        if (cost < bestCost) {
            bestCost = cost;
            best.keep();
        }
    }

    private boolean isFewer(int absentBefore, long leftOverBefore) {
        return tours.absent.count() < absentBefore
                || leftOver() < leftOverBefore
                || (tours.absent.count() == absentBefore && isAccepted(tours.used.count()));
    }

    private boolean isAccepted(int routesBefore) {
        long saved = tours.premium * (tours.used.count() - routesBefore);
        return tours.cost - saved < cost + mostMore();
    }

    /** By how much a plan may be dearer than the one before, at the temperature and at random. */
    private double mostMore() {
        return -temperature * Math.log(random.nextDouble());
    }

    private long leftOver() {
        long sum = 0;
        for (int i = 0; i < tours.absent.count(); i++) {
            sum += leftOver[tours.absent.get(i)];
        }
        return sum;
    }

    /** The one whose stops were left over least. */
    private void takeAVehicle() {
        int easiest = -1;
        long least = Long.MAX_VALUE;
        for (int u = 0; u < tours.used.count(); u++) {
            long sum = 0;
            int sentinel = tours.sentinel(tours.used.get(u));
            for (int v = tours.next[sentinel]; v != sentinel; v = tours.next[v]) {
                sum += v < problem.stops ? 1L + leftOver[v] : 0;
            }
            if (sum < least) {
                least = sum;
                easiest = tours.used.get(u);
            }
        }
        tours.begin();
        tours.empty(easiest);
        tours.mostRoutes = tours.used.count();
        takenAt = iterations;
        cost = tours.cost;
        best.routesChanged();
    }

    /** Goes on from a plan of another search, unless it is to find one of its own. */
    void adopt(int[] snapshot) {
        if (!rounds.isAnew()) {
            goOn(snapshot);
        }
    }

    /** Whether it works on its own part of one plan as well as on a whole; not while it is to find a plan of its own, or vehicles may be saved. */
    boolean canShare() {
        return !problem.live && !vehiclesMatter && !rounds.isAnew();
    }

    boolean roundIsOver(double progress) {
        return rounds.isOver(progress);
    }

    /** Goes on with a part of a plan alone, of which it keeps the best. */
    void takePart(Parting.Part part, int[] plan) {
        tours.begin();
        tours.mostRoutes = problem.stops;
        tours.restorePart(part, plan);
        startFromHere();
    }

    /** Anneals as the search of the whole does, whatever its own first plan was like. */
    void annealLike(Search whole) {
        hot = whole.hot;
        cold = whole.cold;
        rounds.skipTrials();
        premium = whole.premium;
    }

    /** Goes on with a whole plan after a part of one. */
    void takeWhole(int[] plan) {
        tours.begin();
        tours.recall();
        tours.restore(plan);
        startFromHere();
    }

    private void startFromHere() {
        best.everythingChanged();
        best.keep();
        cost = tours.cost;
        bestCost = cost;
        champion = NO_ROUTES;
        championCost = Long.MAX_VALUE;
    }

    private void goOn(int[] snapshot) {
        tours.begin();
        tours.mostRoutes = problem.stops;
        tours.restore(snapshot);
        best.everythingChanged();
        cost = tours.cost;
        if (cost < bestCost) {
            bestCost = cost;
            best.keep();
        }
    }

    int[] current() {
        return tours.snapshot();
    }

    long cost() {
        return cost;
    }

    long bestCost() {
        return Math.min(bestCost, championCost);
    }

    int[] best() {
        return bestCost <= championCost ? best.snapshot() : champion;
    }

    boolean isTrivial() {
        return problem.stops == 0 || tours.used.count() == 0;
    }
}
