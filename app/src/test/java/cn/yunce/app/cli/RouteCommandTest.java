package cn.yunce.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.app.Yunce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteCommandTest {
    private static final String SQUARE = """
            square

            VEHICLE
            NUMBER     CAPACITY
              2         10

            CUSTOMER
            CUST NO.  XCOORD.  YCOORD.  DEMAND  READY TIME  DUE DATE  SERVICE TIME

              0  0  0  0  0  1000  0
              1  0  10  5  0  1000  0
              2  10  10  5  0  1000  0
              3  10  0  5  0  1000  0
            """;

    @TempDir
    private Path folder;

    private String errors = "";

    @Test
    void aSquareIsDrivenInTwoRoutesThatAreWritten() throws IOException {
        Path output = folder.resolve("new/solution.txt");
        assertThat(run(SQUARE, "0.2", output)).isEqualTo(CommandLines.DONE);
        // Two of the three fit together: 10 + 10 + 14.1 and 2 × 10.
        assertThat(Files.readString(output)).containsPattern("^Route #1: [123]").endsWith("Cost 54.1\n");
    }

    @Test
    void whatIsNoInstanceIsBadInput() throws IOException {
        Path output = folder.resolve("solution.txt");
        assertThat(run("unique_id,ds,y\n", "0.2", output)).isEqualTo(CommandLines.BAD_INPUT);
        assertThat(errors).contains("instance.txt:1: expected").hasLineCount(1);
        assertThat(run(SQUARE, "-1", output)).isEqualTo(CommandLines.BAD_INPUT);
        assertThat(errors).contains("--time must be above 0").hasLineCount(1);
        assertThat(output).doesNotExist();
    }

    private int run(String instance, String seconds, Path output) throws IOException {
        Path file = Files.writeString(folder.resolve("instance.txt"), instance);
        ErrorStream.Outcome outcome = ErrorStream.of(() -> CommandLines.run(
                Yunce.class, "route", "--instance", file.toString(), "--time", seconds, "--output", output.toString()));
        errors = outcome.said();
        return outcome.status();
    }
}
