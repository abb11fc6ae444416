package cn.yunce.app.cli;

import cn.yunce.app.settings.Settings;
import cn.yunce.app.weights.WeightsConfiguration;
import cn.yunce.assistant.Assistant;
import cn.yunce.assistant.LanguageModelStatus;
import cn.yunce.assistant.TunedAdapters;
import cn.yunce.assistant.chat.LanguageModel;
import cn.yunce.assistant.chat.LanguageModels;
import cn.yunce.assistant.corpus.TextEmbedder;
import cn.yunce.assistant.metric.Metrics;
import cn.yunce.assistant.retrieval.ArticleSearch;
import cn.yunce.assistant.tuning.TaskLadder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** Scores language models on the examples of their tasks, beside the product without one. */
final class Ladder {
    private final ConfigurableApplicationContext parts;
    private final Path examples;
    private final Path judged;
    private final TaskLadder ladder;

    /**
     * @param parts of a product without a model
     * @param tasks folder of develop.jsonl and test.jsonl, beside {@code questions}
     * @param part develop or test
     */
    Ladder(ConfigurableApplicationContext parts, Path tasks, String part) {
        this.parts = parts;
        this.examples = tasks.resolve(part + ".jsonl");
        this.judged = tasks.resolve("../questions/regulations." + part + ".jsonl");
        this.ladder = new TaskLadder(
                parts.getBean(Assistant.class),
                parts.getBean(Metrics.class),
                parts.getBean(ArticleSearch.class),
                parts.getBean(TextEmbedder.class));
    }

    /** The adapter that the settings name; empty for the registered one. */
    static String configured(ConfigurableApplicationContext parts) {
        return parts.getEnvironment().getProperty("yunce.model.adapter", "");
    }

    /**
     * @param adapter as {@link LanguageModels#of} takes it
     * @param limit examples of a task at most
     */
    List<TaskLadder.Figure> score(String name, String adapter, int limit) throws IOException, InterruptedException {
        return score(name, adapter, limit, UnaryOperator.identity());
    }

    /**
     * As {@link #score(String, String, int)}.
     *
     * @param kept what is done with its answers beside
     */
    List<TaskLadder.Figure> score(String name, String adapter, int limit, UnaryOperator<TaskLadder.Answers> kept)
            throws IOException, InterruptedException {
        Environment environment = parts.getEnvironment();
        try (LanguageModel model = LanguageModels.of(
                name,
                environment.getProperty("yunce.model.key", ""),
                adapter,
                environment.getProperty("yunce.model.threads", Integer.class, 2),
                Optional.of(WeightsConfiguration.weights(Settings.ofEnvironment())),
                parts.getBean(TunedAdapters.class),
                false,
                parts.getBean(Clock.class))) {
            model.load();
            AskCommand.await(model);
            if (model.state() != LanguageModelStatus.State.READY) {
                throw new BadInput("YUNCE_MODEL: expected a model to be scored, or --answers, was " + model.name());
            }
            return score(kept.apply(TaskLadder.Answers.of(model)), limit);
        }
    }

    List<TaskLadder.Figure> score(TaskLadder.Answers answers, int limit) throws IOException {
        return ladder.score(examples, judged, answers, limit, System.err::println);
    }

    static String line(TaskLadder.Figure figure) {
        return String.format(
                Locale.ROOT,
                "| %s | %.3f | %.3f | %d |",
                figure.measure(),
                figure.simple(),
                figure.model(),
                figure.of());
    }
}
