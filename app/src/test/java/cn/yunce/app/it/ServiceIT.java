package cn.yunce.app.it;

import cn.yunce.app.Yunce;
import cn.yunce.app.database.TestCluster;
import cn.yunce.app.database.TestCluster.TestDatabase;
import cn.yunce.app.security.AccountRole;
import cn.yunce.app.security.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Base of tests that talk HTTP to the whole service on a database of their own, without sample city, and without a language model unless a test asks for one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ServiceIT {
    protected static final JsonMapper JSON = new JsonMapper();

    private final TestDatabase database = TestCluster.create();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Path home = newHome();
    private ConfigurableApplicationContext context;
    private URI base;
    private Map<AccountRole, String> tokens;

    private static Path newHome() {
        try {
            return Files.createTempDirectory("yunce-service-it");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeAll
    void startService() {
        context = new SpringApplication(
                        Stream.concat(Stream.of(Yunce.class), more().stream()).toArray(Class<?>[]::new))
                .run(
                        "--server.port=0",
                        "--yunce.sample-city=false",
                        "--YUNCE_HOME=" + home,
                        "--YUNCE_MODEL=" + model(),
                        "--YUNCE_DB_URL=" + database.url(),
                        "--YUNCE_DB_READER_URL=" + database.readerUrl());
        int port = ((ServletWebServerApplicationContext) context).getWebServer().getPort();
        base = URI.create("http://127.0.0.1:" + port);
        Tokens issuer = context.getBean(Tokens.class);
        tokens = Stream.of(AccountRole.values())
                .collect(Collectors.toMap(
                        role -> role,
                        role -> issuer.issue("test", role, Optional.empty(), 1).token()));
    }

    /** What it remembers afterwards is in its database. */
    protected void restartService() {
        context.close();
        startService();
    }

    /** What {@code YUNCE_MODEL} is. */
    protected String model() {
        return "none";
    }

    /** Configurations beside the service's own. */
    protected List<Class<?>> more() {
        return List.of();
    }

    @AfterAll
    void stopService() {
        context.close();
        database.close();
    }

    protected <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    protected JdbcClient jdbc() {
        return JdbcClient.create(database.dataSource());
    }

    protected URI uri(String path) {
        return URI.create(base + path);
    }

    protected HttpRequest.Builder as(AccountRole role, String path) {
        return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + tokens.get(role));
    }

    protected HttpResponse<String> get(AccountRole role, String path) {
        return send(as(role, path).GET());
    }

    protected HttpResponse<String> put(AccountRole role, String path, String json) {
        return send(as(role, path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(json)));
    }

    protected HttpResponse<String> post(AccountRole role, String path, String json) {
        return send(as(role, path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    protected HttpResponse<String> upload(AccountRole role, String name, byte[] content) {
        return upload(role, "/api/v1/imports", name, content);
    }

    protected HttpResponse<String> upload(AccountRole role, String path, String name, byte[] content) {
        String boundary = "b0undary";
        byte[] head = ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] tail = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
        byte[] body = new byte[head.length + content.length + tail.length];
        System.arraycopy(head, 0, body, 0, head.length);
        System.arraycopy(content, 0, body, head.length, content.length);
        System.arraycopy(tail, 0, body, head.length + content.length, tail.length);
        return send(as(role, path)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofByteArray(body)));
    }

    protected HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    protected static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }
}
