package cn.yunce.forecasting.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

class ChineseCalendarTest {
    private static final Path OFFICIAL = Path.of("../../shared/data/bench/cn_calendar_2018_2026.csv");
    private final ChineseCalendar calendar = ChineseCalendar.bundled();

    @Test
    @EnabledIf("officialIsThereOrRequired")
    void everyDayFrom2018To2026IsAsOfficiallyArranged() throws IOException {
        List<String> rows = Files.readAllLines(OFFICIAL);
        assertThat(rows).hasSizeGreaterThan(3000);
        assertThat(rows.stream().skip(1).map(row -> row.split(",", -1)).filter(row -> {
                    DayKind kind = calendar.dayKind(LocalDate.parse(row[0]));
                    return kind.isOff() != row[2].equals("1")
                            || (kind == DayKind.MAKEUP_WORKDAY) != row[5].equals("makeup_workday");
                }))
                .extracting(row -> row[0])
                .isEmpty();
    }

    static boolean officialIsThereOrRequired() {
        return Files.exists(OFFICIAL) || "true".equals(System.getenv("CI"));
    }

    @Test
    void aWorkedSundayIsAMakeUpWorkdayAndAnOffMondayIsAHoliday() {
        assertThat(calendar.dayKind(LocalDate.of(2026, 1, 4))).isEqualTo(DayKind.MAKEUP_WORKDAY);
        assertThat(calendar.dayKind(LocalDate.of(2026, 2, 16))).isEqualTo(DayKind.HOLIDAY);
        assertThat(calendar.isDayOff(LocalDate.of(2026, 10, 10))).isFalse();
        assertThat(calendar.findHoliday(LocalDate.of(2026, 10, 10))).contains("国庆节");
    }

    @Test
    void springFestival2027IsOnFebruary6() {
        assertThat(calendar.festivalsOn(LocalDate.of(2027, 2, 6)))
                .extracting(Festival::name)
                .containsExactly(Festival.SPRING_FESTIVAL);
    }

    @Test
    void lunarFestivalsAreThereEveryYearUntil2035AndShoppingFestivalsToo() {
        for (int year = 2018; year <= 2035; year++) {
            assertThat(calendar.listFestivals(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31)))
                    .extracting(Festival::name)
                    .contains(
                            Festival.SPRING_FESTIVAL,
                            Festival.DRAGON_BOAT,
                            Festival.MID_AUTUMN,
                            Festival.SHOPPING_618,
                            Festival.SHOPPING_1111,
                            Festival.SHOPPING_1212);
        }
    }

    @Test
    void daysAreCountedFromTheNearestOccurrence() {
        assertThat(calendar.daysFrom(Festival.SHOPPING_1111, LocalDate.of(2025, 11, 8), 7, 7))
                .isEqualTo(OptionalInt.of(-3));
        assertThat(calendar.daysFrom(Festival.SHOPPING_1111, LocalDate.of(2025, 10, 8), 7, 7))
                .isEqualTo(OptionalInt.empty());
    }

    @Test
    void aFileOfOnesOwnAddsAnArrangementAndAnEventAndLeavesTheBundledOneAlone() {
        ChineseCalendar own = calendar.with("""
                from,to,kind,name
                2028-10-01,2028-10-08,OFF,国庆节
                2028-10-14,,WORK,国庆节
                2026-09-08,2026-09-10,FESTIVAL,苹果节
                """);
        assertThat(own.isDayOff(LocalDate.of(2028, 10, 5))).isTrue();
        assertThat(own.dayKind(LocalDate.of(2028, 10, 14))).isEqualTo(DayKind.MAKEUP_WORKDAY);
        assertThat(own.festivalsOn(LocalDate.of(2026, 9, 9)))
                .extracting(Festival::name)
                .containsExactly("苹果节");
        assertThat(calendar.isDayOff(LocalDate.of(2028, 10, 5))).isFalse();
    }

    @Test
    void aBadRowIsReportedWithLineAndExpectation() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> calendar.with("from,to,kind,name\n2028-13-01,,OFF,x\n"))
                .withMessageContaining(":2:")
                .withMessageContaining("expected dates");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> calendar.with("from,to,kind,name\n2028-12-01,,HOLIDAY,x\n"))
                .withMessageContaining("kind OFF, WORK or FESTIVAL");
    }
}
