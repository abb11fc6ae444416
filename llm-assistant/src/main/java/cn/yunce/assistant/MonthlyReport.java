package cn.yunce.assistant;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A month of the city, or of the one county that a caller may see.
 *
 * @param scope 全市 or the county
 * @param synthetic whether facts are made up
 * @param lines one for each KPI that the caller may see and that has facts
 * @param targets progress of the plan's targets, as of the month's end
 * @param standings counties by their assessment, best first; empty for a caller limited to one
 */
public record MonthlyReport(
        YearMonth month,
        String scope,
        boolean synthetic,
        List<Line> lines,
        List<Progress> targets,
        List<Standing> standings) {
    public MonthlyReport {
        lines = List.copyOf(lines);
        targets = List.copyOf(targets);
        standings = List.copyOf(standings);
    }

    /**
     * @param value in the indicator's unit; {@code previous} of the month before, {@code yearBefore} of the same month a year before
     * @param met whether the target is reached; empty without one
     */
    public record Line(
            Indicator indicator,
            double value,
            OptionalDouble previous,
            OptionalDouble yearBefore,
            Optional<Boolean> met,
            List<CountyValue> counties) {
        public Line {
            counties = List.copyOf(counties);
        }
    }

    /**
     * A KPI of the catalogue.
     *
     * @param decimals that its values are shown with
     * @param ratio whether it is a ratio of sums, so that counties of any size compare
     * @param higherIsBetter empty where neither is
     * @param target value to reach; empty without one
     * @param paragraph of the city's plan that sets it; empty text without one
     */
    public record Indicator(
            String id,
            String zh,
            String en,
            String unit,
            int decimals,
            String definition,
            String definitionEn,
            boolean ratio,
            Optional<Boolean> higherIsBetter,
            OptionalDouble target,
            String paragraph) {}

    public record CountyValue(String county, double value) {}

    /**
     * @param neededMonthly what must be added each month until the target is due; empty when it is reached or past due
     * @param atDue where the last two years' straight line stands on the day due, with {@code lo80} and {@code hi80}; empty when past
     *     due or with too short a history
     */
    public record Progress(
            Indicator indicator,
            double value,
            double target,
            LocalDate due,
            double completionPercent,
            OptionalDouble neededMonthly,
            OptionalDouble atDue,
            OptionalDouble lo80,
            OptionalDouble hi80) {}

    /**
     * @param points mean over the KPIs with a target of min(1, value ÷ target), or target ÷ value where low is good, times 100
     * @param missed those of the {@code of} KPIs that do not reach their target
     */
    public record Standing(int place, String county, double points, List<Indicator> missed, int of) {
        public Standing {
            missed = List.copyOf(missed);
        }

        @JsonProperty("met")
        public int met() {
            return of - missed.size();
        }
    }
}
