package cn.yunce.app.cli;

import cn.yunce.forecasting.VolumeImports;
import cn.yunce.forecasting.VolumeImports.FileReport;
import cn.yunce.forecasting.VolumeImports.ImportReport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "import",
        description = "导入业务量、网络与指标文件（CSV、XLSX）。Loads files of docs/file-formats.md.",
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
    @ParentCommand
    private YunceCommand yunce;

    @Parameters(paramLabel = "PATH", description = "文件或文件夹 file or folder")
    private Path path;

    @Option(
            names = "--feed",
            defaultValue = "files",
            description = "数据名称 what to keep the data under (${DEFAULT-VALUE})")
    private String feed;

    @Option(names = "--keep-good-rows", description = "保留正确的行 keep the good rows of a file with bad ones")
    private boolean keepGoodRows;

    @Override
    public Integer call() throws Exception {
        Path existing = path.toRealPath();
        try (ConfigurableApplicationContext parts = yunce.openParts()) {
            ImportReport report =
                    parts.getBean(VolumeImports.class).load(feed, existing, keepGoodRows, System.err::println);
            for (FileReport file : report.files()) {
                System.out.printf(
                        "%s (%s): %,d rows read, %,d written, %,d bad%s%n",
                        file.file(),
                        file.format(),
                        file.rowsRead(),
                        file.rowsWritten(),
                        file.badRows(),
                        file.kept() ? "" : "; nothing of it kept");
            }
            report.errors().forEach(error -> System.err.println("yunce: " + error));
            return report.hasErrors() ? CommandLines.BAD_INPUT : CommandLines.DONE;
        }
    }
}
