package cn.yunce.app.web;

import java.nio.charset.StandardCharsets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;

/** Refuses what is no text, and texts that PostgreSQL cannot hold: those with NUL or with half of a surrogate pair. */
@Configuration(proxyBeanMethods = false)
class JsonText {
    @Bean
    JacksonModule textThatCanBeKept() {
        SimpleModule module = new SimpleModule("text-that-can-be-kept");
        module.addDeserializer(String.class, new TextDeserializer());
        return module;
    }

    private static final class TextDeserializer extends StdScalarDeserializer<String> {
        TextDeserializer() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser json, DeserializationContext context) {
            if (!json.hasToken(JsonToken.VALUE_STRING)) {
                return String.valueOf(context.handleUnexpectedToken(String.class, json));
            }
            String text = json.getString();
            if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
                throw context.weirdStringException("…", String.class, "text must be without NUL and broken characters");
            }
            return text;
        }
    }
}
