package cn.yunce.forecasting.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.yunce.forecasting.BadInputException;
import cn.yunce.forecasting.LineDay;
import cn.yunce.forecasting.ShortHaulHistory;
import cn.yunce.forecasting.domain.Line;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.domain.SitePair;
import cn.yunce.forecasting.domain.SlotProfile;
import cn.yunce.forecasting.domain.Wave;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShortHaulFolderTest {
    private static final ServiceDate DAY = ServiceDate.parse("2024-12-02");

    @TempDir
    Path folder;

    @BeforeEach
    void writeASmallNetwork() throws IOException {
        write("costs", """
                线路编码,起始场地,目的场地,发运节点,车队编码,在途时长,自有变动成本,外部承运商成本
                a,O,S1,06:00:00,F,1.02,62,207
                b,O,S2,14:00:00,F,0.5,40,90
                """);
        write("fleet", "车队编码,自有车数量\nF,2\n");
        write("pairs", "站点编号1,站点编号2\nS2,S1\n");
        write("known", "line,date,parcels\na,2024-12-02,7.5\n");
        write("slots", """
                line,date,time,parcels
                a,2024-12-01,21:00:00,1
                a,2024-12-02,05:50:00,2
                b,2024-12-02,11:00:00,3
                b,2024-12-02,13:50:00,4
                """);
    }

    @Test
    void readsTheFilesByTheirHeaderIntoPlanningDays() {
        ShortHaulHistory history = ShortHaulFolder.read(folder);

        assertThat(history.network().lines())
                .containsExactly(
                        new Line("a", "O", "S1", Wave.W0600, "F", 540, 61.2, 62, 207),
                        new Line("b", "O", "S2", Wave.W1400, "F", 1020, 30, 40, 90));
        assertThat(history.network().combinable()).containsExactly(new SitePair("S1", "S2"));
        assertThat(history.preknown()).containsExactly(Map.entry(new LineDay("a", DAY), 7.5));
        double[] a = new double[54];
        a[0] = 1;
        a[53] = 2;
        double[] b = new double[18];
        b[0] = 3;
        b[17] = 4;
        assertThat(history.actual())
                .containsOnly(
                        Map.entry(new LineDay("a", DAY), SlotProfile.of(Wave.W0600, a)),
                        Map.entry(new LineDay("b", DAY), SlotProfile.of(Wave.W1400, b)));
    }

    @Test
    void refusesASlotOutsideOfItsWaveAnUnknownLineAndARepeatedSlot() throws IOException {
        write("slots", """
                line,date,time,parcels
                a,2024-12-02,06:00:00,1
                c,2024-12-02,05:00:00,1
                b,2024-12-02,11:05:00,1
                b,2024-12-02,11:00:00,1
                b,2024-12-02,11:00:00,1
                """);
        assertThatThrownBy(() -> ShortHaulFolder.read(folder))
                .isInstanceOfSatisfying(
                        BadInputException.class,
                        e -> assertThat(e.errors().stream().map(Object::toString))
                                .containsExactly(
                                        "slots.csv:2: column time: expected a full 10 minutes of wave 0600, found \"06:00:00\"",
                                        "slots.csv:3: column line: expected a line of the network, found \"c\"",
                                        "slots.csv:4: column time: expected a full 10 minutes of wave 1400, found \"11:05:00\"",
                                        "slots.csv:6: expected each line, date and time once, found \"b,2024-12-02,11:00:00,1\""))
                .hasMessageEndingWith("(and 3 more)");
    }

    @Test
    void namesTheHeaderOfAFileThatIsMissing() throws IOException {
        Files.delete(folder.resolve("fleet.csv"));
        assertThatThrownBy(() -> ShortHaulFolder.read(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("expected a file with the header 车队编码,自有车数量");
        assertThatThrownBy(() -> ShortHaulFolder.read(folder.resolve("none")))
                .hasMessageContaining("expected a folder");
    }

    @Test
    void writesWhatItReads() {
        Path file = folder.resolve("out/again.csv.gz");
        ShortHaulHistory history = ShortHaulFolder.read(folder);
        CsvWriter.write(
                file,
                List.of("line", "date", "time", "parcels"),
                out -> history.actual().forEach((lineDay, profile) -> {
                    for (int slot = 0; slot < profile.wave().slots(); slot++) {
                        int minute = profile.wave().fromMinute() + slot * Wave.SLOT_MINUTES;
                        out.row(
                                lineDay.line(),
                                lineDay.date().at(minute).toLocalDate(),
                                lineDay.date().at(minute).toLocalTime(),
                                profile.parcels(slot));
                    }
                }));
        assertThat(SlotVolumes.read(file, history.network())).isEqualTo(history.actual());
        assertThat(folder.resolve("out"))
                .isDirectoryContaining(path -> path.equals(file))
                .isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void readsTheRealFolder() {
        Path shared = Path.of("../../shared/data/shorthaul");
        assumeTrue(Files.isDirectory(shared) || "true".equals(System.getenv("CI")), "shared data is not here");
        ShortHaulHistory history = ShortHaulFolder.read(shared);

        assertThat(history.network().lines()).hasSize(280);
        assertThat(history.network().fleets()).hasSize(5);
        assertThat(history.network().combinable()).hasSize(174);
        assertThat(history.preknown()).hasSize(3360);
        assertThat(history.actual()).hasSize(280 * 11);
        assertThat(history.actual().values().stream()
                        .mapToDouble(SlotProfile::total)
                        .sum())
                .isGreaterThan(1e6);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name + ".csv"), text);
    }
}
