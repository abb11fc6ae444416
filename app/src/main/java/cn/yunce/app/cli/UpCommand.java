package cn.yunce.app.cli;

import cn.yunce.app.settings.Settings;
import cn.yunce.forecasting.DailyRuns;
import cn.yunce.forecasting.DailyRuns.Run;
import cn.yunce.forecasting.DailyRuns.Status;
import cn.yunce.forecasting.DailyRuns.Step;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "up",
        description = "启动服务：网页与接口，按 Ctrl-C 结束。Starts the service and stays until Ctrl-C.",
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    @ParentCommand
    private YunceCommand yunce;

    @Override
    public Integer call() throws Exception {
        Settings settings = yunce.settings();
        requireFree(settings.port());
        Files.createDirectories(settings.logs());
        System.err.println("启动运策…（数据与日志在 " + settings.home() + "）");
        CountDownLatch closed = new CountDownLatch(1);
        ConfigurableApplicationContext service = yunce.startService();
        service.addApplicationListener(event -> {
            if (event instanceof ContextClosedEvent) {
                closed.countDown();
            }
        });
        String port = service.getEnvironment().getProperty("local.server.port", String.valueOf(settings.port()));
        System.out.println("运策 http://127.0.0.1:" + port);
        System.out.flush();
        follow(service.getBean(DailyRuns.class), closed);
        closed.await();
        return CommandLines.DONE;
    }

    private static void requireFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            socket.setReuseAddress(true);
        } catch (IOException e) {
            throw new BadInput("port " + port + " is in use; stop what uses it, or set YUNCE_PORT to another");
        }
    }

    /** Shows what the run at start-up does, until it has ended. */
    private static void follow(DailyRuns runs, CountDownLatch closed) throws InterruptedException {
        String shown = "";
        while (closed.getCount() > 0) {
            List<Run> latest = runs.listRuns(1);
            if (latest.isEmpty()) {
                return;
            }
            Run run = latest.getFirst();
            if (run.status() != Status.RUNNING) {
                System.err.println(
                        run.status() == Status.DONE
                                ? "数据截至 " + run.dataCutOff() + "，预测与车辆计划已发布。"
                                : "数据截至 " + run.dataCutOff() + " 的运行未完成：" + describe(run));
                return;
            }
            String line = describe(run);
            if (!line.equals(shown)) {
                System.err.println(line);
                shown = line;
            }
            Thread.sleep(LOOK_AGAIN);
        }
    }

    private static String describe(Run run) {
        return run.steps().stream()
                .filter(step -> step.status() == Status.RUNNING || step.status() == Status.FAILED)
                .findFirst()
                .map(UpCommand::describe)
                .orElse("…");
    }

    private static String describe(Step step) {
        String name = switch (step.name()) {
            case IMPORT -> "导入";
            case FORECAST -> "预测";
            case SCHEDULE -> "排班";
            case PUBLISH -> "发布";
        };
        return name + (step.detail().isEmpty() ? "…" : "：" + step.detail());
    }
}
