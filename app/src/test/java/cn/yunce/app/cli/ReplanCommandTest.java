package cn.yunce.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.app.Yunce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReplanCommandTest {
    @TempDir
    private Path folder;

    private Path data;
    private Path output;

    @BeforeEach
    void writeFolder() throws IOException {
        data = Files.createDirectory(folder.resolve("data"));
        output = folder.resolve("out");
        Files.writeString(data.resolve("lines.csv"), """
                线路编码,起始场地,目的场地,发运节点,车队编码,在途时长,自有变动成本,外部承运商成本
                场地1 - 站点1 - 0600,场地1,站点1,06:00:00,车队1,0.5,50,200
                场地1 - 站点2 - 0600,场地1,站点2,06:00:00,车队1,0.6,60,210
                """);
        Files.writeString(data.resolve("fleets.csv"), "车队编码,自有车数量\n车队1,2\n");
        Files.writeString(folder.resolve("volumes.csv"), """
                line,date,time,parcels
                场地1 - 站点1 - 0600,2024-12-11,05:20:00,700
                场地1 - 站点2 - 0600,2024-12-11,05:30:00,800
                """);
        plan("场地1 - 站点1 - 0600");
    }

    private void plan(String line) throws IOException {
        Files.writeString(folder.resolve("trips.csv"), """
                trip,fleet,lines,departure,parcels_by_line,container,vehicle,reason
                T1,车队1,%s,2024-12-11 05:30,700,false,车队1-1,剩余发车
                T2,车队1,场地1 - 站点2 - 0600,2024-12-11 05:40,800,false,车队1-2,剩余发车
                """.formatted(line));
    }

    @Test
    void aTripIsMovedAndABrokenVehiclesTripGoesExternal() throws IOException {
        events("05:00,move,T1,05:45,,", ",breakdown,车队1-2,05:10,,");

        assertThat(run("05:10")).isEqualTo(CommandLines.DONE);

        JsonNode replan = replan();
        assertThat(replan.path("feasible").asBoolean()).isTrue();
        assertThat(replan.path("costChange").asDouble()).isEqualTo(150);
        assertThat(replan.path("changedTrips").asInt()).isEqualTo(2);
        assertThat(Files.readAllLines(output.resolve("changes.csv")))
                .contains(
                        "T1,DEPARTURE,2024-12-11 05:30,2024-12-11 05:45,车队1-1,车队1-1,场地1 - 站点1 - 0600,场地1 - 站点1 - 0600,"
                                + "班次T1须在05:45发车：改为05:45发车,trip T1 is to leave at 05:45: leaves at 05:45 instead")
                .anyMatch(row -> row.startsWith("T2,TO_EXTERNAL,2024-12-11 05:40,2024-12-11 05:40,车队1-2,external"));
        assertThat(Files.readAllLines(output.resolve("trips.csv"))).hasSize(3);
    }

    @Test
    void wishesThatContradictEachOtherAreNamedAndNoPlanIsWritten() throws IOException {
        events(",lock,T1,,,", ",breakdown,车队1-1,05:10,,", ",volume,场地1 - 站点2 - 0600,,,2");

        assertThat(run("05:10")).isEqualTo(CommandLines.COULD_NOT_FINISH);

        JsonNode conflict = replan().path("conflict");
        assertThat(conflict.size()).isEqualTo(2);
        assertThat(conflict.at("/0/event").asInt()).isEqualTo(1);
        assertThat(conflict.at("/0/chinese").asString()).isEqualTo("班次T1已锁定，不得改动");
        assertThat(conflict.at("/1/event").asInt()).isEqualTo(2);
        assertThat(output.resolve("trips.csv")).doesNotExist();
    }

    @Test
    void badInputIsOneLineAndWritesNothing() throws IOException {
        for (String[] bad : List.of(
                new String[] {",flood,T1,,,", "kind", "breakdown, volume, late, closure, lock or move"},
                new String[] {",lock,T9,,,", "trip", "T9"},
                new String[] {",move,T1,25:40,,", "from", "a time such as 05:40"},
                new String[] {",closure,场地1,05:40,,", "subject"},
                new String[] {"06:00,lock,T1,,,", "knownMinute"},
                new String[] {",breakdown,车队1-1,05:40,05:30,", "toMinute"})) {
            events(bad[0]);
            assertThat(error("05:10"))
                    .as(bad[0])
                    .contains(List.of(bad).subList(1, bad.length))
                    .doesNotContain("Exception");
        }
        events();
        assertThat(error("noon")).contains("--now must be a time such as 05:40");
        plan("场地1 - 站点9 - 0600");
        assertThat(error("05:10")).contains("trips.csv:2", "lines");
        assertThat(output).doesNotExist();
    }

    private void events(String... rows) throws IOException {
        Files.writeString(
                folder.resolve("events.csv"), "known,kind,subject,from,to,value\n" + String.join("\n", rows) + "\n");
    }

    private JsonNode replan() {
        return new JsonMapper().readTree(output.resolve("replan.json").toFile());
    }

    private int run(String now) {
        return CommandLines.run(
                Yunce.class,
                "replan",
                "--data",
                data.toString(),
                "--date",
                "2024-12-11",
                "--plan",
                folder.resolve("trips.csv").toString(),
                "--volumes",
                folder.resolve("volumes.csv").toString(),
                "--events",
                folder.resolve("events.csv").toString(),
                "--now",
                now,
                "--output",
                output.toString());
    }

    private String error(String now) {
        ErrorStream.Outcome outcome = ErrorStream.of(() -> run(now));
        assertThat(outcome.status()).isEqualTo(CommandLines.BAD_INPUT);
        assertThat(outcome.said()).hasLineCount(1);
        return outcome.said();
    }
}
