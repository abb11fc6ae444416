package cn.yunce.forecasting.routing.road;

import cn.yunce.forecasting.routing.TravelMatrix;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server that computes matrices on real roads: OSRM's table service, or Valhalla's sources_to_targets. */
public final class ServerRoads implements Roads {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int METERS_A_KM = 1_000;

    /** Which of the two interfaces a server has. */
    public enum Kind {
        OSRM,
        VALHALLA
    }

    private final Kind kind;
    private final URI base;
    private final JsonMapper mapper = JsonMapper.builder().build();

    /** @param base of the server, such as {@code http://127.0.0.1:5000} */
    public ServerRoads(Kind kind, URI base) {
        this.kind = kind;
        this.base = base;
    }

    /**
     * The server of a text such as {@code osrm=http://127.0.0.1:5000} or {@code valhalla=http://127.0.0.1:8002}.
     *
     * @throws IllegalArgumentException saying what was expected
     */
    public static ServerRoads of(String text) {
        int at = text.indexOf('=');
        for (Kind kind : Kind.values()) {
            if (at > 0 && kind.name().equalsIgnoreCase(text.substring(0, at))) {
                return new ServerRoads(kind, URI.create(text.substring(at + 1)));
            }
        }
        throw new IllegalArgumentException("roads must be osrm=URL or valhalla=URL, was " + text);
    }

    /** @throws IOException when the server does not answer, or knows no way between two of the places */
    @Override
    public TravelMatrix matrix(List<Place> places) throws IOException {
        HttpRequest request = kind == Kind.OSRM ? osrm(places) : valhalla(places);
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException("the routing server must answer 200, answered " + response.statusCode());
            }
            JsonNode answer = mapper.readTree(response.body());
            return kind == Kind.OSRM ? table(answer, places) : pairs(answer, places);
        } catch (JacksonException e) {
            throw new IOException("the routing server must answer JSON", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the routing server was asked", e);
        }
    }

    private HttpRequest osrm(List<Place> places) {
        String coordinates = places.stream()
                .map(place -> String.format(Locale.ROOT, "%.6f,%.6f", place.longitude(), place.latitude()))
                .collect(Collectors.joining(";"));
        return HttpRequest.newBuilder(
                        URI.create(base + "/table/v1/driving/" + coordinates + "?annotations=duration,distance"))
                .timeout(TIMEOUT)
                .build();
    }

    private HttpRequest valhalla(List<Place> places) {
        String locations = places.stream()
                .map(place ->
                        String.format(Locale.ROOT, "{\"lat\":%.6f,\"lon\":%.6f}", place.latitude(), place.longitude()))
                .collect(Collectors.joining(",", "[", "]"));
        String body = "{\"sources\":" + locations + ",\"targets\":" + locations + ",\"costing\":\"auto\"}";
        return HttpRequest.newBuilder(URI.create(base + "/sources_to_targets"))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static TravelMatrix table(JsonNode answer, List<Place> places) throws IOException {
        int size = places.size();
        int[] distance = new int[size * size];
        int[] duration = new int[size * size];
        for (int i = 0; i < size * size; i++) {
            distance[i] = whole(answer.path("distances").path(i / size).path(i % size), 1, places, i);
            duration[i] = whole(answer.path("durations").path(i / size).path(i % size), 1, places, i);
        }
        return TravelMatrix.of(size, distance, duration);
    }

    private static TravelMatrix pairs(JsonNode answer, List<Place> places) throws IOException {
        int size = places.size();
        int[] distance = new int[size * size];
        int[] duration = new int[size * size];
        for (int i = 0; i < size * size; i++) {
            JsonNode pair = answer.path("sources_to_targets").path(i / size).path(i % size);
            distance[i] = whole(pair.path("distance"), METERS_A_KM, places, i);
            duration[i] = whole(pair.path("time"), 1, places, i);
        }
        return TravelMatrix.of(size, distance, duration);
    }

    private static int whole(JsonNode value, int scale, List<Place> places, int i) throws IOException {
        if (!value.isNumber()) {
            throw new IOException("the routing server must know a way from "
                    + places.get(i / places.size()).id() + " to "
                    + places.get(i % places.size()).id() + ", said " + value);
        }
        return (int) Math.round(value.asDouble() * scale);
    }
}
