package cn.yunce.assistant.chat;

import cn.yunce.assistant.ModelAdapter;
import cn.yunce.assistant.ModelTask;
import cn.yunce.assistant.ModelWeights;
import cn.yunce.assistant.TunedAdapters;
import cn.yunce.assistant.TunedAdapters.Adapter;
import cn.yunce.assistant.TunedAdapters.Standing;
import cn.yunce.assistant.TunedAdapters.Trial;
import cn.yunce.assistant.guardrail.PersonalData;
import dev.langchain4j.agent.tool.ToolSpecification;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model in this process with the adapters that are registered for it. When others are decided on it is loaded anew beside the one that answers,
 * which goes once its last answer is written. What the champion was asked the challenger is asked, too, while nobody else asks, by a model of its own,
 * since the binding loads one adapter with each; the weights are mapped into memory once. Only what the champion says is used.
 */
final class TriedLanguageModel implements LanguageModel {
    private static final Logger LOG = LoggerFactory.getLogger(TriedLanguageModel.class);
    private static final int MOST_WAITING = 32;
    private static final long MILLIS = 1_000_000;

    private final String base;
    private final TunedAdapters registry;
    private final Function<Optional<ModelAdapter>, ChatLanguageModel> maker;
    private final ModelWeights weights;
    private final boolean tried;
    private final Duration poll;
    private final Clock clock;
    private final AtomicBoolean started = new AtomicBoolean();
    private final Thread changes =
            Thread.ofPlatform().daemon().name("language-model-changes").unstarted(this::followRegistry);
    private final ThreadPoolExecutor trials = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().daemon().name("language-model-trials").factory(),
            new ThreadPoolExecutor.DiscardPolicy());
    private volatile Loaded loaded;

    private record Loaded(ChatLanguageModel model, Optional<ChatLanguageModel> challenger, Standing standing) {}

    /**
     * @param base the model's name
     * @param maker of a model with an adapter
     * @param weights where adapters lie
     * @param tried whether the challenger is asked, too
     * @param poll how often the registry is asked whether others were decided on
     */
    TriedLanguageModel(
            String base,
            TunedAdapters registry,
            Function<Optional<ModelAdapter>, ChatLanguageModel> maker,
            ModelWeights weights,
            boolean tried,
            Duration poll,
            Clock clock) {
        this.base = base;
        this.registry = registry;
        this.maker = maker;
        this.weights = weights;
        this.tried = tried;
        this.poll = poll;
        this.clock = clock;
        this.loaded = make(registry.standing(base));
    }

    private Loaded make(Standing standing) {
        Optional<ChatLanguageModel> challenger = tried
                ? standing.challenger().flatMap(this::laid).map(Optional::of).map(maker)
                : Optional.empty();
        return new Loaded(
                maker.apply(
                        standing.champion().isPresent() ? standing.champion().flatMap(this::laid) : shipped()),
                challenger,
                standing);
    }

    private Optional<ModelAdapter> laid(Adapter adapter) {
        try {
            Path file = weights.layAdapter(adapter.sha256(), () -> registry.getContent(adapter.id()));
            return Optional.of(new ModelAdapter(file, adapter.tasks()));
        } catch (IOException e) {
            LOG.warn("adapter {} of {} is left out: {}", adapter.id(), base, e.toString());
            return Optional.empty();
        }
    }

    private Optional<ModelAdapter> shipped() {
        try {
            return weights.findAdapter(base);
        } catch (IOException e) {
            LOG.warn("the adapter of {} is left out: {}", base, e.toString());
            return Optional.empty();
        }
    }

    @Override
    public void load() {
        load(ChatLanguageModel::load);
    }

    @Override
    public void loadNow() {
        load(ChatLanguageModel::loadNow);
    }

    private void load(Consumer<ChatLanguageModel> champion) {
        if (started.compareAndSet(false, true)) {
            champion.accept(loaded.model());
            loaded.challenger().ifPresent(ChatLanguageModel::load);
            if (tried) {
                changes.start();
            }
        }
    }

    private void followRegistry() {
        try {
            while (true) {
                Thread.sleep(poll);
                try {
                    lookUp();
                } catch (RuntimeException e) {
                    LOG.warn("adapters of {} could not be looked up: {}", base, e.toString());
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("closed");
        }
    }

    private void lookUp() {
        Loaded before = loaded;
        Standing standing = registry.standing(base);
        if (standing.version() == before.standing().version() || before.model().state() == State.LOADING) {
            return;
        }
        Loaded next = make(standing);
        next.model().loadNow();
        if (next.model().state() == State.READY) {
            loaded = next;
            before.model().closeWhenIdle();
            before.challenger().ifPresent(ChatLanguageModel::closeWhenIdle);
            next.challenger().ifPresent(ChatLanguageModel::load);
        } else {
            LOG.warn("language model {} stays as it is: its adapters could not be loaded", base);
            next.model().close();
            loaded = new Loaded(before.model(), before.challenger(), standing);
        }
    }

    @Override
    public Optional<String> perform(ModelTask task, String input, BooleanSupplier cancelled) {
        Loaded asked = loaded;
        long start = System.nanoTime();
        Optional<String> said = asked.model().perform(task, input, cancelled);
        int millis = millisSince(start);
        if (said.isPresent()
                && asked.challenger().filter(model -> model.isTuned(task)).isPresent()
                && !trials.isShutdown()) {
            trials.execute(() -> challenge(
                    asked,
                    asked.challenger().get(),
                    asked.standing().challenger().get(),
                    task,
                    input,
                    said.get(),
                    millis));
        }
        return said;
    }

    private void challenge(
            Loaded asked,
            ChatLanguageModel model,
            Adapter challenger,
            ModelTask task,
            String input,
            String said,
            int millis) {
        try {
            long start = System.nanoTime();
            Optional<String> other = model.perform(task, input, asked.model()::isBusy);
            if (other.isPresent()) {
                registry.addTrial(new Trial(
                        task,
                        asked.standing().champion().map(Adapter::id),
                        challenger.id(),
                        PersonalData.mask(input),
                        PersonalData.mask(said),
                        PersonalData.mask(other.get()),
                        millis,
                        millisSince(start),
                        clock.instant()));
            }
        } catch (CancellationException e) {
            LOG.debug("somebody asks: a trial is left out");
        } catch (RuntimeException e) {
            LOG.warn("a trial of adapter {} failed: {}", challenger.id(), e.toString());
        }
    }

    private static int millisSince(long start) {
        return (int) ((System.nanoTime() - start) / MILLIS);
    }

    @Override
    public boolean isTuned(ModelTask task) {
        return loaded.model().isTuned(task);
    }

    @Override
    public Optional<String> write(String task, Consumer<String> onPiece, BooleanSupplier cancelled) {
        return loaded.model().write(task, onPiece, cancelled);
    }

    @Override
    public Optional<String> pickTool(String question, List<ToolSpecification> tools, BooleanSupplier cancelled) {
        return loaded.model().pickTool(question, tools, cancelled);
    }

    @Override
    public String name() {
        return base;
    }

    @Override
    public State state() {
        return loaded.model().state();
    }

    @Override
    public Optional<String> failure() {
        return loaded.model().failure();
    }

    @Override
    public void closeWhenIdle() {
        stop();
        loaded.model().closeWhenIdle();
    }

    @Override
    public void close() {
        stop();
        loaded.model().close();
    }

    private void stop() {
        changes.interrupt();
        trials.shutdownNow();
        loaded.challenger().ifPresent(ChatLanguageModel::close);
    }
}
