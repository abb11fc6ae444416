package cn.yunce.forecasting.routing.exchange;

import cn.yunce.forecasting.RoutesAnswer;
import cn.yunce.forecasting.RoutesAnswer.FlightBody;
import cn.yunce.forecasting.RoutesAnswer.ReasonBody;
import cn.yunce.forecasting.RoutesAnswer.RouteBody;
import cn.yunce.forecasting.RoutesAnswer.UnassignedBody;
import cn.yunce.forecasting.RoutesAnswer.VisitBody;
import cn.yunce.forecasting.RoutesAnswer.WhatIfBody;
import cn.yunce.forecasting.routing.Explanation;
import cn.yunce.forecasting.routing.Explanation.Obstacle;
import cn.yunce.forecasting.routing.Explanation.RouteRoom;
import cn.yunce.forecasting.routing.LivePlan;
import cn.yunce.forecasting.routing.RoutingPlan.Portion;
import cn.yunce.forecasting.routing.RoutingPlan.Route;
import cn.yunce.forecasting.routing.RoutingPlan.Sortie;
import cn.yunce.forecasting.routing.RoutingProblem;
import cn.yunce.forecasting.routing.Rule;
import cn.yunce.forecasting.routing.RunningPlan;
import cn.yunce.forecasting.routing.Timetable;
import cn.yunce.forecasting.routing.Timetable.Flight;
import cn.yunce.forecasting.routing.Timetable.Kind;
import cn.yunce.forecasting.routing.Timetable.Visit;
import cn.yunce.forecasting.routing.Timetables;
import cn.yunce.forecasting.routing.WhatIfs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes an answer of a plan; indexes become names. */
final class AnswerWriter {
    private final RequestReader reader;
    private final RoutingProblem problem;
    private final Optional<RunningPlan> running;

    AnswerWriter(RequestReader reader, Optional<RunningPlan> running) {
        this.reader = reader;
        this.running = running;
        problem = reader.problem;
    }

    RoutesAnswer answer(LivePlan live, Optional<Explanation> explanation, List<WhatIfs.WhatIf> whatIf) {
        List<Timetable> timetables = running.map(plan -> Timetables.underWay(problem, plan, live))
                .orElseGet(() -> Timetables.of(problem, live.plan()));
        List<RouteBody> routes = new ArrayList<>();
        for (int r = 0; r < timetables.size(); r++) {
            int at = r;
            routes.add(route(
                    live.plan().routes().get(r),
                    timetables.get(r),
                    live.vehicles().get(r),
                    explanation.map(all -> all.routes().get(at))));
        }
        return new RoutesAnswer(
                Units.yuan(live.plan().cost()),
                Math.round(routes.stream().mapToDouble(RouteBody::km).sum() * 100) / 100.0,
                routes,
                explanation
                        .map(all ->
                                all.unserved().stream().map(this::unassigned).toList())
                        .orElseGet(() -> live.plan().unassigned().stream()
                                .map(k -> new UnassignedBody(
                                        stop(k), List.of(), "在途计划中没有位置", "no place in the running plan"))
                                .toList()),
                live.moved().stream().map(this::stop).toList(),
                whatIf.stream().map(this::whatIf).toList(),
                live.plan().iterations());
    }

    private String stop(int k) {
        return problem.stops().get(k).id();
    }

    private RouteBody route(Route route, Timetable timetable, int vehicle, Optional<RouteRoom> room) {
        long distance = Timetables.distance(problem, route);
        return new RouteBody(
                problem.fleet().get(route.vehicleType()).id(),
                vehicle < 0 ? Optional.empty() : Optional.of(vehicle),
                Units.yuan(Timetables.cost(problem, route)),
                Units.km(distance),
                Units.time(timetable.departure()),
                Units.time(timetable.returned()),
                visits(route, timetable),
                flights(route, timetable),
                room.map(RouteRoom::free).orElse(List.of()),
                room.map(RouteRoom::slack)
                        .filter(slack -> slack < RouteRoom.MOST_SLACK)
                        .map(slack -> slack / Units.SECONDS_A_MINUTE));
    }

    private List<VisitBody> visits(Route route, Timetable timetable) {
        List<VisitBody> visits = new ArrayList<>();
        int position = 0;
        for (Visit visit : timetable.visits()) {
            boolean stop = visit.kind() == Kind.STOP;
            int at = position;
            Optional<List<Integer>> load = stop
                    ? route.portions().stream()
                            .filter(portion -> portion.at() == at)
                            .map(Portion::load)
                            .findFirst()
                    : Optional.empty();
            visits.add(new VisitBody(
                    visit.kind().name(),
                    stop ? Optional.of(stop(visit.subject())) : Optional.empty(),
                    stop || visit.kind() == Kind.BREAK
                            ? Optional.empty()
                            : Optional.of(reader.places.get(visit.subject())),
                    Units.time(visit.arrival()),
                    Units.time(visit.start()),
                    Units.time(visit.end()),
                    load));
            position += stop ? 1 : 0;
        }
        return visits;
    }

    private List<FlightBody> flights(Route route, Timetable timetable) {
        List<FlightBody> flights = new ArrayList<>();
        for (int q = 0; q < route.sorties().size(); q++) {
            Sortie sortie = route.sorties().get(q);
            Flight flight = timetable.flights().get(q);
            flights.add(new FlightBody(
                    stop(sortie.stop()),
                    sortie.launch() < 0
                            ? Optional.empty()
                            : Optional.of(stop(route.stops().get(sortie.launch()))),
                    sortie.recover() == route.stops().size()
                            ? Optional.empty()
                            : Optional.of(stop(route.stops().get(sortie.recover()))),
                    Units.time(flight.launched()),
                    Units.time(flight.arrival()),
                    Units.time(flight.left()),
                    Units.time(flight.back())));
        }
        return flights;
    }

    private UnassignedBody unassigned(Explanation.Unserved unserved) {
        return new UnassignedBody(
                stop(unserved.stop()),
                unserved.obstacles().stream().map(this::reason).toList(),
                words(unserved.obstacles(), true),
                words(unserved.obstacles(), false));
    }

    /** Vehicles of which the same is to be said together. */
    private String words(List<Obstacle> obstacles, boolean chinese) {
        Map<String, List<String>> vehicles = new LinkedHashMap<>();
        obstacles.forEach(obstacle -> vehicles.computeIfAbsent(why(obstacle, chinese), why -> new ArrayList<>())
                .add(vehicle(obstacle, chinese)));
        return vehicles.entrySet().stream()
                .map(entry ->
                        String.join(chinese ? "、" : ", ", entry.getValue()) + (chinese ? "：" : ": ") + entry.getKey())
                .collect(Collectors.joining(chinese ? "；" : "; "));
    }

    private ReasonBody reason(Obstacle obstacle) {
        return new ReasonBody(
                problem.fleet().get(obstacle.vehicleType()).id(),
                obstacle.route().isPresent() ? Optional.of(obstacle.route().getAsInt()) : Optional.empty(),
                obstacle.kind().name(),
                obstacle.rules().stream().sorted().map(Rule::name).toList(),
                obstacle.cost().isPresent()
                        ? Optional.of(Units.yuan(obstacle.cost().getAsLong()))
                        : Optional.empty());
    }

    private String vehicle(Obstacle obstacle, boolean chinese) {
        return obstacle.route().isPresent()
                ? (chinese ? "路线" : "route ") + (obstacle.route().getAsInt() + 1)
                : problem.fleet().get(obstacle.vehicleType()).id() + (chinese ? "（未用）" : " (not used)");
    }

    private static String why(Obstacle obstacle, boolean chinese) {
        boolean any = obstacle.kind() == Explanation.Kind.ANY_RULE;
        String between = any ? (chinese ? "或" : ", or ") : (chinese ? "且" : ", and ");
        return switch (obstacle.kind()) {
            case ANY_RULE, ALL_RULES ->
                obstacle.rules().stream()
                        .sorted()
                        .map(rule -> why(rule, chinese))
                        .collect(Collectors.joining(between));
            case COST ->
                (chinese ? "多花 " : "costs ")
                        + Units.yuan(obstacle.cost().orElse(0))
                        + (chinese ? " 元，超过不送的代价" : " yuan, more than to leave it out");
            case NO_VEHICLE -> chinese ? "没有车可派" : "none is left";
        };
    }

    private static String why(Rule rule, boolean chinese) {
        return switch (rule) {
            case NONE -> chinese ? "无" : "none";
            case SKILLS -> chinese ? "车辆不具备所需条件" : "a skill is lacking";
            case CAPACITY -> chinese ? "装载量不足" : "no capacity is left";
            case PAIR -> chinese ? "取送须同车同趟" : "pickup and delivery must be one trip";
            case COLLECTED_LAST -> chinese ? "须先送后收" : "collecting must come last";
            case TRIPS -> chinese ? "趟数已满" : "no trip is left";
            case RANGE -> chinese ? "续航不足" : "the battery is too small";
            case DISTANCE -> chinese ? "超出最长里程" : "too far";
            case WINDOWS -> chinese ? "赶不上时间窗" : "a window would be missed";
            case RELEASE -> chinese ? "货物未到" : "the goods come too late";
            case SHIFT -> chinese ? "超出车辆班次" : "outside the vehicle's hours";
            case DURATION -> chinese ? "超出最长工时" : "too long a duty";
            case BREAKS -> chinese ? "与休息时间冲突" : "no place for a break";
        };
    }

    private WhatIfBody whatIf(WhatIfs.WhatIf whatIf) {
        boolean vehicle = whatIf.change() == WhatIfs.Change.ONE_MORE_VEHICLE;
        return new WhatIfBody(
                whatIf.change().name(),
                vehicle ? problem.fleet().get(whatIf.subject()).id() : stop(whatIf.subject()),
                Units.yuan(whatIf.saved()),
                whatIf.served());
    }
}
