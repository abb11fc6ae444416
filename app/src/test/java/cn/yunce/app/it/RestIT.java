package cn.yunce.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.app.security.AccountRole;
import cn.yunce.app.security.Accounts;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class RestIT extends ServiceIT {
    private static final String NODES = """
            id,name,tier,parent_id,longitude,latitude
            C,测试市分拨中心,CITY,,106.2,31.4
            K,测试县共配园区,COUNTY,C,106.3,31.5
            """;

    @ParameterizedTest
    @EnumSource(AccountRole.class)
    void everyRoleReadsWhatIsPublished(AccountRole role) {
        for (String path : List.of(
                "/api/v1/session",
                "/api/v1/status",
                "/api/v1/network/nodes",
                "/api/v1/forecasts/days",
                "/api/v1/forecasts/nodes?date=2026-11-25&tier=COUNTY&direction=DELIVERY",
                "/api/v1/forecasts/lines?date=2026-11-25",
                "/api/v1/schedules",
                "/api/v1/schedules/settings",
                "/api/v1/schedules/settings/changes",
                "/api/v1/schedules/reviews",
                "/api/v1/runs",
                "/api/v1/monitor/drift",
                "/api/v1/monitor/champions",
                "/api/v1/monitor/promotions",
                "/api/v1/targets",
                "/api/v1/outlook",
                "/api/v1/documents")) {
            assertThat(get(role, path).statusCode()).as(path).isEqualTo(200);
        }
    }

    @Test
    void aScriptOfThePageIsSentAsItWasCompressedAndKeptForGood() throws IOException, URISyntaxException {
        Path assets = Files.createDirectories(
                Path.of(RestIT.class.getResource("/").toURI()).resolve("static/assets"));
        Files.writeString(assets.resolve("probe-1.js"), "plain");
        Files.writeString(assets.resolve("probe-1.js.gz"), "compressed");

        HttpResponse<String> packed =
                send(HttpRequest.newBuilder(uri("/assets/probe-1.js")).header("Accept-Encoding", "gzip, deflate"));
        HttpResponse<String> plain = send(HttpRequest.newBuilder(uri("/assets/probe-1.js")));

        assertThat(packed.body()).isEqualTo("compressed");
        assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(packed.headers().firstValue("Content-Type").orElse("")).contains("javascript");
        assertThat(packed.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
        assertThat(plain.body()).isEqualTo("plain");
    }

    @ParameterizedTest
    @EnumSource(AccountRole.class)
    void onlySchedulersAndAdministratorsSetHowTheEveningPlans(AccountRole role) {
        boolean may = role == AccountRole.SCHEDULER || role == AccountRole.ADMIN;
        String settings = "/api/v1/schedules/settings";
        JsonNode before = json(get(role, settings));

        int status = put(
                        role,
                        settings,
                        "{\"container\":true,\"rule\":\"EARLY\",\"objective\":{\"ownTripBonus\":0,\"externalTripPenalty\":25}}")
                .statusCode();

        assertThat(status).isEqualTo(may ? 200 : 403);
        if (may) {
            JsonNode after = json(get(role, settings));
            assertThat(after.get("container").asBoolean()).isTrue();
            assertThat(after.get("rule").asString()).isEqualTo("EARLY");
            assertThat(after.get("objective").get("externalTripPenalty").asDouble())
                    .isEqualTo(25);
            assertThat(after.get("planSeconds")).isEqualTo(before.get("planSeconds"));
            assertThat(json(get(role, settings + "/changes")).get(0).get("settings"))
                    .isEqualTo(after);
            for (String wrong : List.of("{\"planSeconds\":0}", "{\"rule\":\"LATE\"}", "{\"bookingScenarios\":-1}")) {
                HttpResponse<String> refused = put(role, settings, wrong);
                assertThat(refused.statusCode()).isEqualTo(400);
                assertProblem(refused);
            }
            assertThat(json(get(role, settings))).isEqualTo(after);
        } else {
            assertThat(json(get(role, settings))).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource(AccountRole.class)
    void onlySchedulersAndAdministratorsImportAndRun(AccountRole role) {
        boolean may = role == AccountRole.SCHEDULER || role == AccountRole.ADMIN;

        assertThat(upload(role, "nodes.csv", NODES.getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(may ? 200 : 403);
        assertThat(post(role, "/api/v1/runs", "{\"dataCutOff\":\"1900-01-01\"}").statusCode())
                .isEqualTo(may ? 400 : 403);
    }

    @ParameterizedTest
    @EnumSource(AccountRole.class)
    void onlyAdministratorsManageAccountsAndSeeMetrics(AccountRole role) {
        boolean may = role == AccountRole.ADMIN;

        assertThat(get(role, "/api/v1/users").statusCode()).isEqualTo(may ? 200 : 403);
        assertThat(get(role, "/api/v1/audit").statusCode()).isEqualTo(may ? 200 : 403);
        assertThat(get(role, "/actuator/metrics").statusCode()).isEqualTo(may ? 200 : 403);
        assertThat(post(role, "/api/v1/tokens", "{\"user\":\"x\",\"role\":\"ADMIN\"}")
                        .statusCode())
                .isEqualTo(may ? 201 : 403);
    }

    @ParameterizedTest
    @EnumSource(AccountRole.class)
    void onlyAdministratorsDecideWhichModelsForecast(AccountRole role) {
        boolean may = role == AccountRole.ADMIN;
        String village = "/api/v1/monitor/champions/VILLAGE/PICKUP";

        assertThat(put(role, village, "{\"champion\":\"ALL\",\"challenger\":\"OWN\"}")
                        .statusCode())
                .isEqualTo(may ? 200 : 403);
        for (String bad : List.of("{}", "{\"champion\":\"BEST\"}", "{\"champion\":\"OWN\",\"challenger\":\"OWN\"}")) {
            assertThat(put(role, village, bad).statusCode()).as(bad).isEqualTo(may ? 400 : 403);
        }
        assertThat(put(role, village, "{\"champion\":\"ALL\"}").statusCode()).isEqualTo(may ? 200 : 403);
    }

    @Test
    void nothingButHealthAndThePageIsOpenToStrangers() {
        assertThat(send(HttpRequest.newBuilder(uri("/actuator/health"))).statusCode())
                .isEqualTo(200);
        for (String path : List.of("/api/v1/status", "/api/v1/network/nodes", "/v3/api-docs", "/actuator/prometheus")) {
            HttpResponse<String> response = send(HttpRequest.newBuilder(uri(path)));
            assertThat(response.statusCode()).as(path).isEqualTo(401);
            assertProblem(response);
        }
    }

    @Test
    void anAccountLimitedToACountyIsToldNoOthersFigures() {
        assertThat(post(
                                AccountRole.ADMIN,
                                "/api/v1/tokens",
                                "{\"user\":\"p\",\"role\":\"MANAGER\",\"region\":\"NOWHERE\"}")
                        .statusCode())
                .isEqualTo(400);
        upload(AccountRole.ADMIN, "nodes.csv", NODES.getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> issued =
                post(AccountRole.ADMIN, "/api/v1/tokens", "{\"user\":\"p\",\"role\":\"MANAGER\",\"region\":\"K\"}");
        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri("/api/v1/ask"))
                .header("Authorization", "Bearer " + json(issued).get("token").asString())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"question\":\"上个月投诉率高于全市的县有哪些\"}")));
        assertThat(json(answer).get("refused").asBoolean()).isTrue();
        assertThat(json(answer).get("answer").asString()).contains("您只能查看测试县的数据");
    }

    @Test
    void anAnswerIsWordedInTheLanguageThatTheRequestAccepts() {
        String question = "{\"question\":\"今天股票能买吗？\"}";
        HttpResponse<String> english = send(as(AccountRole.DISPATCHER, "/api/v1/ask")
                .header("Content-Type", "application/json")
                .header("Accept-Language", "en-GB,en;q=0.9")
                .POST(HttpRequest.BodyPublishers.ofString(question)));
        assertThat(json(english).get("answer").asString()).startsWith("This is not what I am for.");
        assertThat(json(english).get("choices").toString()).doesNotContainPattern("\\p{IsHan}");
        assertThat(json(post(AccountRole.DISPATCHER, "/api/v1/ask", question))
                        .get("answer")
                        .asString())
                .startsWith("这个问题不在我的职责范围内");
    }

    @Test
    void anUnknownTokenIsRefused() {
        assertThat(send(HttpRequest.newBuilder(uri("/api/v1/status")).header("Authorization", "Bearer yunce_x"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aPersonSignsInWithASessionAndSignsOut() {
        assertThat(bean(Accounts.class).create("王调度", "a-long-password", AccountRole.DISPATCHER, Optional.empty()))
                .isTrue();
        HttpResponse<String> first = send(HttpRequest.newBuilder(uri("/api/v1/session")));
        String xsrf = cookie(first, "XSRF-TOKEN");

        HttpResponse<String> wrong = signIn(xsrf, "王调度", "another-password");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertProblem(wrong);

        HttpResponse<String> right = signIn(xsrf, "王调度", "a-long-password");
        assertThat(right.statusCode()).isEqualTo(200);
        assertThat(json(right).get("role").asString()).isEqualTo("DISPATCHER");
        assertThat(right.headers().allValues("Set-Cookie").toString())
                .contains("YUNCE_SESSION")
                .contains("HttpOnly")
                .contains("SameSite=Strict");

        String session = cookie(right, "YUNCE_SESSION");
        HttpResponse<String> me = send(HttpRequest.newBuilder(uri("/api/v1/session"))
                .header("Cookie", "YUNCE_SESSION=" + session + "; XSRF-TOKEN=" + xsrf));
        assertThat(json(me).get("user").asString()).isEqualTo("王调度");

        HttpResponse<String> withoutHeader = send(HttpRequest.newBuilder(uri("/api/v1/session"))
                .header("Cookie", "YUNCE_SESSION=" + session)
                .DELETE());
        assertThat(withoutHeader.statusCode()).isEqualTo(403);
        assertProblem(withoutHeader);
    }

    @Test
    void guessingPasswordsIsSlowedDown() {
        String xsrf = cookie(send(HttpRequest.newBuilder(uri("/api/v1/session"))), "XSRF-TOKEN");
        List<Integer> answers = Stream.generate(
                        () -> signIn(xsrf, "guessed", "wrong-password").statusCode())
                .limit(6)
                .toList();

        assertThat(answers).containsExactly(401, 401, 401, 401, 401, 429);
    }

    @Test
    void theInterfaceDescribesItself() {
        JsonNode paths = json(get(AccountRole.ADMIN, "/v3/api-docs")).get("paths");

        for (String path : List.of(
                "/api/v1/session",
                "/api/v1/users",
                "/api/v1/tokens",
                "/api/v1/audit",
                "/api/v1/status",
                "/api/v1/network/nodes",
                "/api/v1/forecasts/days",
                "/api/v1/forecasts/nodes",
                "/api/v1/forecasts/nodes/{id}",
                "/api/v1/forecasts/lines",
                "/api/v1/schedules",
                "/api/v1/schedules/{date}",
                "/api/v1/schedules/{date}/tiers",
                "/api/v1/schedules/{date}/drafts",
                "/api/v1/schedules/{date}/drafts/{id}/confirm",
                "/api/v1/schedules/{date}/versions",
                "/api/v1/schedules/{date}/review",
                "/api/v1/schedules/reviews",
                "/api/v1/schedules/settings",
                "/api/v1/schedules/settings/changes",
                "/api/v1/outlook",
                "/api/v1/imports",
                "/api/v1/imports/trials",
                "/api/v1/runs",
                "/api/v1/runs/{id}",
                "/api/v1/ask",
                "/api/v1/ask/stream",
                "/api/v1/articles/{id}",
                "/api/v1/documents",
                "/api/v1/targets")) {
            assertThat(paths.has(path)).as(path).isTrue();
        }
    }

    @Test
    void thePageIsServedUnderAStrictPolicy() {
        HttpResponse<String> page = send(HttpRequest.newBuilder(uri("/")));

        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'self'")
                .doesNotContain("unsafe-eval")
                .doesNotContain("script-src");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/nothing",
                "/api/v1/forecasts/nodes/none?direction=DELIVERY",
                "/api/v1/schedules/1999-01-01",
                "/api/v1/schedules/1999-01-01/review",
                "/api/v1/runs/999999",
                "/api/v1/articles/none"
            })
    void whatIsNotThereIsAProblemWithStatus404(String path) {
        HttpResponse<String> response = get(AccountRole.ADMIN, path);

        assertThat(response.statusCode()).isEqualTo(404);
        assertProblem(response);
    }

    /** 100 requests that no client should send; each gets one clear problem and changes nothing. */
    @Test
    void badRequestsAreProblemsAndChangeNothing() {
        upload(AccountRole.ADMIN, "nodes.csv", NODES.getBytes(StandardCharsets.UTF_8));
        Map<String, Long> before = rowCounts();
        List<HttpRequest.Builder> requests = new ArrayList<>();
        Random random = new Random(3);
        List<String> hostile = List.of(
                "%27%3B%20DROP%20TABLE%20app.account%3B--",
                "9999-99-99",
                "-1",
                "NaN",
                "0".repeat(4_000),
                "%00",
                "..%2F..%2Fetc%2Fpasswd",
                "%E2%80%AE",
                "99999999999999999999",
                "2026-13-01");
        for (String value : hostile) {
            requests.add(as(
                    AccountRole.ADMIN,
                    "/api/v1/forecasts/nodes?tier=" + value + "&date=2026-11-25&direction=DELIVERY"));
            requests.add(as(AccountRole.ADMIN, "/api/v1/forecasts/nodes?tier=COUNTY&direction=DELIVERY&date=" + value));
            requests.add(as(AccountRole.ADMIN, "/api/v1/forecasts/lines?date=2026-11-25&wave=" + value));
            requests.add(as(AccountRole.ADMIN, "/api/v1/runs?limit=" + value));
            requests.add(as(AccountRole.ADMIN, "/api/v1/forecasts/nodes/K?direction=DELIVERY&history=" + value));
        }
        List<String> bodies = List.of(
                "",
                "{",
                "[]",
                "null",
                "\"text\"",
                "{\"question\":1e999}",
                "{\"question\":\"" + "长".repeat(3_000) + "\"}",
                "{\"question\":\"\"}",
                "{\"user\":\"'; DROP TABLE app.account; --\",\"password\":\"long-enough-password\",\"role\":\"ADMIN\"}",
                "{\"user\":\"a\",\"password\":\"x\",\"role\":\"ROOT\"}",
                "{\"dataCutOff\":\"0000-00-00\"}",
                "{\"dataCutOff\":\"9999-01-01\"}",
                "{\"unknown\":true}");
        for (String body : bodies) {
            for (String path : List.of("/api/v1/ask", "/api/v1/users", "/api/v1/tokens")) {
                requests.add(as(AccountRole.ADMIN, path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)));
            }
        }
        for (int i = 0; i < 8; i++) {
            byte[] noise = new byte[200];
            random.nextBytes(noise);
            requests.add(as(AccountRole.ADMIN, "/api/v1/ask")
                    .header("Content-Type", i % 2 == 0 ? "application/json" : "application/xml")
                    .POST(BodyPublishers.ofByteArray(noise)));
        }
        requests.add(as(AccountRole.ADMIN, "/api/v1/status").method("PATCH", BodyPublishers.ofString("x")));
        requests.add(as(AccountRole.ADMIN, "/api/v1/imports").POST(BodyPublishers.ofString("no form")));
        requests.add(as(AccountRole.ADMIN, "/api/v1/imports")
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofString("--x--")));
        assertThat(requests).hasSizeGreaterThanOrEqualTo(100);

        for (HttpRequest.Builder request : requests) {
            HttpResponse<String> response = send(request);
            String name = response.request().method() + " " + response.uri();
            assertThat(response.statusCode()).as(name).isBetween(400, 499);
            assertProblem(response);
        }
        assertThat(rowCounts()).isEqualTo(before);
    }

    private Map<String, Long> rowCounts() {
        return Map.of(
                "node", count("forecasting.node"),
                "account", count("app.account"),
                "run", count("forecasting.run"),
                "document", count("assistant.document"));
    }

    private long count(String table) {
        return jdbc().sql("SELECT count(*) FROM " + table).query(Long.class).single();
    }

    private HttpResponse<String> signIn(String xsrf, String user, String password) {
        return send(HttpRequest.newBuilder(uri("/api/v1/session"))
                .header("Cookie", "XSRF-TOKEN=" + xsrf)
                .header("X-XSRF-TOKEN", xsrf)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"user\":\"" + user + "\",\"password\":\"" + password + "\"}")));
    }

    private static String cookie(HttpResponse<String> response, String name) {
        return response.headers().allValues("Set-Cookie").stream()
                .filter(value -> value.startsWith(name + "="))
                .map(value -> value.substring(name.length() + 1, value.indexOf(';')))
                .findFirst()
                .orElseThrow();
    }

    private static void assertProblem(HttpResponse<String> response) {
        String name = response.request().method() + " " + response.uri();
        // A URI that Tomcat itself refuses has no body.
        if (response.headers().firstValue("Content-Type").isPresent()
                && !response.body().startsWith("<!doctype html>")) {
            assertThat(response.headers().firstValue("Content-Type").orElse(""))
                    .as(name)
                    .startsWith("application/problem+json");
            assertThat(json(response).get("status").asInt()).as(name).isEqualTo(response.statusCode());
        }
        assertThat(response.body())
                .as(name)
                .doesNotContain("Exception")
                .doesNotContain("\tat ")
                .doesNotContain("at cn.");
    }
}
