package cn.yunce.app.cli;

import cn.yunce.assistant.Assistant;
import cn.yunce.assistant.LanguageModelStatus;
import cn.yunce.assistant.evaluation.Evaluation;
import cn.yunce.assistant.evaluation.EvaluationReport;
import cn.yunce.assistant.evaluation.JudgedQuestion;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.json.JsonMapper;

@Command(name = "eval", description = "给一套问题打分。Scores the answers to a question set.", mixinStandardHelpOptions = true)
final class EvalCommand implements Callable<Integer> {
    @ParentCommand
    private YunceCommand yunce;

    @Option(
            names = "--set",
            required = true,
            paramLabel = "FILE",
            description = "问题集，一行一个 JSON: {id,persona,question,as_of,route,gold,answerable} a line")
    private Path set;

    @Option(names = "--json", description = "输出 JSON")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        List<JudgedQuestion> questions = Evaluation.read(set.toRealPath());
        try (ConfigurableApplicationContext parts = yunce.openParts()) {
            Assistant assistant = parts.getBean(Assistant.class);
            AskCommand.await(parts.getBean(LanguageModelStatus.class));
            EvaluationReport report = Evaluation.score(assistant, questions, System.err::println);
            System.out.println(json ? parts.getBean(JsonMapper.class).writeValueAsString(report) : text(report));
            return CommandLines.DONE;
        }
    }

    private static String text(EvaluationReport report) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%d questions: routing %.3f, gold cited %.3f, citation precision %.3f, refusal %.3f, unsourced numbers %d,"
                        + " median %d ms, p95 %d ms%n%s",
                report.questions(),
                report.routing(),
                report.goldHit(),
                report.citationPrecision(),
                report.refusal(),
                report.unsourcedNumbers(),
                report.medianMillis(),
                report.p95Millis(),
                report.byRoute()));
        report.misses()
                .forEach(miss -> text.append(String.format(
                        "%n%s %s: expected %s, got %s", miss.id(), miss.question(), miss.expected(), miss.got())));
        return text.toString();
    }
}
