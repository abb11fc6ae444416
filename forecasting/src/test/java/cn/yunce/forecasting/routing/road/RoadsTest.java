package cn.yunce.forecasting.routing.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.yunce.forecasting.BadInputException;
import cn.yunce.forecasting.routing.TravelMatrix;
import cn.yunce.forecasting.routing.road.GreatCircleRoads.Known;
import cn.yunce.forecasting.routing.road.Roads.Place;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoadsTest {
    private static final Place A = new Place("a", 106, 30);
    private static final Place B = new Place("b", 107, 30);

    @TempDir
    private Path folder;

    @Test
    void aDegreeOfLongitudeAtThirtyNorthIsNinetySixKilometres() {
        TravelMatrix matrix = new GreatCircleRoads(1.5, 60).matrix(List.of(A, B));
        assertThat(matrix.distance(0, 1)).isBetween(144_300, 144_600);
        assertThat(matrix.duration(0, 1)).isEqualTo(Math.round(matrix.distance(0, 1) * 0.06f));
        assertThat(matrix.distance(0, 0)).isZero();
    }

    @Test
    void knownRoadsCalibrateTheFactor() {
        double crow = A.metersTo(B);
        assertThat(GreatCircleRoads.calibrated(List.of(new Known(A, B, 1.3 * crow), new Known(B, A, 1.5 * crow))))
                .isBetween(1.399, 1.401);
        assertThatThrownBy(() -> GreatCircleRoads.calibrated(List.of(new Known(A, A, 5))))
                .hasMessageContaining("known roads must be between places that are apart");
    }

    @Test
    void aFileSaysHowFarItIsBothWays() throws IOException {
        Path file = Files.writeString(folder.resolve("roads.csv"), "from,to,meters,seconds\na,b,1200,90\nx,y,1,1\n");
        TravelMatrix matrix = new FileRoads(file).matrix(List.of(A, B));
        assertThat(matrix.distance(1, 0)).isEqualTo(1_200);
        assertThat(matrix.duration(0, 1)).isEqualTo(90);
        Files.writeString(file, "from,to,meters,seconds\na,b,far,90\n");
        assertThatThrownBy(() -> new FileRoads(file).matrix(List.of(A, B)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("roads.csv:2: expected metres and seconds of 0 or more");
        Files.writeString(file, "from,to,meters,seconds\n");
        assertThatThrownBy(() -> new FileRoads(file).matrix(List.of(A, B))).hasMessageContaining("a way from a to b");
    }

    @Test
    void osrmIsAskedForItsTable() throws IOException {
        TravelMatrix matrix = asked(
                ServerRoads.Kind.OSRM,
                "{\"code\":\"Ok\",\"distances\":[[0,1234.4],[1300,0]],\"durations\":[[0,61.6],[70,0]]}",
                "/table/v1/driving/106.000000,30.000000;107.000000,30.000000?annotations=duration,distance");
        assertThat(matrix.distance(0, 1)).isEqualTo(1_234);
        assertThat(matrix.duration(0, 1)).isEqualTo(62);
        assertThat(matrix.distance(1, 0)).isEqualTo(1_300);
    }

    @Test
    void valhallaIsAskedForSourcesToTargets() throws IOException {
        TravelMatrix matrix = asked(
                ServerRoads.Kind.VALHALLA,
                "{\"sources_to_targets\":[[{\"distance\":0,\"time\":0},{\"distance\":1.5,\"time\":100}],"
                        + "[{\"distance\":1.6,\"time\":110},{\"distance\":0,\"time\":0}]]}",
                "/sources_to_targets");
        assertThat(matrix.distance(0, 1)).isEqualTo(1_500);
        assertThat(matrix.duration(1, 0)).isEqualTo(110);
    }

    @Test
    void whatAServerDoesNotKnowIsSaid() {
        assertThatThrownBy(() -> asked(
                        ServerRoads.Kind.OSRM, "{\"distances\":[[0,null],[1,0]],\"durations\":[[0,1],[1,0]]}", ""))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("must know a way from a to b, said null");
        assertThatThrownBy(() -> ServerRoads.of("google=x"))
                .hasMessage("roads must be osrm=URL or valhalla=URL, was google=x");
    }

    private static TravelMatrix asked(ServerRoads.Kind kind, String answer, String expectedPath) throws IOException {
        AtomicReference<String> path = new AtomicReference<>("");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            path.set(exchange.getRequestURI().toString());
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            TravelMatrix matrix = new ServerRoads(kind, base).matrix(List.of(A, B));
            assertThat(path.get()).isEqualTo(expectedPath);
            return matrix;
        } finally {
            server.stop(0);
        }
    }
}
