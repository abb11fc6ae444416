package cn.yunce.app.cli;

import cn.yunce.assistant.Corpus;
import cn.yunce.assistant.Corpus.IngestReport;
import cn.yunce.assistant.Role;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "ingest",
        description = "收录法规与政策文件。Takes in statutes and policy papers, the sources of answers.",
        mixinStandardHelpOptions = true)
final class IngestCommand implements Callable<Integer> {
    @ParentCommand
    private YunceCommand yunce;

    @Option(names = "--regulations", required = true, paramLabel = "PATH", description = "文件或文件夹 file or folder")
    private Path regulations;

    @Option(
            names = "--readers",
            paramLabel = "ROLE",
            split = ",",
            description =
                    "除管理员外可读的角色，默认所有人 roles that may read them beside ADMIN, default everyone: ${COMPLETION-CANDIDATES}")
    private Set<Role> readers = Set.of();

    @Override
    public Integer call() throws Exception {
        Path existing = regulations.toRealPath();
        try (ConfigurableApplicationContext parts = yunce.openParts()) {
            IngestReport report = parts.getBean(Corpus.class).ingest(existing, readers, System.err::println);
            System.out.printf(
                    "%d added, %d replaced, %d unchanged; %d articles%n",
                    report.added(), report.replaced(), report.unchanged(), report.articles());
            report.errors().forEach(error -> System.err.println("yunce: " + error));
            return report.errors().isEmpty() ? CommandLines.DONE : CommandLines.BAD_INPUT;
        }
    }
}
