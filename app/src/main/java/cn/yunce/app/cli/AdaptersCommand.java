package cn.yunce.app.cli;

import cn.yunce.app.weights.WeightsConfiguration;
import cn.yunce.assistant.ModelChoiceLog;
import cn.yunce.assistant.ModelChoiceLog.Choice;
import cn.yunce.assistant.TunedAdapters;
import cn.yunce.assistant.TunedAdapters.Adapter;
import cn.yunce.assistant.TunedAdapters.Fault;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "adapters",
        description =
                "语言模型的适配器：谁在答、谁在旁试用；上线或退回。Tells which adapter of the language model answers and which is tried beside it;"
                        + " --promote lets another one answer, --rollback the one before.",
        mixinStandardHelpOptions = true)
final class AdaptersCommand implements Callable<Integer> {
    private static final String USER = "command line";

    @ParentCommand
    private YunceCommand yunce;

    @Option(names = "--base", paramLabel = "NAME", description = "清单中的模型 model of the manifest (YUNCE_MODEL)")
    private Optional<String> base = Optional.empty();

    @Option(names = "--promote", paramLabel = "ID", description = "由其作答 the adapter that is to answer")
    private Optional<Long> promote = Optional.empty();

    @Option(names = "--rollback", description = "退回到上一个 the one before answers again")
    private boolean rollback;

    @Override
    public Integer call() {
        if (promote.isPresent() && rollback) {
            throw new BadInput("expected --promote or --rollback, were both");
        }
        try (ConfigurableApplicationContext parts = yunce.openParts("--yunce.model=none")) {
            String model = base.or(() -> yunce.settings().model())
                    .or(() -> parts.getBean(ModelChoiceLog.class).findLast().map(Choice::model))
                    .filter(name -> !name.equals("none"))
                    .orElseGet(
                            () -> WeightsConfiguration.weights(yunce.settings()).defaultName());
            TunedAdapters adapters = parts.getBean(TunedAdapters.class);
            try {
                promote.ifPresent(adapter -> adapters.promote(adapter, USER));
                if (rollback) {
                    adapters.rollBack(model, USER);
                }
            } catch (NoSuchElementException | IllegalArgumentException e) {
                throw new BadInput(String.valueOf(e.getMessage()));
            }
            Optional<Long> champion = adapters.standing(model).champion().map(Adapter::id);
            System.out.println(model + ": "
                    + champion.map(id -> "adapter " + id + " answers")
                            .orElse("the adapter of the product answers, or none"));
            adapters.listAdapters(model).forEach(adapter -> print(adapter, champion));
            adapters.listChanges(model)
                    .forEach(change -> System.out.printf(
                            "%s %s%s, by %s%n",
                            change.at(),
                            change.back() ? "back to " : "",
                            change.champion().map(id -> "adapter " + id).orElse("the adapter of the product"),
                            change.user()));
            return CommandLines.DONE;
        }
    }

    static void print(Adapter adapter, Optional<Long> champion) {
        System.out.printf(
                "adapter %d, %s, since %s, serves %s%n",
                adapter.id(), adapter.sha256().substring(0, 8), adapter.registeredAt(), adapter.tasks());
        new TreeMap<>(adapter.scores())
                .forEach((task, score) -> System.out.printf(
                        Locale.ROOT,
                        "  %-8s %.3f of %d (champion %.3f, without a model %.3f)%n",
                        task,
                        score.own(),
                        score.examples(),
                        score.champion(),
                        score.simple()));
        List<Fault> faults = champion.equals(Optional.of(adapter.id())) ? List.of() : adapter.faults(champion);
        faults.forEach(fault -> System.out.println("  not to be promoted: " + fault.text()));
    }
}
