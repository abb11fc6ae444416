package cn.yunce.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.app.security.AccountRole;
import cn.yunce.app.security.Accounts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a broken or hostile client sends ends as a problem at the service's edge, and what ends a session ends it at once. */
class HostileRequestsIT extends ServiceIT {
    private static final String PASSWORD = "a-long-password";

    /** Beyond 2 MiB Tomcat cuts the connection, so that a client still sending may not see the answer. */
    @Test
    void aHugeBodyIsRefusedBeforeItFillsTheMemory() {
        byte[] huge = new byte[3 << 19];
        Arrays.fill(huge, (byte) '[');
        for (HttpRequest.BodyPublisher body : List.of(
                BodyPublishers.ofByteArray(huge), BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(huge)))) {
            HttpResponse<String> response = send(as(AccountRole.ADMIN, "/api/v1/users")
                    .header("Content-Type", "application/json")
                    .POST(body));
            // The parser may see the depth before the size is reached.
            assertThat(response.statusCode()).isIn(400, 413);
            assertProblem(response);
        }
        HttpResponse<String> longText =
                post(AccountRole.ADMIN, "/api/v1/ask", "{\"question\":\"" + "x".repeat(3 << 19) + "\"}");
        assertThat(longText.statusCode()).isEqualTo(413);
        assertProblem(longText);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"user\":\"a\\u0000b\",\"role\":\"DISPATCHER\"}",
                "{\"user\":\"a\\ud800b\",\"role\":\"DISPATCHER\"}",
                "{\"user\":[\"a\"],\"role\":\"DISPATCHER\"}",
                "{\"user\":\"a\",\"role\":\"DISPATCHER\",\"days\":\"long\"}",
                "{\"user\":\"a\",\"role\":\"DISPATCHER\",\"days\":99999999999999999999}",
                "{\"user\":\"a\",\"role\":\"DISPATCHER\",\"days\":0}",
                "{\"user\":\"a\",\"role\":\"DISPATCHER\",\"admin\":true}"
            })
    void textThatNoTableHoldsAndFieldsOfTheWrongKindAreRefused(String body) {
        HttpResponse<String> response = post(AccountRole.ADMIN, "/api/v1/tokens", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertProblem(response);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/forecasts/nodes?date=%2B999999999-12-31&tier=CITY&direction=PICKUP",
                "/api/v1/forecasts/lines?date=-999999999-01-01",
                "/api/v1/schedules/9999-12-31",
                "/api/v1/network/nodes?parent=a%00b",
                "/api/v1/forecasts/lines?date=2026-11-25&wave=0600%00",
                "/api/v1/network/nodes?tier=a&tier=b",
                "/api/v1/forecasts/nodes/x%00y?direction=PICKUP",
                "/api/v1/runs/1;drop",
                "/api/v1//status"
            })
    void absurdDatesAndControlCharactersAreRefused(String path) {
        HttpResponse<String> response = get(AccountRole.ADMIN, path);

        assertThat(response.statusCode()).isEqualTo(400);
        assertProblem(response);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/%zz HTTP/1.1",
                "GET /api/v1/../../etc/passwd HTTP/1.1",
                "GET /api/v1/[x] HTTP/1.1",
                "BREW /api/v1/status HTTP/1.1",
                "TRACE /api/v1/status HTTP/1.1",
                "GET /api/v1/status HTTP/9.9",
                "nonsense"
            })
    void whatIsNotEvenHttpGetsNeitherPageNorTrace(String requestLine) throws IOException {
        String answer = raw(requestLine + "\r\nHost: 127.0.0.1\r\nAccept: text/html\r\nConnection: close\r\n\r\n");

        assertThat(answer).matches("(?s)HTTP/1.1 (4\\d\\d|505) .*");
        assertThat(answer.toLowerCase(java.util.Locale.ROOT))
                .doesNotContain("<html")
                .doesNotContain("tomcat")
                .doesNotContain("exception");
    }

    @Test
    void twoHundredBadFilesAreEachAProblemAndTheTablesStayAsTheyWere(@TempDir Path folder) throws IOException {
        assertThat(upload(AccountRole.SCHEDULER, "nodes.csv", """
                id,name,tier,parent_id,longitude,latitude
                N1,一,CITY,,116,39
                N2,二,COUNTY,N1,116,39
                """.getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(200);
        Map<String, String> before = tables();
        List<String> wrong = new ArrayList<>();

        List<Path> files = BadFiles.write(folder, 200, 1111);
        for (Path file : files) {
            HttpResponse<String> response =
                    upload(AccountRole.SCHEDULER, String.valueOf(file.getFileName()), Files.readAllBytes(file));
            if (response.statusCode() < 400
                    || response.statusCode() > 499
                    || response.body().contains("Exception")
                    || !response.body().contains("\"detail\"")) {
                wrong.add(file.getFileName() + ": " + response.statusCode() + " " + response.body());
            }
        }

        assertThat(files).hasSize(200);
        assertThat(wrong).isEmpty();
        assertThat(tables()).isEqualTo(before);
    }

    @Test
    void aBadRowIsNamedByFileLineAndColumn() {
        HttpResponse<String> response = upload(
                AccountRole.SCHEDULER,
                "../../坏 文件.csv",
                "id,name,tier,parent_id,longitude,latitude\nX,名,CITY,,999,39\n".getBytes(StandardCharsets.UTF_8));

        assertThat(response.statusCode()).isEqualTo(422);
        JsonNode error = json(response).get("errors").get(0);
        assertThat(error.get("line").asInt()).isEqualTo(2);
        assertThat(error.get("column").asString()).isEqualTo("longitude");
        assertThat(error.get("found").asString()).isEqualTo("999");
        assertThat(error.get("file").asString()).doesNotContain("/");
    }

    @Test
    void anUploadIsWrittenIntoTheAuditLogWithWhatCameOfIt() {
        upload(AccountRole.SCHEDULER, "audited.csv", "nothing".getBytes(StandardCharsets.UTF_8));

        assertThat(jdbc().sql(
                                "SELECT actor || ' ' || action || ' ' || detail FROM app.audit WHERE detail LIKE '%audited.csv'")
                        .query(String.class)
                        .list())
                .containsExactly("test POST /api/v1/imports 422 audited.csv");
        JsonNode latest = json(get(AccountRole.ADMIN, "/api/v1/audit?limit=1")).get(0);
        assertThat(latest.get("actor").asString()).isEqualTo("test");
        assertThat(latest.get("detail").asString()).isEqualTo("422 audited.csv");
    }

    @Test
    void aTrialIsForWhoMayImportAndKeepsNothing() {
        byte[] nodes = "id,name,tier,parent_id,longitude,latitude\nT9,名,CITY,,116,39\nT8,名,CITY,,999,39\n"
                .getBytes(StandardCharsets.UTF_8);
        Map<String, String> before = tables();

        assertThat(upload(AccountRole.DISPATCHER, "/api/v1/imports/trials", "tried.csv", nodes)
                        .statusCode())
                .isEqualTo(403);
        JsonNode trial = json(upload(AccountRole.SCHEDULER, "/api/v1/imports/trials", "tried.csv", nodes));

        assertThat(trial.get("file").get("rowsWritten").asInt()).isEqualTo(1);
        assertThat(trial.get("file").get("kept").asBoolean()).isFalse();
        assertThat(trial.get("rows").get(0).get(0).asString()).isEqualTo("T9");
        assertThat(trial.get("errors").get(0).get("column").asString()).isEqualTo("longitude");
        assertThat(tables()).isEqualTo(before);
    }

    @Test
    void aStrangersUploadIsRefusedByTheHeaderAlone() {
        HttpResponse<String> response = send(HttpRequest.newBuilder(uri("/api/v1/imports"))
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofString(
                        "--x\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\nguess\r\n--x--")));

        assertThat(response.statusCode()).isIn(401, 403);
        assertProblem(response);
    }

    @Test
    void aSessionEndsWithItsAccount() {
        String session = signedIn("leaver");
        assertThat(who(session).statusCode()).isEqualTo(200);

        HttpResponse<String> deleted =
                send(as(AccountRole.ADMIN, "/api/v1/users/leaver").DELETE());

        assertThat(deleted.statusCode()).isEqualTo(204);
        assertThat(who(session).statusCode()).isEqualTo(401);
    }

    @Test
    void signingOutEndsTheSessionEvenForWhoKeepsTheCookie() {
        String session = signedIn("guest");
        String csrf = cookie(who(session), "XSRF-TOKEN");

        HttpResponse<String> out = send(HttpRequest.newBuilder(uri("/api/v1/session"))
                .header("Cookie", "YUNCE_SESSION=" + session + "; XSRF-TOKEN=" + csrf)
                .header("X-XSRF-TOKEN", csrf)
                .DELETE());

        assertThat(out.statusCode()).isEqualTo(204);
        assertThat(who(session).statusCode()).isEqualTo(401);
    }

    @Test
    void sessionsAndTokensAreKeptAsHashesOnly() {
        String session = signedIn("hashed");

        assertThat(tables().values()).isNotEmpty();
        assertThat(jdbc().sql("SELECT count(*) FROM app.session WHERE encode(hash, 'escape') LIKE ?")
                        .param("%" + session + "%")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(jdbc().sql("SELECT password_hash FROM app.account WHERE name = 'hashed'")
                        .query(String.class)
                        .single())
                .startsWith("{bcrypt}");
    }

    @Test
    void aTokenGivesNoMoreThanItsAccountHas() {
        bean(Accounts.class).create("limited", PASSWORD, AccountRole.MANAGER, Optional.empty());

        assertThat(post(AccountRole.ADMIN, "/api/v1/tokens", "{\"user\":\"limited\",\"role\":\"SCHEDULER\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post(AccountRole.ADMIN, "/api/v1/tokens", "{\"user\":\"limited\",\"role\":\"DISPATCHER\"}")
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void healthTellsAdministratorsOfTheModelAndTheLastRun() {
        assertThat(send(HttpRequest.newBuilder(uri("/actuator/health"))).body()).doesNotContain("components");

        JsonNode parts = json(get(AccountRole.ADMIN, "/actuator/health")).get("components");

        assertThat(parts.propertyNames()).contains("db", "lastRun", "model");
    }

    private Map<String, String> tables() {
        return new TreeMap<>(TableContents.of(jdbc(), "forecasting"));
    }

    private String signedIn(String name) {
        assertThat(bean(Accounts.class).create(name, PASSWORD, AccountRole.DISPATCHER, Optional.empty()))
                .isTrue();
        String csrf = cookie(send(HttpRequest.newBuilder(uri("/api/v1/session"))), "XSRF-TOKEN");
        return cookie(
                send(HttpRequest.newBuilder(uri("/api/v1/session"))
                        .header("Cookie", "XSRF-TOKEN=" + csrf)
                        .header("X-XSRF-TOKEN", csrf)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(
                                "{\"user\":\"" + name + "\",\"password\":\"" + PASSWORD + "\"}"))),
                "YUNCE_SESSION");
    }

    private HttpResponse<String> who(String session) {
        return send(HttpRequest.newBuilder(uri("/api/v1/session")).header("Cookie", "YUNCE_SESSION=" + session));
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), uri("").getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String cookie(HttpResponse<String> response, String name) {
        return response.headers().allValues("Set-Cookie").stream()
                .filter(value -> value.startsWith(name + "="))
                .map(value -> value.substring(name.length() + 1, value.indexOf(';')))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "no cookie " + name + " in " + response.headers().map()));
    }

    private static void assertProblem(HttpResponse<String> response) {
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        JsonNode problem = json(response);
        assertThat(problem.get("status").asInt()).isEqualTo(response.statusCode());
        assertThat(problem.get("title").asString()).isNotBlank();
        assertThat(response.body()).doesNotContain("Exception").doesNotContain("cn.yunce");
    }
}
