package cn.yunce.app.cli;

import cn.yunce.app.adapter.ChineseCalendarLookup;
import cn.yunce.assistant.metric.TimeGrammar;
import cn.yunce.assistant.metric.TimeReading;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Command(name = "time", description = "解读时间说法。Reads a time phrase.", mixinStandardHelpOptions = true)
final class TimeCommand implements Callable<Integer> {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @ArgGroup(multiplicity = "1")
    private What what;

    @Option(names = "--as-of", paramLabel = "DATE", description = "以哪天为准 the day that the phrase is said")
    private Optional<LocalDate> asOf;

    @Option(names = "--json", description = "输出 JSON {from,to,grain,compare}")
    private boolean json;

    private static final class What {
        @Parameters(arity = "1", paramLabel = "PHRASE", description = "时间说法，例如 上个月")
        private Optional<String> phrase = Optional.empty();

        @Option(
                names = "--batch",
                paramLabel = "FILE",
                description = "一行一个 JSON: {id,phrase,as_of} a line; readings as JSON, with the id")
        private Optional<Path> batch = Optional.empty();
    }

    @Override
    public Integer call() throws IOException {
        TimeGrammar grammar = new TimeGrammar(new ChineseCalendarLookup());
        LocalDate day = asOf.orElseGet(() -> LocalDate.now(Clock.system(ZONE)));
        JsonMapper mapper = JsonMapper.shared();
        if (what.phrase.isPresent()) {
            Map<String, Object> reading = json(grammar.read(what.phrase.get(), day));
            System.out.println(json ? mapper.writeValueAsString(reading) : text(reading));
        }
        if (what.batch.isPresent()) {
            JsonLines.answer(
                    mapper,
                    what.batch.get().toRealPath(),
                    "{id,phrase,as_of}",
                    (row, where) -> read(grammar, row, where, day));
        }
        return CommandLines.DONE;
    }

    private static Map<String, Object> read(TimeGrammar grammar, JsonNode row, String where, LocalDate day) {
        String phrase = row.path("phrase").asString(row.path("question").asString(""));
        String date = row.path("as_of").asString("");
        if (phrase.isEmpty()) {
            throw new BadInput(where + ": expected {id,phrase,as_of}, found no phrase");
        }
        try {
            return json(grammar.read(phrase, date.isEmpty() ? day : LocalDate.parse(date)));
        } catch (DateTimeParseException e) {
            throw new BadInput(where + ": expected {id,phrase,as_of}, " + e.getMessage());
        }
    }

    /** Half-open [from, to); of an unclear phrase from and to are null and choices say what may be meant. */
    private static Map<String, Object> json(TimeReading reading) {
        Map<String, Object> out = new LinkedHashMap<>();
        switch (reading) {
            case TimeReading.Period period -> {
                out.put("from", period.span().from().toString());
                out.put("to", period.span().to().toString());
                out.put("grain", period.grain().name());
                put(
                        out,
                        "compare",
                        period.compare()
                                .<Object>map(compare -> Map.of(
                                        "kind", compare.kind().name(),
                                        "from", compare.span().from().toString(),
                                        "to", compare.span().to().toString()))
                                .orElse(null));
                out.put("days", period.days().name());
                out.put("named", period.named());
            }
            case TimeReading.Unclear unclear -> {
                put(out, "from", null);
                put(out, "to", null);
                put(out, "grain", null);
                put(out, "compare", null);
                out.put("reason", unclear.reason());
                out.put("choices", unclear.choices());
            }
        }
        return out;
    }

    @SuppressWarnings("NullAway")
    private static void put(Map<String, Object> map, String key, @Nullable Object value) {
        map.put(key, value);
    }

    private static String text(Map<String, Object> reading) {
        return reading.containsKey("choices")
                ? reading.get("reason") + "：" + reading.get("choices")
                : "[" + reading.get("from") + ", " + reading.get("to") + ") " + reading.get("grain") + " "
                        + (reading.get("compare") == null ? "" : reading.get("compare"));
    }
}
