package cn.yunce.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.app.Yunce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    void secondsMayBeTheProcessors() throws IOException {
        Path output = folder.resolve("solution.txt");
        assertThat(run(SQUARE, "0.2", output, "--clock", "CPU")).isEqualTo(CommandLines.DONE);
        assertThat(Files.readString(output)).endsWith("Cost 54.1\n");
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

    @Test
    void stopsAndVehiclesOfOnesOwnArePlannedFromJson() throws IOException {
        Path request = Files.writeString(folder.resolve("request.json"), """
                {"places":[{"id":"park","longitude":106,"latitude":31},{"id":"a","longitude":106.1,"latitude":31}],
                 "stops":[{"id":"a","load":[3],"minutes":4}],
                 "vehicles":[{"id":"van","depot":"park","count":2,"capacity":[10],"costPerKm":2}]}
                """);
        Path output = folder.resolve("plan.json");
        ErrorStream.Outcome outcome = ErrorStream.of(() -> CommandLines.run(
                Yunce.class, "route", "--request", request.toString(), "--time", "0.2", "--output", output.toString()));
        assertThat(outcome.status()).isEqualTo(CommandLines.DONE);
        assertThat(Files.readString(output)).contains("\"vehicle\" : \"van\"", "\"stop\" : \"a\"");

        Files.writeString(request, "{\"stops\":[],\"vehicles\":[]}");
        ErrorStream.Outcome refused = ErrorStream.of(() ->
                CommandLines.run(Yunce.class, "route", "--request", request.toString(), "--output", output.toString()));
        assertThat(refused.status()).isEqualTo(CommandLines.BAD_INPUT);
        assertThat(refused.said())
                .contains("request.json: places or matrix must be given")
                .hasLineCount(1);
    }

    @Test
    void whatIsNoMapIsBadInput() throws IOException {
        Path request = Files.writeString(folder.resolve("request.json"), """
                {"places":[{"id":"park","longitude":106,"latitude":31}],"stops":[],
                 "vehicles":[{"id":"van","depot":"park","count":1,"capacity":[10]}]}
                """);
        Path map = Files.writeString(folder.resolve("town.osm.pbf"), "from,to,meters,seconds\n");
        Path output = folder.resolve("plan.json");
        ErrorStream.Outcome outcome = ErrorStream.of(() -> CommandLines.run(
                Yunce.class,
                "route",
                "--request",
                request.toString(),
                "--roads",
                map.toString(),
                "--output",
                output.toString()));
        assertThat(outcome.status()).isEqualTo(CommandLines.BAD_INPUT);
        assertThat(outcome.said())
                .contains("town.osm.pbf:1: expected an OpenStreetMap extract in PBF with roads")
                .hasLineCount(1);
        assertThat(output).doesNotExist();
    }

    private int run(String instance, String seconds, Path output, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("instance.txt"), instance);
        List<String> arguments = new ArrayList<>(
                List.of("route", "--instance", file.toString(), "--time", seconds, "--output", output.toString()));
        arguments.addAll(List.of(more));
        ErrorStream.Outcome outcome =
                ErrorStream.of(() -> CommandLines.run(Yunce.class, arguments.toArray(String[]::new)));
        errors = outcome.said();
        return outcome.status();
    }
}
