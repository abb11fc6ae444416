package cn.yunce.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.forecasting.VolumeImports;
import cn.yunce.forecasting.VolumeImports.ImportReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Whatever file comes: one clear error, and the tables as before. */
class BadFilesIT extends DatabaseIT {
    @TempDir
    Path folder;

    @Test
    void refuses200BadFilesEachWithOneClearErrorAndLeavesTheTablesAsTheyWere() throws IOException {
        try (AnnotationConfigApplicationContext beans = PersistenceBeans.open(dataSource(), readOnlyDataSource())) {
            VolumeImports imports = beans.getBean(VolumeImports.class);
            Path network = Files.createDirectory(folder.resolve("network"));
            Files.writeString(network.resolve("nodes.csv"), """
                id,name,tier,parent_id,longitude,latitude
                N1,一,CITY,,116,39
                N2,二,COUNTY,N1,116,39
                """);
            Files.writeString(network.resolve("fleets.csv"), """
                车队编码,自有车数量
                F,1
                """);
            Files.writeString(network.resolve("lines.csv"), """
                线路编码,起始场地,目的场地,发运节点,车队编码,在途时长,自有变动成本,外部承运商成本
                L1,O,S,06:00:00,F,1,1,1
                """);
            assertThat(imports.load("test", network, false, line -> {}).errors())
                    .isEmpty();
            Map<String, String> before = TableContents.of(jdbc(), "forecasting");

            List<String> wrong = new ArrayList<>();
            for (Path file : BadFiles.write(folder, 200, 618)) {
                ImportReport report = imports.load("test", file, false, line -> {});
                if (!report.hasErrors() || report.errors().isEmpty()) {
                    wrong.add(file + " was taken: " + report);
                    continue;
                }
                String message = report.errors().getFirst().toString();
                if (!message.matches("bad-\\d+\\.[a-z.]+:\\d+: .*expected .*, found .*")
                        || message.length() > 400
                        || message.contains("Exception")) {
                    wrong.add(message);
                }
                if (report.files().stream().anyMatch(VolumeImports.FileReport::kept)) {
                    wrong.add(file + " was kept: " + report);
                }
            }
            assertThat(wrong).isEmpty();
            assertThat(TableContents.of(jdbc(), "forecasting")).isEqualTo(before);
        }
    }

    @Test
    void saysThatAFileIsNotThere() {
        try (AnnotationConfigApplicationContext beans = PersistenceBeans.open(dataSource(), readOnlyDataSource())) {
            ImportReport report =
                    beans.getBean(VolumeImports.class).load("test", folder.resolve("none.csv"), false, line -> {});
            assertThat(report.errors().toString())
                    .isEqualTo("[none.csv:1: expected a file that is there, found nothing]");
        }
    }
}
