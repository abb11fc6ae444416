package cn.yunce.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.app.cli.ErrorStream.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad input is told in one line, before anything is started. */
class CommandLinesTest {
    @TempDir
    private Path folder;

    @Test
    void anUnknownCommandIsBadInput() {
        assertThat(run("fly"))
                .isEqualTo(new Outcome(2, "yunce: Unmatched argument at index 0: 'fly'; see yunce --help"));
    }

    @Test
    void aMissingOptionIsBadInput() {
        assertThat(run("token", "--user", "x"))
                .isEqualTo(new Outcome(2, "yunce: Missing required option: '--role=<role>'; see yunce token --help"));
    }

    @Test
    void aRoleThatIsNoneIsToldWithTheRolesThereAre() {
        Outcome outcome = run("token", "--user", "x", "--role", "king");
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.said()).contains("king", "DISPATCHER", "ADMIN").doesNotContain("\n");
    }

    @Test
    void aGroupIsDecidedWholeOrNotAtAll() {
        assertThat(run("champions", "--tier", "VILLAGE", "--challenger", "OWN"))
                .isEqualTo(new Outcome(2, "yunce: --tier, --direction and --champion go together"));
    }

    @Test
    void aFileThatIsNotThereIsBadInput() {
        for (String[] command :
                new String[][] {{"import"}, {"ingest", "--regulations"}, {"restore"}, {"ask", "--batch"}}) {
            String[] args = Arrays.copyOf(command, command.length + 1);
            args[command.length] = folder.resolve("nowhere").toString();
            assertThat(run(args))
                    .isEqualTo(new Outcome(
                            2, "yunce: " + folder.resolve("nowhere") + ": expected a file or folder, found none"));
        }
    }

    @Test
    void anotherFileIsNotRestored() throws Exception {
        Path file = Files.writeString(folder.resolve("notes.txt"), "PG notes");
        assertThat(run("restore", file.toString()))
                .isEqualTo(
                        new Outcome(2, "yunce: " + file + ": expected a file that yunce backup wrote, found another"));
    }

    @Test
    void aQuestionMustNotBeBlank() {
        assertThat(run("ask", "  ")).isEqualTo(new Outcome(2, "yunce: question must have 1..2000 characters, had 0"));
    }

    @Test
    void helpIsShownWithStatusZero() {
        assertThat(run("ask", "--help").status()).isZero();
        assertThat(run().status()).isZero();
    }

    private static Outcome run(String... args) {
        return ErrorStream.of(() -> CommandLines.run(CommandLinesTest.class, args));
    }
}
