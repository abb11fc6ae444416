package cn.yunce.app.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiFunction;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Answers a file of one JSON object a line by one JSON object a line, in order, each with the question's id. */
final class JsonLines {
    private JsonLines() {}

    /**
     * @param expected fields of a line, for errors
     * @param answer takes a line and where it stands; what it gives is written as JSON
     * @throws BadInput for a line that is no JSON object
     */
    static void answer(JsonMapper mapper, Path file, String expected, BiFunction<JsonNode, String, Object> answer)
            throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                String where = file + ":" + number;
                JsonNode row = parse(mapper, where, line, expected);
                ObjectNode out = mapper.createObjectNode();
                out.set("id", row.path("id"));
                out.setAll((ObjectNode) mapper.valueToTree(answer.apply(row, where)));
                System.out.println(mapper.writeValueAsString(out));
                System.out.flush();
            }
        }
    }

    private static JsonNode parse(JsonMapper mapper, String where, String line, String expected) {
        try {
            JsonNode row = mapper.readTree(line);
            if (row.isObject()) {
                return row;
            }
        } catch (JacksonException e) {
            // Said below.
        }
        throw new BadInput(where + ": expected a JSON object " + expected + ", found something else");
    }
}
