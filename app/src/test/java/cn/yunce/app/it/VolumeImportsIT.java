package cn.yunce.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.yunce.forecasting.VolumeImports;
import cn.yunce.forecasting.VolumeImports.FileReport;
import cn.yunce.forecasting.VolumeImports.ImportReport;
import cn.yunce.forecasting.VolumeImports.ImportTrial;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.file.ShortHaulFolder;
import cn.yunce.forecasting.persistence.VolumeHistory;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

class VolumeImportsIT extends DatabaseIT {
    private static final String NODE_DAILY = "node_id,date,direction,parcels\n";

    @TempDir
    Path folder;

    private AnnotationConfigApplicationContext beans;
    private int files;

    @BeforeAll
    void loadTheNetwork() throws IOException {
        beans = PersistenceBeans.open(dataSource(), readOnlyDataSource());
        Path network = Files.createTempDirectory("network");
        Path nodes = Files.writeString(network.resolve("nodes.csv"), """
                id,name,tier,parent_id,longitude,latitude
                V1,村,VILLAGE,C1,116,39
                C0,市,CITY,,116,39
                C1,县,COUNTY,C0,116,39
                """);
        assertThat(load(nodes, false).errors()).isEmpty();
        Files.delete(nodes);
        Files.delete(network);
    }

    @AfterAll
    void close() {
        beans.close();
    }

    @Test
    void loadingTheSameTwiceChangesNothing() throws IOException {
        Random random = new Random(7);
        StringBuilder rows = new StringBuilder(NODE_DAILY);
        for (int day = 0; day < 28; day++) {
            for (String node : new String[] {"V1", "C1"}) {
                rows.append(
                        "%s,2021-0%d-%02d,DELIVERY,%d\n".formatted(node, 1 + day % 3, day + 1, random.nextInt(1000)));
            }
        }
        Path file = write(rows.toString());
        assertThat(written(load(file, false))).isEqualTo(56);
        Map<String, String> once = TableContents.of(jdbc(), "forecasting");

        assertThat(written(load(file, false))).isZero();
        assertThat(TableContents.of(jdbc(), "forecasting")).isEqualTo(once);
    }

    @Test
    void aChangedRowReplacesTheOldAndNewOnesJoinIt() throws IOException {
        load(write(NODE_DAILY + "V1,2019-01-01,PICKUP,1\nV1,2019-01-02,PICKUP,2\n"), false);
        ImportReport second = load(
                write(NODE_DAILY + "V1,2019-01-02,PICKUP,3\nV1,2019-01-01,PICKUP,1\nV1,2019-02-01,PICKUP,4\n"), false);

        assertThat(written(second)).isEqualTo(2);
        assertThat(parcels("2019-01-01", "2019-03-01")).isEqualTo("1,3,4");
    }

    @Test
    void sumsByCountyFollowEveryLoadAndEveryMoveOfANode() throws IOException {
        Random random = new Random(11);
        for (int load = 0; load < 4; load++) {
            StringBuilder rows = new StringBuilder(NODE_DAILY);
            for (int day = 1; day <= 28; day++) {
                for (String node : new String[] {"V1", "C1", "C0"}) {
                    if (random.nextBoolean()) {
                        rows.append("%s,2022-0%d-%02d,%s,%d\n"
                                .formatted(
                                        node,
                                        1 + load % 3,
                                        day,
                                        load % 2 == 0 ? "PICKUP" : "DELIVERY",
                                        random.nextInt(900)));
                    }
                }
            }
            load(write(rows.toString()), false);
            assertSumsAreThoseOfTheNodes();
        }
        loadNodes("""
                C2,另一县,COUNTY,C0,116,39
                T2,镇,TOWNSHIP,C2,116,39
                V1,村,VILLAGE,T2,116,39
                """);
        assertSumsAreThoseOfTheNodes();
        assertThat(sumsOf("C2")).isPositive();

        loadNodes("V1,村,VILLAGE,C1,116,39\n");
        assertSumsAreThoseOfTheNodes();
        assertThat(sumsOf("C2")).isZero();
    }

    private void loadNodes(String rows) throws IOException {
        Path nodes = Files.writeString(
                Files.createTempDirectory("moved").resolve("nodes.csv"),
                "id,name,tier,parent_id,longitude,latitude\n" + rows);
        assertThat(load(nodes, false).errors()).isEmpty();
    }

    private long sumsOf(String county) {
        return jdbc().sql("SELECT count(*) FROM forecasting.county_volume WHERE county_id = ?")
                .param(county)
                .query(Long.class)
                .single();
    }

    private void assertSumsAreThoseOfTheNodes() {
        String nodes =
                "SELECT CASE v.node_id WHEN 'V1' THEN (SELECT CASE parent_id WHEN 'T2' THEN 'C2' ELSE parent_id END"
                        + " FROM forecasting.node WHERE id = 'V1') ELSE v.node_id END AS county_id, direction, date, sum(parcels) AS parcels"
                        + " FROM forecasting.node_volume v GROUP BY 1, 2, 3";
        String sums = "SELECT county_id, direction, date, parcels FROM forecasting.county_volume";
        assertThat(jdbc().sql("SELECT count(*) FROM ((%1$s EXCEPT %2$s) UNION ALL (%2$s EXCEPT %1$s)) other"
                                .formatted("(" + nodes + ")", "(" + sums + ")"))
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aBadRowKeepsItsFileOutUnlessGoodRowsAreWanted() throws IOException {
        Path file = write(NODE_DAILY + "V1,2018-01-01,PICKUP,1\nV1,2018-01-02,PICKUP,x\nV9,2018-01-03,PICKUP,1\n"
                + "V1,2018-01-04,PICKUP,2\n");
        ImportReport refused = load(file, false);

        assertThat(refused.files().getFirst())
                .isEqualTo(new FileReport(file.getFileName().toString(), "node-daily", 4, 0, 2, false));
        assertThat(refused.errors().toString())
                .contains(":3: column parcels: expected a number 0..1000000000, found \"x\"")
                .contains(":4: column node_id: expected a loaded node's id, found \"V9\"");
        assertThat(parcels("2018-01-01", "2018-12-31")).isEmpty();

        ImportReport kept = load(file, true);
        assertThat(kept.files().getFirst())
                .isEqualTo(new FileReport(file.getFileName().toString(), "node-daily", 4, 2, 2, true));
        assertThat(parcels("2018-01-01", "2018-12-31")).isEqualTo("1,2");
    }

    @Test
    void aRepeatedKeyIsReportedWithItsLineInANewMonthAndInAnOld() throws IOException {
        String rows = NODE_DAILY + "V1,2017-01-01,PICKUP,1\nV1,2017-01-02,PICKUP,2\nV1,2017-01-01,PICKUP,3\n";
        assertThat(load(write(rows), false).errors().toString())
                .contains(":4: expected each node_id, date, direction once, found \"V1,2017-01-01,PICKUP\"");
        assertThat(load(write(rows), true).files().getFirst().rowsWritten()).isEqualTo(2);
        assertThat(parcels("2017-01-01", "2017-01-31")).isEqualTo("1,2");
        assertThat(load(write(rows), false).errors().toString())
                .contains(":4: expected each node_id, date, direction once");
    }

    @Test
    void aNodeNeedsAParentAboveIt() throws IOException {
        String header = "id,name,tier,parent_id,longitude,latitude\n";
        assertThat(load(write(header + "X1,x,COUNTY,X2,1,1\nX2,x,COUNTY,X1,1,1\n"), false)
                        .errors())
                .hasSize(2);
        assertThat(load(write(header + "X1,x,VILLAGE,none,1,1\n"), false)
                        .errors()
                        .toString())
                .contains(":2: column parent_id: expected the id of a node above, found \"none\"");
        assertThat(load(write(header + "C1,x,VILLAGE,C0,1,1\n"), false).errors().toString())
                .contains(":2: column tier: expected a tier above that of the loaded nodes below");
        assertThat(jdbc().sql("SELECT string_agg(id, ',' ORDER BY id) FROM forecasting.node WHERE id LIKE 'X%'")
                        .query()
                        .singleColumn())
                .containsOnlyNulls();
    }

    @Test
    void anyNameComesBackAsItWent() throws IOException {
        String name = "'; DROP TABLE forecasting.node; -- \\. \\N \"\" 顺丰 \uD83D\uDE80";
        load(write("origin,destination,date,parcels\n\"" + name + "\",\\N,2024-01-01,1.5\n"), false);

        assertThat(jdbc().sql("SELECT origin || '|' || destination || '|' || parcels FROM forecasting.flow_volume "
                                + "WHERE destination = '\\N'")
                        .query(String.class)
                        .single())
                .isEqualTo(name.replace("\"\"", "\"") + "|\\N|1.5");
    }

    @Test
    void keepsSeriesWithTheirRegressors() throws IOException {
        load(write("unique_id,ds,y,price,促销\na,2024-01-01,1,9.5,1\na,2024-01-02,,9,\n"), false);

        assertThat(jdbc().sql(
                                "SELECT string_agg(coalesce(value::text, 'none') || regressors::text, ' ' ORDER BY instant) "
                                        + "FROM forecasting.series_value")
                        .query(String.class)
                        .single())
                .isEqualTo("1{\"price\": 9.5, \"促销\": 1.0} none{\"price\": 9.0}");
    }

    @Test
    void aLoadThatIsCutOffBeforeItsEndLeavesNothing() throws IOException {
        Path file = write(NODE_DAILY + "V1,2016-01-01,PICKUP,1\n");
        Map<String, String> before = TableContents.of(jdbc(), "forecasting");
        assertThatThrownBy(() -> beans.getBean(VolumeImports.class).load("other", file, false, line -> {
                    throw new IllegalStateException("cut off at: " + line);
                }))
                .hasMessageContaining("1 new or changed");
        assertThat(TableContents.of(jdbc(), "forecasting")).isEqualTo(before);
    }

    @Test
    void aTrialTellsWhatALoadWouldComeToAndKeepsNothing() throws IOException {
        VolumeImports imports = beans.getBean(VolumeImports.class);
        load(write(NODE_DAILY + "V1,2014-01-01,PICKUP,1\n"), false);
        Path file = write(NODE_DAILY + "V1,2014/1/1,PICKUP,1\nV1,2014-01-02,PICKUP,2\nV1,2014-02-03,PICKUP,x\n"
                + "V1,2014-03-04,PICKUP,3\nV1,2014-03-04,PICKUP,4\n");
        Map<String, String> before = TableContents.of(jdbc(), "forecasting");

        ImportTrial trial = imports.tryOut("test", file);

        assertThat(TableContents.of(jdbc(), "forecasting")).isEqualTo(before);
        assertThat(trial.columns()).containsExactly("node_id", "date", "direction", "parcels");
        assertThat(trial.rows()).hasSize(5).startsWith(List.of("V1", "2014-01-01", "PICKUP", "1"));
        assertThat(trial.errors().toString())
                .contains(":4: column parcels: expected a number")
                .contains(":6: expected each node_id, date, direction once");
        assertThat(trial.file()).isEqualTo(new FileReport(file.getFileName().toString(), "node-daily", 5, 2, 2, false));
        FileReport loaded = load(file, true).files().getFirst();
        assertThat(loaded.rowsWritten()).isEqualTo(trial.file().rowsWritten());
        assertThat(loaded.badRows()).isEqualTo(trial.file().badRows());
    }

    @Test
    void aTrialOfAFileThatIsNoneOfOursSaysWhatWasExpected() throws IOException {
        ImportTrial trial = beans.getBean(VolumeImports.class).tryOut("test", write("a,b\n1,2\n"));

        assertThat(trial.file().format()).isEqualTo("unknown");
        assertThat(trial.columns()).isEmpty();
        assertThat(trial.errors()).hasSize(1);
        assertThat(trial.errors().getFirst().expected()).contains("docs/file-formats.md");
    }

    @Test
    void remembersUpToWhichDayAFeedIsLoadedWhole() throws IOException {
        VolumeHistory history = beans.getBean(VolumeHistory.class);
        VolumeImports imports = beans.getBean(VolumeImports.class);
        history.registerFeed("daily", true);
        assertThat(history.findLoadedUpTo("daily")).isEmpty();
        imports.load("daily", write(NODE_DAILY + "V1,2015-01-05,PICKUP,1\n"), false, line -> {});
        imports.load("daily", write(NODE_DAILY + "V1,2015-01-03,PICKUP,1\n"), false, line -> {});
        imports.load("daily", write(NODE_DAILY + "V1,2015-01-09,PICKUP,-1\n"), false, line -> {});

        assertThat(history.findLoadedUpTo("daily")).contains(ServiceDate.parse("2015-01-05"));
    }

    @Test
    void loadsTheRealShortHaulFolderAsItReadsIt() throws IOException {
        Path shared = Path.of("../../shared/data");
        assumeTrue(Files.isDirectory(shared) || "true".equals(System.getenv("CI")), "shared data is not here");
        ImportReport report = load(shared.resolve("shorthaul"), false);

        assertThat(report.errors()).isEmpty();
        assertThat(report.files().stream().map(FileReport::rowsWritten))
                .containsExactly(5L, 280L, 174L, 110_880L, 3_360L);
        var fromFiles = ShortHaulFolder.read(shared.resolve("shorthaul"));
        var fromTables = beans.getBean(VolumeHistory.class)
                .shortHaul(ServiceDate.parse("2024-12-01"), ServiceDate.parse("2024-12-11"));
        assertThat(fromTables.network().lines())
                .containsExactlyInAnyOrderElementsOf(fromFiles.network().lines());
        assertThat(fromTables.network().combinable())
                .isEqualTo(fromFiles.network().combinable());
        assertThat(fromTables.actual()).isEqualTo(fromFiles.actual());
        assertThat(fromTables.preknown()).isEqualTo(fromFiles.preknown());

        Path gb = folder.resolve("lines.csv");
        Files.writeString(
                gb, Files.readString(shared.resolve("shorthaul/routes_and_costs.csv")), Charset.forName("GB18030"));
        assertThat(written(load(gb, false))).isZero();
        assertThat(written(load(shared.resolve("network/route_daily.csv.gz"), false)))
                .isEqualTo(143_924);
    }

    private ImportReport load(Path file, boolean keepGoodRows) {
        return beans.getBean(VolumeImports.class).load("test", file, keepGoodRows, line -> {});
    }

    private static long written(ImportReport report) {
        assertThat(report.errors()).isEmpty();
        return report.files().stream().mapToLong(FileReport::rowsWritten).sum();
    }

    private String parcels(String from, String to) {
        return jdbc().sql(
                        "SELECT coalesce(string_agg(parcels::text, ',' ORDER BY date), '') FROM forecasting.node_volume "
                                + "WHERE date BETWEEN ?::date AND ?::date AND node_id = 'V1'")
                .params(from, to)
                .query(String.class)
                .single();
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("file" + ++files + ".csv"), text);
    }
}
