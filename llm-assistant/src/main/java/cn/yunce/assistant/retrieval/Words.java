package cn.yunce.assistant.retrieval;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Files of training-data/words. */
public final class Words {
    /** Reads a file's bytes. */
    public interface Reader<T> {
        T read(InputStream in) throws IOException;
    }

    private Words() {}

    /** @throws IllegalStateException when the file did not come with the program */
    public static <T> T read(String name, Reader<T> reader) {
        try (InputStream in = Words.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the class path.");
            }
            return reader.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines that are not blank, each once, in the order of the file. */
    public static Set<String> lines(String name) {
        return read(
                name,
                in -> new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.isBlank())
                        .collect(Collectors.toCollection(LinkedHashSet::new)));
    }
}
