package cn.yunce.app.cli;

import cn.yunce.app.security.AccountRole;
import cn.yunce.app.security.Tokens;
import cn.yunce.app.security.Tokens.IssuedToken;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "token",
        description = "签发接口令牌。Issues a bearer token for the REST API, alone on standard output.",
        mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {
    @ParentCommand
    private YunceCommand yunce;

    @Option(names = "--user", required = true, description = "名称，见审计日志 name in the audit log")
    private String user;

    @Option(names = "--role", required = true, description = "${COMPLETION-CANDIDATES}")
    private AccountRole role;

    @Option(
            names = "--region",
            paramLabel = "COUNTY",
            description = "只限某区县的指标 id of the county whose figures alone it may see")
    private Optional<String> region = Optional.empty();

    @Option(names = "--days", defaultValue = "90", description = "有效天数 days it is valid (${DEFAULT-VALUE})")
    private int days;

    @Override
    public Integer call() {
        try (ConfigurableApplicationContext parts = yunce.openParts()) {
            IssuedToken token = parts.getBean(Tokens.class).issue(user, role, region, days);
            System.err.println("valid until " + token.expiresAt());
            System.out.println(token.token());
            return CommandLines.DONE;
        }
    }
}
