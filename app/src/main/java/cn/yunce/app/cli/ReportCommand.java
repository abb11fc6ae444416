package cn.yunce.app.cli;

import cn.yunce.assistant.Caller;
import cn.yunce.assistant.Language;
import cn.yunce.assistant.MonthlyReport;
import cn.yunce.assistant.Reports;
import cn.yunce.assistant.Role;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "report",
        description =
                "写出月报：report-YYYY-MM.xlsx 与可打印的 .html。Writes a month's report as a workbook and as a page to print.",
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
    @ParentCommand
    private YunceCommand yunce;

    @Option(names = "--month", required = true, paramLabel = "YYYY-MM", description = "月份 month")
    private YearMonth month;

    @Option(names = "--output", required = true, paramLabel = "DIR", description = "写入的文件夹 folder to write into")
    private Path output;

    @Override
    public Integer call() throws Exception {
        Drafts.requireFolder(output);
        try (ConfigurableApplicationContext parts = yunce.openParts()) {
            Reports reports = parts.getBean(Reports.class);
            MonthlyReport report;
            try {
                report = reports.monthly(month, Caller.of(Role.ADMIN));
            } catch (IllegalArgumentException e) {
                throw new BadInput("--month: " + e.getMessage());
            }
            String name = "report-" + month;
            Drafts.publish(output, List.of(name + ".xlsx", name + ".html"), draft -> {
                try (OutputStream out = Files.newOutputStream(draft.resolve(name + ".xlsx"))) {
                    reports.workbook(report, Language.CHINESE, out);
                }
                Files.writeString(draft.resolve(name + ".html"), reports.page(report, Language.CHINESE));
            });
            System.out.printf(
                    "%s %s: %d KPIs, %d targets, %d counties%n",
                    report.scope(),
                    month,
                    report.lines().size(),
                    report.targets().size(),
                    report.standings().size());
            return CommandLines.DONE;
        }
    }
}
