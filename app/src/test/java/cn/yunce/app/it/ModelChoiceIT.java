package cn.yunce.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.app.security.AccountRole;
import cn.yunce.app.settings.Settings;
import cn.yunce.app.weights.WeightsConfiguration;
import cn.yunce.assistant.ModelAdapter;
import cn.yunce.assistant.ModelChoices.Offer;
import cn.yunce.assistant.ModelWeights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.JsonNode;

/** An administrator chooses the model: one that is there, one that cannot be had, none. */
class ModelChoiceIT extends ServiceIT {
    private static final String PATH = "/api/v1/model";
    private static final String SMALL = "qwen2.5-coder-0.5b";
    private static final String LOST = "lost";
    private static final int LOADING_SECONDS = 600;

    /** The default cannot be had, and nothing is fetched of it. */
    @Configuration(proxyBeanMethods = false)
    static class Weights {
        @Bean
        @Primary
        ModelWeights someWeights(Settings settings) {
            ModelWeights real = WeightsConfiguration.weights(settings);
            return new ModelWeights() {
                @Override
                public Path fetch(String name) throws IOException, InterruptedException {
                    if (name.equals(LOST)) {
                        throw new IOException("no part 1 of lost");
                    }
                    return real.fetch(name);
                }

                @Override
                public Optional<ModelAdapter> findAdapter(String name) throws IOException {
                    return real.findAdapter(name);
                }

                @Override
                public List<Offer> listOffers() {
                    return List.of(
                            new Offer(LOST, "Lost", "Apache-2.0", 1, 0),
                            real.listOffers().stream()
                                    .filter(offer -> offer.name().equals(SMALL))
                                    .findFirst()
                                    .orElseThrow());
                }

                @Override
                public String defaultName() {
                    return LOST;
                }
            };
        }
    }

    @Override
    protected String model() {
        return "";
    }

    @Override
    protected List<Class<?>> more() {
        return List.of(Weights.class);
    }

    @Test
    void theModelChosenAnswersOnceItIsReadyAndAgainAfterARestart() {
        assertThat(await(model -> model.path("state").asString().equals("FAILED"))
                        .path("failure")
                        .path("reason")
                        .asString())
                .isEqualTo("no part 1 of lost");

        choose("none");
        JsonNode none = await(model -> model.path("answers").asString().equals("none"));
        assertThat(none.path("state").asString()).isEqualTo("NONE");
        assertThat(none.path("failure").isNull()).isTrue();

        JsonNode coming = choose(SMALL);
        assertThat(coming.path("answers").asString()).isEqualTo("none");
        assertThat(await(model -> model.path("answers").asString().equals(SMALL))
                        .path("state")
                        .asString())
                .isEqualTo("READY");
        assertThat(json(get(AccountRole.DISPATCHER, "/api/v1/status"))
                        .path("model")
                        .path("name")
                        .asString())
                .isEqualTo(SMALL);

        choose(LOST);
        JsonNode kept = await(model -> !model.path("failure").isNull());
        assertThat(kept.path("answers").asString()).isEqualTo(SMALL);
        assertThat(kept.path("state").asString()).isEqualTo("READY");
        assertThat(kept.path("failure").path("model").asString()).isEqualTo(LOST);

        choose(SMALL);
        assertThat(await(model -> model.path("failure").isNull()).path("state").asString())
                .isEqualTo("READY");
        restartService();
        JsonNode after = await(model -> model.path("state").asString().equals("READY"));
        assertThat(after.path("answers").asString()).isEqualTo(SMALL);
        assertThat(after.path("choices").values().stream()
                        .map(choice -> choice.path("model").asString()))
                .containsExactly(SMALL, LOST, SMALL, "none");
        assertThat(json(get(AccountRole.ADMIN, "/api/v1/audit?limit=5")).values().stream()
                        .map(entry -> entry.path("action").asString()))
                .contains("PUT " + PATH);
    }

    @Test
    void onlyAnAdministratorChoosesAndOnlyWhatIsOffered() {
        assertThat(put(AccountRole.SCHEDULER, PATH, body("none")).statusCode()).isEqualTo(403);
        assertThat(get(AccountRole.MANAGER, PATH).statusCode()).isEqualTo(403);
        var unknown = put(AccountRole.ADMIN, PATH, body("/etc/passwd"));
        assertThat(unknown.statusCode()).isEqualTo(422);
        assertThat(unknown.headers().firstValue("Content-Type")).get().isEqualTo("application/problem+json");
        assertThat(json(unknown).path("detail").asString())
                .isEqualTo("model must be one of none, lost, " + SMALL + ", was /etc/passwd");
        assertThat(put(AccountRole.ADMIN, PATH, "{}").statusCode()).isEqualTo(422);
    }

    private JsonNode choose(String model) {
        var response = put(AccountRole.ADMIN, PATH, body(model));
        assertThat(response.statusCode()).isEqualTo(200);
        return json(response);
    }

    private static String body(String model) {
        return "{\"model\": \"" + model + "\"}";
    }

    /** What stands once nothing is loading any more and the condition holds. */
    private JsonNode await(Predicate<JsonNode> condition) {
        for (int second = 0; second < LOADING_SECONDS; second++) {
            JsonNode model = json(get(AccountRole.ADMIN, PATH));
            if (model.path("coming").isNull() && condition.test(model)) {
                return model;
            }
            pause();
        }
        throw new AssertionError("still " + get(AccountRole.ADMIN, PATH).body());
    }

    private static void pause() {
        try {
            Thread.sleep(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
