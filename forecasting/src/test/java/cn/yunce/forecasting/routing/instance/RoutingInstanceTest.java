package cn.yunce.forecasting.routing.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.yunce.forecasting.BadInputException;
import cn.yunce.forecasting.routing.RoutingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingInstanceTest {
    private static final String SMALL = """
            NAME : small
            TYPE : CVRP
            DIMENSION : 3
            EDGE_WEIGHT_TYPE : EUC_2D
            CAPACITY : 10
            NODE_COORD_SECTION
            1 0 0
            2 3 4
            3 6 8
            DEMAND_SECTION
            1 0
            2 5
            3 5
            DEPOT_SECTION
            1
            -1
            EOF
            """;

    @TempDir
    private Path folder;

    private RoutingInstance read(String text) throws IOException {
        return RoutingInstance.read(Files.writeString(folder.resolve("a.vrp"), text));
    }

    @Test
    void aFileOfCvrplibHasWholeDistancesAndCustomersFromOne() throws IOException {
        RoutingInstance instance = read(SMALL);
        assertThat(instance.problem().stops()).hasSize(2);
        assertThat(instance.problem().travel().distance(0, 2)).isEqualTo(10);
        assertThat(instance.write(new RoutingPlan(List.of(new RoutingPlan.Route(0, List.of(1, 0))), List.of(), 20, 1)))
                .isEqualTo("Route #1: 2 1\nCost 20\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 3 4          | 2 3 x          | a.vrp:8: expected numbers",
                "EUC_2D         | EXPLICIT       | expected EDGE_WEIGHT_TYPE EUC_2D",
                "CAPACITY : 10  | CAPACITY : ten | expected CAPACITY: a number",
                "DEMAND_SECTION | LOAD_SECTION   | ok",
                "3 5            | 3 5 7 9        | ok",
                "DEPOT_SECTION  | BACKHAUL_SECTION | expected a section other than BACKHAUL_SECTION",
                "2 5            | 2 99999999999  | expected a routing problem"
            })
    void aBadFileIsSaidToBeBadAndWhere(String from, String to, String expected) throws IOException {
        String text = SMALL.replace(from.strip(), to.strip());
        if (expected.equals("ok")) {
            assertThat(read(text).problem().stops()).hasSize(2);
        } else {
            assertThatThrownBy(() -> read(text))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining(expected);
        }
    }

    @Test
    void whatIsNoProblemIsSaidToBeNone() {
        assertThatThrownBy(() -> read("unique_id,ds,y\n"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("a.vrp:1: expected a row of numbers, or a .vrp, Solomon, Li-Lim or Cordeau file");
        assertThatThrownBy(() -> read("")).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> read("1 2 3 4 5\n1 2\n")).isInstanceOf(BadInputException.class);
    }
}
