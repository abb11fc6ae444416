package cn.yunce.assistant.chat;

import cn.yunce.assistant.ForecastLookup.Volume;
import cn.yunce.assistant.guardrail.NumberTrace.Piece;
import cn.yunce.assistant.wording.Wording;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What is said of forecasts beside their rows: sums, the busiest day, which way they go, whether they reach a number. */
final class ForecastRemarks {
    private static final int PERCENT = 100;
    private static final int WEEK = 7;
    /** Fewer days that have one a week before tell of no trend. */
    private static final int FEWEST_WEEKLY = 3;

    /** A change that is smaller goes neither way. */
    private static final double LEVEL_PERCENT = 1;

    private ForecastRemarks() {}

    /** What places have together on a day, where that is asked for; else by how much one of two is ahead. */
    static Optional<Piece> between(List<Volume> beside, boolean together, Wording words) {
        if (together && beside.size() > 1) {
            double sum = beside.stream()
                    .mapToDouble(volume -> Math.rint(volume.mean()))
                    .sum();
            String text = words.say("forecast.together", beside.size(), DataAnswers.parcels(sum));
            return Optional.of(new Piece(text, words.retell(beside.getFirst().source()), text, List.of()));
        }
        if (beside.size() != 2) {
            return Optional.empty();
        }
        List<Volume> volumes = beside.stream()
                .sorted(Comparator.comparingDouble(Volume::mean).reversed())
                .toList();
        Volume more = volumes.getFirst();
        Volume less = volumes.getLast();
        String text = words.say(
                "forecast.between",
                more.name(),
                less.name(),
                DataAnswers.parcels(Math.rint(more.mean()) - Math.rint(less.mean())));
        return Optional.of(new Piece(text, words.retell(more.source()), text, List.of(more.name(), less.name())));
    }

    /** Of several days of one place which is the busiest, and their sum, as far as these are asked for. */
    static List<Piece> overDays(Asked asked, List<Volume> days, Function<LocalDate, OptionalDouble> known) {
        if (days.size() < 2) {
            return List.of();
        }
        Wording words = asked.words();
        List<String> told = new ArrayList<>();
        Comparator<Volume> byMean = Comparator.comparingDouble(Volume::mean);
        Optional<Boolean> which = DataQuestion.leastDay(asked.text());
        if (which.isPresent() || DataQuestion.mostFirst(asked.text()) || DataQuestion.leastFirst(asked.text())) {
            boolean least = which.orElseGet(() -> DataQuestion.leastFirst(asked.text()));
            for (boolean fewest : DataQuestion.asksBothEnds(asked.text()) ? List.of(false, true) : List.of(least)) {
                Volume first =
                        days.stream().max(fewest ? byMean.reversed() : byMean).orElseThrow();
                told.add(words.say(
                        fewest ? "forecast.leastDay" : "forecast.mostDay",
                        first.date(),
                        DataAnswers.parcels(first.mean())));
            }
        }
        if (DataQuestion.total(asked.text()) || told.isEmpty()) {
            double sum = days.stream().mapToDouble(Volume::mean).sum();
            told.add(words.say("forecast.sumOfDays", days.size(), DataAnswers.parcels(sum)));
        }
        if (DataQuestion.asksTrend(asked.text())) {
            told.add(trend(days, known, words));
        }
        String text = "\n" + String.join(words.say("semicolon"), told) + words.say("end");
        return List.of(new Piece(text, words.retell(days.getFirst().source()), text, List.of()));
    }

    /** Held beside the same weekdays of the week before, those among the days themselves first; else the last day beside the first. */
    private static String trend(List<Volume> days, Function<LocalDate, OptionalDouble> known, Wording words) {
        Map<LocalDate, Double> within =
                days.stream().collect(Collectors.toMap(Volume::date, Volume::mean, (a, b) -> a));
        Function<LocalDate, OptionalDouble> among = day ->
                within.containsKey(day) ? OptionalDouble.of(within.getOrDefault(day, 0.0)) : OptionalDouble.empty();
        return Stream.of(among, known)
                .flatMap(before -> ofWeeks(days, before, words).stream())
                .findFirst()
                .orElseGet(() -> {
                    long rises = IntStream.range(1, days.size())
                            .filter(i -> days.get(i).mean() > days.get(i - 1).mean())
                            .count();
                    return words.say(
                            "forecast.trendOfDays",
                            days.getLast().date(),
                            days.getFirst().date(),
                            change(days.getLast().mean(), days.getFirst().mean(), words),
                            rises,
                            days.size() - 1 - rises);
                });
    }

    private static Optional<String> ofWeeks(
            List<Volume> days, Function<LocalDate, OptionalDouble> before, Wording words) {
        List<Volume> later = days.stream()
                .filter(day -> before.apply(day.date().minusDays(WEEK)).isPresent())
                .toList();
        if (later.size() < FEWEST_WEEKLY) {
            return Optional.empty();
        }
        double then = later.stream()
                .mapToDouble(day -> before.apply(day.date().minusDays(WEEK)).orElse(0))
                .sum();
        return Optional.of(words.say(
                "forecast.trendOfWeeks",
                later.getFirst().date(),
                later.getLast().date(),
                later.size(),
                change(later.stream().mapToDouble(Volume::mean).sum(), then, words)));
    }

    private static String change(double now, double before, Wording words) {
        double percent = before > 0 ? PERCENT * Math.abs(now - before) / before : 0;
        String key = now < before ? "forecast.down" : "forecast.up";
        return words.say(key, DataAnswers.parcels(Math.abs(now - before)), DataAnswers.number(percent))
                + words.say(percent < LEVEL_PERCENT ? "forecast.level" : key + "wards");
    }

    /** Whether forecasts of one place lie above the number that is asked about, below it or on both sides of it. */
    static List<Piece> reach(Asked asked, List<Volume> days) {
        Map<String, Integer> limit = DataQuestion.limit(asked.text());
        if (limit.isEmpty() || days.isEmpty()) {
            return List.of();
        }
        Wording words = asked.words();
        int parcels =
                limit.containsKey("below") ? limit.getOrDefault("below", 0) : limit.getOrDefault("at_least", 1) - 1;
        return days.stream()
                .collect(Collectors.groupingBy(
                        day -> day.lo80() > parcels ? "above" : day.hi80() < parcels ? "under" : "around",
                        TreeMap::new,
                        Collectors.toList()))
                .entrySet()
                .stream()
                .map(side -> {
                    List<String> dates = side.getValue().stream()
                            .map(day -> day.date().toString())
                            .toList();
                    String text = "\n" + words.say("forecast.reach." + side.getKey(), words.list(dates), parcels);
                    return new Piece(text, words.retell(days.getFirst().source()), text, List.of());
                })
                .toList();
    }

    /** The first and the last of all where both are asked for. */
    static Piece ends(String most, double parcels, String least, double fewest, String source, Wording words) {
        String text = "\n"
                + words.say("forecast.ends", most, DataAnswers.parcels(parcels), least, DataAnswers.parcels(fewest));
        return new Piece(text, source, text, List.of(most, least));
    }
}
