package cn.yunce.app.cli;

import cn.yunce.forecasting.Champions;
import cn.yunce.forecasting.Champions.SeriesGroup;
import cn.yunce.forecasting.Champions.Standing;
import cn.yunce.forecasting.ModelPool;
import cn.yunce.forecasting.domain.Direction;
import cn.yunce.forecasting.domain.NetworkTier;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "champions",
        description =
                "各组序列由哪些模型预测、哪些在旁试用。Tells which models forecast each group of series in the daily run, and which are"
                        + " tried beside them; with --tier and --direction decides it for a group.",
        mixinStandardHelpOptions = true)
final class ChampionsCommand implements Callable<Integer> {
    @ParentCommand
    private YunceCommand yunce;

    @Option(names = "--tier", description = "${COMPLETION-CANDIDATES}")
    private Optional<NetworkTier> tier = Optional.empty();

    @Option(names = "--direction", description = "${COMPLETION-CANDIDATES}")
    private Optional<Direction> direction = Optional.empty();

    @Option(names = "--champion", description = "由其发布 published: ${COMPLETION-CANDIDATES}")
    private Optional<ModelPool> champion = Optional.empty();

    @Option(names = "--challenger", description = "在旁试用 tried beside it: ${COMPLETION-CANDIDATES} (none)")
    private Optional<ModelPool> challenger = Optional.empty();

    @Override
    public Integer call() {
        boolean decides = tier.isPresent() && direction.isPresent() && champion.isPresent();
        if (!decides && (tier.isPresent() || direction.isPresent() || champion.isPresent() || challenger.isPresent())) {
            throw new BadInput("--tier, --direction and --champion go together");
        }
        try (ConfigurableApplicationContext parts = yunce.openParts()) {
            Champions champions = parts.getBean(Champions.class);
            if (decides) {
                champions.decide(
                        new SeriesGroup(tier.orElseThrow(), direction.orElseThrow()),
                        champion.orElseThrow(),
                        challenger,
                        "command line");
            }
            champions.listStandings().forEach(ChampionsCommand::print);
            champions
                    .listPromotions()
                    .forEach(promotion -> System.out.printf(
                            "%s %s: %s instead of %s, by %s%n",
                            promotion.at(), promotion.group(), promotion.to(), promotion.from(), promotion.by()));
            return CommandLines.DONE;
        }
    }

    private static void print(Standing standing) {
        String beside =
                standing.challenger().map(pool -> ", challenger " + pool).orElse("");
        String score = standing.score()
                .map(found -> String.format(
                        Locale.ROOT,
                        ": error %.4f against %.4f over %d days, better on %d",
                        found.challengerError(),
                        found.championError(),
                        found.days(),
                        found.betterDays()))
                .orElse("");
        System.out.printf("%s: champion %s%s%s%n", standing.group(), standing.champion(), beside, score);
    }
}
