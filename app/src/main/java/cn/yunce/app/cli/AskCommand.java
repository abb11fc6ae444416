package cn.yunce.app.cli;

import cn.yunce.assistant.Answer;
import cn.yunce.assistant.Assistant;
import cn.yunce.assistant.Citation;
import cn.yunce.assistant.LanguageModelStatus;
import cn.yunce.assistant.LanguageModelStatus.State;
import cn.yunce.assistant.Question;
import cn.yunce.assistant.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Command(name = "ask", description = "提问，答案附出处。Answers a question with its sources.", mixinStandardHelpOptions = true)
final class AskCommand implements Callable<Integer> {
    /** Enough to read weights that are in the cache; while they are still fetched, answers quote. */
    private static final Duration MODEL_LIMIT = Duration.ofSeconds(60);

    @ParentCommand
    private YunceCommand yunce;

    @ArgGroup(multiplicity = "1")
    private What what;

    @Option(names = "--role", defaultValue = "DISPATCHER", description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
    private Role role;

    @Option(names = "--as-of", paramLabel = "DATE", description = "以哪天为准 the day whose law and data count")
    private Optional<LocalDate> asOf;

    @Option(names = "--json", description = "输出 JSON")
    private boolean json;

    private static final class What {
        @Parameters(arity = "1", paramLabel = "QUESTION", description = "问题")
        private Optional<String> question = Optional.empty();

        @Option(
                names = "--batch",
                paramLabel = "FILE",
                description = "问题文件，一行一个 JSON: {id,question,role,as_of} a line; answers as JSON, with the id")
        private Optional<Path> batch = Optional.empty();
    }

    @Override
    public Integer call() throws Exception {
        Optional<Path> file =
                what.batch.isPresent() ? Optional.of(what.batch.get().toRealPath()) : Optional.empty();
        Optional<Question> single = what.question.map(text -> new Question(text, role, asOf, Optional.empty()));
        try (ConfigurableApplicationContext parts = yunce.openParts()) {
            Assistant assistant = parts.getBean(Assistant.class);
            JsonMapper mapper = parts.getBean(JsonMapper.class);
            await(parts.getBean(LanguageModelStatus.class));
            if (single.isPresent()) {
                Answer answer = assistant.ask(single.get());
                System.out.println(json ? mapper.writeValueAsString(answer) : text(answer));
            }
            if (file.isPresent()) {
                JsonLines.answer(
                        mapper,
                        file.get(),
                        "{id,question,role,as_of}",
                        (row, where) -> assistant.ask(question(row, where)));
            }
            return CommandLines.DONE;
        }
    }

    private Question question(JsonNode row, String where) {
        String date = row.path("as_of").asString("");
        String conversation = row.path("conversation").asString("");
        try {
            return new Question(
                    row.path("question").asString(""),
                    Role.valueOf(row.path("role").asString(role.name()).toUpperCase(Locale.ROOT)),
                    date.isEmpty() ? asOf : Optional.of(LocalDate.parse(date)),
                    conversation.isEmpty() ? Optional.empty() : Optional.of(conversation));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new BadInput(where + ": " + e.getMessage());
        }
    }

    static void await(LanguageModelStatus model) throws InterruptedException {
        long end = System.nanoTime() + MODEL_LIMIT.toNanos();
        while (model.state() == State.LOADING && System.nanoTime() < end) {
            Thread.sleep(50);
        }
        if (model.state() == State.LOADING || model.state() == State.FAILED) {
            System.err.println("语言模型 " + model.name() + " 未就绪，仅引用原文作答。");
        }
    }

    private static String text(Answer answer) {
        StringBuilder text = new StringBuilder(answer.answer());
        for (Citation citation : answer.citations()) {
            text.append("\n\n《" + citation.law() + "》（" + citation.version() + "）" + citation.article() + "："
                    + citation.quote());
        }
        return text.toString();
    }
}
