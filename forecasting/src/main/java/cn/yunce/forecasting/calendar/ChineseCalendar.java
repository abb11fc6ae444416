package cn.yunce.forecasting.calendar;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Official days off and make-up workdays of China, lunar festivals and shopping festivals; immutable.
 *
 * <p>The bundled file has the arrangements of 2018 to 2026, the statutory days of 2027, and the lunar festivals until 2035. Days
 * it says nothing about are off on Saturday and Sunday. 618, 双11 and 双12 recur every year; 年货节 is taken as the two weeks that end
 * 15 days before Spring Festival, when senders stop. {@link #with(Path)} adds what an arrangement newly brings, or events of one's own.
 *
 * <p>File format: CSV in UTF-8 with the header {@code from,to,kind,name}; {@code to} may be empty; kind is {@code OFF},
 * {@code WORK} or {@code FESTIVAL}; a later row wins over an earlier one.
 */
public final class ChineseCalendar {
    private static final String HEADER = "from,to,kind,name";
    private static final int LONGEST_RANGE_DAYS = 400;

    private final Map<LocalDate, Arrangement> arranged;
    private final List<Festival> festivals;

    private record Arrangement(DayKind kind, String name) {}

    private ChineseCalendar(Map<LocalDate, Arrangement> arranged, List<Festival> festivals) {
        this.arranged = Map.copyOf(arranged);
        this.festivals = festivals.stream()
                .sorted(Comparator.comparing(Festival::from).thenComparing(Festival::name))
                .toList();
    }

    /** The calendar that comes with the product. */
    public static ChineseCalendar bundled() {
        return Bundled.CALENDAR;
    }

    /** This calendar and the file's rows. Throws {@link IllegalArgumentException} naming file, line and what was expected. */
    public ChineseCalendar with(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            return with(reader, file.toString());
        }
    }

    /** This calendar and the rows of {@code csv}. */
    public ChineseCalendar with(String csv) {
        try {
            return with(new StringReader(csv), "calendar");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private ChineseCalendar with(Reader reader, String source) throws IOException {
        Map<LocalDate, Arrangement> days = new HashMap<>(arranged);
        List<Festival> events = new ArrayList<>(festivals);
        BufferedReader lines = new BufferedReader(reader);
        boolean headerSeen = false;
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            String text = line.replace("\uFEFF", "").strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            if (!headerSeen) {
                headerSeen = true;
                if (!text.equals(HEADER)) {
                    throw bad(source, number, "the header " + HEADER, text);
                }
                continue;
            }
            addRow(text, source, number, days, events);
        }
        return new ChineseCalendar(days, events);
    }

    private static void addRow(
            String text, String source, int number, Map<LocalDate, Arrangement> days, List<Festival> events) {
        String[] cells = text.split(",", -1);
        if (cells.length != 4 || cells[3].isBlank()) {
            throw bad(source, number, "from,to,kind,name", text);
        }
        LocalDate from;
        LocalDate to;
        try {
            from = LocalDate.parse(cells[0]);
            to = cells[1].isEmpty() ? from : LocalDate.parse(cells[1]);
        } catch (DateTimeException e) {
            throw bad(source, number, "dates like 2026-10-01", text);
        }
        long length = ChronoUnit.DAYS.between(from, to);
        if (length < 0 || length > LONGEST_RANGE_DAYS) {
            throw bad(source, number, "to within " + LONGEST_RANGE_DAYS + " days after from", text);
        }
        switch (cells[2]) {
            case "OFF" ->
                from.datesUntil(to.plusDays(1))
                        .forEach(day -> days.put(day, new Arrangement(DayKind.HOLIDAY, cells[3])));
            case "WORK" ->
                from.datesUntil(to.plusDays(1))
                        .forEach(day -> days.put(
                                day,
                                new Arrangement(isWeekend(day) ? DayKind.MAKEUP_WORKDAY : DayKind.WORKDAY, cells[3])));
            case "FESTIVAL" -> events.add(new Festival(cells[3], from, to));
            default -> throw bad(source, number, "kind OFF, WORK or FESTIVAL", text);
        }
    }

    private static IllegalArgumentException bad(String source, int line, String expected, String found) {
        return new IllegalArgumentException(source + ":" + line + ": expected " + expected + ", found " + found);
    }

    private static boolean isWeekend(LocalDate date) {
        return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    public DayKind dayKind(LocalDate date) {
        Arrangement arrangement = arranged.get(date);
        if (arrangement != null) {
            return arrangement.kind();
        }
        return isWeekend(date) ? DayKind.WEEKEND : DayKind.WORKDAY;
    }

    public boolean isDayOff(LocalDate date) {
        return dayKind(date).isOff();
    }

    /** The holiday that a day is off or worked for. */
    public Optional<String> findHoliday(LocalDate date) {
        return Optional.ofNullable(arranged.get(date)).map(Arrangement::name);
    }

    /** Festivals that {@code date} lies in, by first day. */
    public List<Festival> festivalsOn(LocalDate date) {
        return listFestivals(date, date);
    }

    /** Festivals that touch the days {@code from … to}, by first day. */
    public List<Festival> listFestivals(LocalDate from, LocalDate to) {
        return festivals.stream()
                .filter(festival ->
                        !festival.from().isAfter(to) && !festival.to().isBefore(from))
                .toList();
    }

    /**
     * Days from the nearest occurrence's first day to {@code date}, negative before it; empty when none has begun within
     * {@code after} days or will begin within {@code before} days.
     */
    public OptionalInt daysFrom(String festival, LocalDate date, int before, int after) {
        return festivals.stream()
                .filter(occurrence -> occurrence.name().equals(festival))
                .mapToInt(occurrence -> (int) ChronoUnit.DAYS.between(occurrence.from(), date))
                .filter(days -> days >= -before && days <= after)
                .boxed()
                .min(Comparator.comparingInt(Math::abs))
                .map(OptionalInt::of)
                .orElseGet(OptionalInt::empty);
    }

    private static final class Bundled {
        private static final int FIRST_YEAR = 2015;
        private static final int LAST_YEAR = 2040;
        private static final ChineseCalendar CALENDAR = load();

        private static ChineseCalendar load() {
            try (Reader reader = new InputStreamReader(
                    Objects.requireNonNull(ChineseCalendar.class.getResourceAsStream("china.csv")),
                    StandardCharsets.UTF_8)) {
                ChineseCalendar file = new ChineseCalendar(Map.of(), List.of()).with(reader, "china.csv");
                List<Festival> events = new ArrayList<>(file.festivals);
                for (Festival festival : file.festivals) {
                    if (festival.name().equals(Festival.SPRING_FESTIVAL)) {
                        LocalDate first = festival.from();
                        events.add(new Festival(Festival.NEW_YEAR_GOODS, first.minusDays(28), first.minusDays(15)));
                    }
                }
                for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
                    addDay(events, Festival.SHOPPING_618, LocalDate.of(year, 6, 18));
                    addDay(events, Festival.SHOPPING_1111, LocalDate.of(year, 11, 11));
                    addDay(events, Festival.SHOPPING_1212, LocalDate.of(year, 12, 12));
                }
                return new ChineseCalendar(file.arranged, events);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void addDay(List<Festival> events, String name, LocalDate day) {
            events.add(new Festival(name, day, day));
        }
    }
}
