package cn.yunce.assistant.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.assistant.Answer;
import cn.yunce.assistant.Assistant;
import cn.yunce.assistant.ConversationHistory;
import cn.yunce.assistant.Question;
import cn.yunce.assistant.Role;
import cn.yunce.assistant.Route;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** A real server with an assistant that is told what to do by the question. */
class AskControllerTest {
    private static final BlockingQueue<String> ENDED = new LinkedBlockingQueue<>();
    private static ConfigurableApplicationContext service;
    private static URI base;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        service = new SpringApplicationBuilder(Service.class)
                .properties(
                        "server.port=0",
                        "server.address=127.0.0.1",
                        "spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
                .run();
        base = URI.create("http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port"));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void answersInOnePiece() throws Exception {
        HttpResponse<String> response = CLIENT.send(
                request("/api/v1/ask", "{\"question\":\"短\",\"asOf\":\"2026-11-25\"}"), BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .contains(
                        "\"answer\":\"短 DISPATCHER 2026-11-25\"",
                        "\"refused\":false",
                        "\"route\":\"POLICY\"",
                        "\"calls\":[]");
    }

    @Test
    void streamsStepsTextAndAnswerInOrder() throws Exception {
        HttpResponse<String> response =
                CLIENT.send(request("/api/v1/ask/stream", "{\"question\":\"短\"}"), BodyHandlers.ofString());
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        assertThat(response.body())
                .containsSubsequence(
                        "event:step",
                        "{\"step\":\"想\"}",
                        "event:text",
                        "{\"piece\":\"字\"}",
                        "event:answer",
                        "\"answer\":\"短");
    }

    @Test
    void tellsTheTurnOfAConversationAndAnswersWhereItCannotBeKept() throws Exception {
        for (String path : List.of("/api/v1/ask", "/api/v1/ask/stream")) {
            assertThat(CLIENT.send(
                                    request(path, "{\"question\":\"短\",\"conversation\":\"c\"}"),
                                    BodyHandlers.ofString())
                            .body())
                    .contains("\"answer\":\"短", "\"turn\":7");
            assertThat(CLIENT.send(
                                    request(path, "{\"question\":\"短\",\"conversation\":\"broken\"}"),
                                    BodyHandlers.ofString())
                            .body())
                    .contains("\"answer\":\"短")
                    .doesNotContain("turn");
            assertThat(CLIENT.send(request(path, "{\"question\":\"短\"}"), BodyHandlers.ofString())
                            .body())
                    .doesNotContain("turn");
        }
    }

    @Test
    void tellsAProblemWhenTheAssistantFails() throws Exception {
        HttpResponse<String> response =
                CLIENT.send(request("/api/v1/ask/stream", "{\"question\":\"坏\"}"), BodyHandlers.ofString());
        assertThat(response.body()).contains("event:problem", "\"status\":500").doesNotContain("secret");
    }

    @Test
    void stopsTheWorkWhenTheCallerDropsTheRequest() throws Exception {
        HttpResponse<InputStream> response =
                CLIENT.send(request("/api/v1/ask/stream", "{\"question\":\"长\"}"), BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            assertThat(new String(body.readNBytes(11), StandardCharsets.UTF_8)).startsWith("event:step");
        }
        assertThat(ENDED.poll(10, TimeUnit.SECONDS)).isEqualTo("cancelled");
    }

    @Test
    void rejectsAnEmptyAndAnEndlessQuestion() throws Exception {
        for (String question : List.of("", "  ", "问".repeat(2_001))) {
            HttpResponse<String> response =
                    CLIENT.send(request("/api/v1/ask", "{\"question\":\"" + question + "\"}"), BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(400);
        }
    }

    private static HttpRequest request(String path, String json) {
        return HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(AskController.class)
    static class Service {
        @Bean
        Assistant assistant() {
            return new Told();
        }

        @Bean
        ConversationHistory history() {
            return new Kept();
        }

        @Bean
        Filter dispatcher() {
            return (request, response, chain) -> chain.doFilter(
                    new HttpServletRequestWrapper((HttpServletRequest) request) {
                        @Override
                        public boolean isUserInRole(String role) {
                            return role.equals(Role.DISPATCHER.name());
                        }

                        @Override
                        public Principal getUserPrincipal() {
                            return () -> "li";
                        }
                    },
                    response);
        }
    }

    /** Fails for one conversation. */
    private static final class Kept implements ConversationHistory {
        @Override
        public long add(Question question, Answer answer) {
            if (question.conversation().equals(Optional.of("broken"))) {
                throw new IllegalStateException("the database is gone");
            }
            return 7;
        }

        @Override
        public List<Conversation> list(String user, int limit) {
            return List.of();
        }

        @Override
        public List<Turn> listTurns(String user, String conversation) {
            return List.of();
        }

        @Override
        public List<Answer> listLastAnswers(String user, String conversation, int limit) {
            return List.of();
        }

        @Override
        public boolean delete(String user, String conversation) {
            return false;
        }

        @Override
        public void deleteAll(String user) {}
    }

    private static final class Told implements Assistant {
        @Override
        public Answer ask(Question question) {
            String asOf = question.asOf().map(Object::toString).orElse("");
            return new Answer(
                    question.text() + " " + question.caller().role() + " " + asOf,
                    false,
                    Route.POLICY,
                    List.of(),
                    List.of(),
                    List.of(),
                    Map.of(),
                    List.of(),
                    1);
        }

        @Override
        public Answer ask(Question question, Progress progress) {
            progress.onStep("想");
            if (question.text().equals("坏")) {
                throw new IllegalStateException("secret");
            }
            progress.onText("字");
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (question.text().equals("长") && System.nanoTime() < end) {
                if (progress.cancelled()) {
                    ENDED.add("cancelled");
                    throw new CancellationException("cancelled");
                }
                try {
                    Thread.sleep(20);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return ask(question);
        }
    }
}
