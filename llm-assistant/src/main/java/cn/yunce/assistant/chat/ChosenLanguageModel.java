package cn.yunce.assistant.chat;

import cn.yunce.assistant.ModelChoiceLog;
import cn.yunce.assistant.ModelChoiceLog.Choice;
import cn.yunce.assistant.ModelChoices;
import cn.yunce.assistant.ModelTask;
import dev.langchain4j.agent.tool.ToolSpecification;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The model that the configuration fixes, or else the one chosen last. Another choice, of whichever service on the same database, is loaded beside the
 * model that answers and takes its place once it is ready.
 */
final class ChosenLanguageModel implements LanguageModel, ModelChoices {
    private static final Logger LOG = LoggerFactory.getLogger(ChosenLanguageModel.class);
    private static final String NONE = "none";
    private static final int SHOWN = 20;

    private final boolean fixed;
    private final ModelChoiceLog log;
    private final Function<String, LanguageModel> maker;
    private final Supplier<List<Offer>> offers;
    private final boolean followed;
    private final Duration poll;
    private final AtomicBoolean started = new AtomicBoolean();
    private final Thread follower =
            Thread.ofPlatform().daemon().name("language-model-choice").unstarted(this::follow);
    private volatile LanguageModel current;
    /** Id of the choice that was acted on last; 0 for none. */
    private volatile long seen;

    private volatile Optional<String> coming = Optional.empty();
    private volatile Optional<Failure> failed = Optional.empty();
    private volatile boolean closed;

    /**
     * @param setting {@code YUNCE_MODEL}; empty where it fixes nothing
     * @param maker of a model by its name, empty for the default
     * @param followed whether later choices are followed
     * @param poll how often the log is read
     */
    ChosenLanguageModel(
            String setting,
            ModelChoiceLog log,
            Function<String, LanguageModel> maker,
            Supplier<List<Offer>> offers,
            boolean followed,
            Duration poll) {
        this.fixed = !setting.isEmpty();
        this.log = log;
        this.maker = maker;
        this.offers = offers;
        this.followed = followed;
        this.poll = poll;
        Optional<Choice> last = fixed ? Optional.empty() : log.findLast();
        this.seen = last.map(Choice::id).orElse(0L);
        this.current = maker.apply(last.map(Choice::model).orElse(setting));
    }

    @Override
    public void load() {
        if (!followed || fixed) {
            current.load();
        } else if (started.compareAndSet(false, true)) {
            follower.start();
        }
    }

    @Override
    public void loadNow() {
        current.loadNow();
    }

    private void follow() {
        current.loadNow();
        while (!closed) {
            // What interrupted it stands in the log by now.
            Thread.interrupted();
            try {
                Optional<Choice> choice = log.findLast().filter(last -> last.id() != seen);
                if (choice.isPresent()) {
                    seen = choice.get().id();
                    change(choice.get().model());
                } else {
                    Thread.sleep(poll);
                }
            } catch (InterruptedException e) {
                LOG.debug("somebody chose, or this closes");
            } catch (RuntimeException e) {
                LOG.warn("the language model chosen could not be looked up: {}", e.toString());
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(poll);
        } catch (InterruptedException e) {
            LOG.debug("somebody chose, or this closes");
        }
    }

    private void change(String model) {
        failed = Optional.empty();
        if (model.equals(current.name()) && current.state() != State.FAILED) {
            return;
        }
        coming = Optional.of(model);
        LanguageModel next = maker.apply(model);
        next.loadNow();
        if (next.state() == State.FAILED) {
            failed = failureOf(next);
            next.close();
        } else {
            LanguageModel before = current;
            current = next;
            before.closeWhenIdle();
        }
        coming = Optional.empty();
        if (closed) {
            current.close();
        }
    }

    @Override
    public Overview overview() {
        LanguageModel answers = current;
        return new Overview(
                fixed,
                answers.name(),
                answers.state(),
                coming,
                coming.isPresent() ? Optional.empty() : failed.or(() -> failureOf(answers)),
                offers.get(),
                log.listChoices(SHOWN));
    }

    private static Optional<Failure> failureOf(LanguageModel model) {
        return model.failure().map(reason -> new Failure(model.name(), reason));
    }

    @Override
    public void choose(String model, String user) {
        if (fixed) {
            throw new IllegalStateException("YUNCE_MODEL fixes the language model " + current.name()
                    + "; start the service without it to choose one");
        }
        List<String> names = Stream.concat(
                        Stream.of(NONE), offers.get().stream().map(Offer::name))
                .toList();
        if (!names.contains(model)) {
            throw new IllegalArgumentException(
                    "model must be one of " + names.stream().collect(Collectors.joining(", ")) + ", was " + model);
        }
        log.add(model, user);
        // Whatever it waits for, or fetches, is no longer what is wanted.
        follower.interrupt();
    }

    @Override
    public String name() {
        return current.name();
    }

    @Override
    public State state() {
        return current.state();
    }

    @Override
    public Optional<String> failure() {
        return current.failure();
    }

    @Override
    public Optional<String> write(String task, Consumer<String> onPiece, BooleanSupplier cancelled) {
        return current.write(task, onPiece, cancelled);
    }

    @Override
    public Optional<String> pickTool(String question, List<ToolSpecification> tools, BooleanSupplier cancelled) {
        return current.pickTool(question, tools, cancelled);
    }

    @Override
    public boolean isTuned(ModelTask task) {
        return current.isTuned(task);
    }

    @Override
    public Optional<String> perform(ModelTask task, String input, BooleanSupplier cancelled) {
        return current.perform(task, input, cancelled);
    }

    @Override
    public void close() {
        closed = true;
        follower.interrupt();
        current.close();
    }
}
