package cn.yunce.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntSupplier;

/** What a command says on the error stream. */
final class ErrorStream {
    private ErrorStream() {}

    /** The command's exit status, and what it said. */
    record Outcome(int status, String said) {}

    static Outcome of(IntSupplier command) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            int status = command.getAsInt();
            return new Outcome(status, said.toString(StandardCharsets.UTF_8).strip());
        } finally {
            System.setErr(before);
        }
    }

    /** The one line of complaint that a command with bad input ends with. */
    static String badInput(IntSupplier command) {
        Outcome outcome = of(command);
        assertThat(outcome.status()).isEqualTo(CommandLines.BAD_INPUT);
        List<String> lines = outcome.said().lines().toList();
        assertThat(lines).filteredOn(line -> line.startsWith("yunce: ")).hasSize(1);
        return lines.getLast();
    }
}
