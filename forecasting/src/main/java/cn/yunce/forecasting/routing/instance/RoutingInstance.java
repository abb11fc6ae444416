package cn.yunce.forecasting.routing.instance;

import cn.yunce.forecasting.BadInputException;
import cn.yunce.forecasting.VolumeImports.RowError;
import cn.yunce.forecasting.routing.RoutingPlan;
import cn.yunce.forecasting.routing.RoutingPlan.Halt;
import cn.yunce.forecasting.routing.RoutingPlan.Route;
import cn.yunce.forecasting.routing.RoutingProblem;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A published problem and how its results are written. The conventions are those of its benchmark: whole distances for CVRPLIB,
 * truncated to one decimal for Solomon and Gehring-Homberger (DIMACS 2021), double precision for Li-Lim (vehicles before distance),
 * Cordeau and the fleet-mix problems of PyVRP, thousandths for PyVRP's MDVRPTW, truncated to one
 * decimal and told in tenths for its multi-trip problems.
 *
 * @param numbers of the stops in result files
 * @param costScale what one unit of a published cost is in the problem's costs
 * @param vehicleCost part of each route's cost that stands for the rule of fewest vehicles and is not published
 */
public record RoutingInstance(
        RoutingProblem problem, List<Integer> numbers, double costScale, long vehicleCost, int decimals) {
    public RoutingInstance {
        numbers = List.copyOf(numbers);
    }

    /**
     * Reads a {@code .vrp} file (CVRPLIB, or PyVRP's VRPLIB dialect), or a text of Solomon, Gehring and Homberger, Li and Lim, or Cordeau.
     *
     * @throws BadInputException naming file, line and what was expected
     */
    public static RoutingInstance read(Path file) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw bad(file, 1, "other bytes", "text in UTF-8");
        }
        try {
            if (lines.stream().anyMatch(line -> line.strip().equals("NODE_COORD_SECTION"))) {
                return VrplibText.parse(file, lines);
            }
            return TableTexts.parse(file, lines);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw bad(file, 1, "a problem in which " + e.getMessage(), "a routing problem");
        }
    }

    static BadInputException bad(Path file, int line, String found, String expected) {
        String shown = found.length() > 60 ? found.substring(0, 60) + "…" : found;
        return new BadInputException(
                new RowError(String.valueOf(file.getFileName()), line, Optional.empty(), shown, expected));
    }

    /** Cost of a plan in the published unit. */
    public double publishedCost(RoutingPlan plan) {
        return (plan.cost() - vehicleCost * plan.routes().size()) / costScale;
    }

    private String visits(Route route) {
        List<String> visits = new ArrayList<>();
        for (int i = 0; i < route.stops().size(); i++) {
            for (Halt halt : route.halts()) {
                if (halt.before() == i) {
                    visits.add("0");
                }
            }
            visits.add(String.valueOf(numbers.get(route.stops().get(i))));
        }
        return String.join(" ", visits);
    }

    /** A plan as the field's result files are: {@code Route #1: 4 7 2} lines, 0 for a reload, and {@code Cost C}. */
    public String write(RoutingPlan plan) {
        StringBuilder text = new StringBuilder();
        int number = 1;
        for (Route route : plan.routes()) {
            text.append("Route #").append(number++).append(": ");
            text.append(visits(route));
            text.append('\n');
        }
        return text.append("Cost ")
                .append(String.format(Locale.ROOT, "%." + decimals + "f", publishedCost(plan)))
                .append('\n')
                .toString();
    }
}
