package cn.yunce.assistant.retrieval;

import cn.yunce.assistant.corpus.TextEmbedder;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What people ask that other laws answer, or none: training-data/words/unheld-questions.csv, law,question in this order, the law empty for
 * questions of no law. A question that is nearest to one of these is best refused, by the law's name.
 */
final class UnheldQuestions {
    private static final String QUESTIONS = "unheld-questions.csv";
    private static final String VECTORS = "unheld-questions.bin";

    /** @param law empty for a question of no law */
    record Unheld(String law, String question) {}

    record Nearest(String law, double cosine) {}

    private final List<Unheld> questions;
    private final List<float[]> vectors;

    UnheldQuestions(List<Unheld> questions, List<float[]> vectors) {
        if (questions.size() != vectors.size()) {
            throw new IllegalArgumentException(
                    "vectors must be one for each of " + questions.size() + " questions, were " + vectors.size());
        }
        this.questions = List.copyOf(questions);
        this.vectors = List.copyOf(vectors);
    }

    static UnheldQuestions load() {
        return new UnheldQuestions(list(), Words.read(VECTORS, UnheldQuestions::read));
    }

    static List<Unheld> list() {
        List<Unheld> questions = new ArrayList<>();
        for (String line : Words.lines(QUESTIONS).stream().skip(1).toList()) {
            String[] fields = line.split(",", -1);
            if (fields.length != 2 || fields[1].isBlank()) {
                throw new IllegalStateException(QUESTIONS + ": expected law,question, found: " + line);
            }
            questions.add(new Unheld(fields[0], fields[1]));
        }
        return questions;
    }

    /** The nearest of a law that is not among {@code held}; empty where there is none. */
    Optional<Nearest> nearest(float[] question, Set<String> held) {
        return nearest(question, held, Double.POSITIVE_INFINITY);
    }

    /** The same among what is less alike than {@code most}. */
    Optional<Nearest> nearest(float[] question, Set<String> held, double most) {
        return nearest(question, law -> !law.isEmpty() && !held.contains(law), most);
    }

    /** Cosines of the two nearest of no law that are less alike than {@code most}; -1 where there is none. */
    double[] listForeignCosines(float[] question, double most) {
        double first = -1;
        double second = -1;
        for (int i = 0; i < vectors.size(); i++) {
            if (!questions.get(i).law().isEmpty()) {
                continue;
            }
            double cosine = TextEmbedder.likeness(vectors.get(i), question);
            if (cosine >= most) {
                continue;
            }
            if (cosine > first) {
                second = first;
                first = cosine;
            } else if (cosine > second) {
                second = cosine;
            }
        }
        return new double[] {first, second};
    }

    private Optional<Nearest> nearest(float[] question, Predicate<String> ofLaw, double most) {
        int best = -1;
        double cosine = -1;
        for (int i = 0; i < vectors.size(); i++) {
            if (!ofLaw.test(questions.get(i).law())) {
                continue;
            }
            double likeness = TextEmbedder.likeness(vectors.get(i), question);
            if (likeness > cosine && likeness < most) {
                cosine = likeness;
                best = i;
            }
        }
        return best < 0
                ? Optional.empty()
                : Optional.of(new Nearest(questions.get(best).law(), cosine));
    }

    /** Count and size, then the vectors as half-precision numbers, all big-endian. */
    static void write(Path file, List<float[]> vectors) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                DataOutputStream data = new DataOutputStream(out)) {
            data.writeInt(vectors.size());
            data.writeInt(vectors.getFirst().length);
            for (float[] vector : vectors) {
                for (float x : vector) {
                    data.writeShort(Float.floatToFloat16(x));
                }
            }
        }
    }

    private static List<float[]> read(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        int count = data.readInt();
        int size = data.readInt();
        byte[] bytes = data.readNBytes(2 * count * size);
        if (bytes.length < 2 * count * size) {
            throw new IOException("expected " + 2 * count * size + " bytes of vectors, found " + bytes.length);
        }
        List<float[]> vectors = new ArrayList<>();
        for (int q = 0; q < count; q++) {
            float[] vector = new float[size];
            for (int i = 0; i < size; i++) {
                int at = 2 * (q * size + i);
                vector[i] = Float.float16ToFloat((short) ((bytes[at] << 8) | (bytes[at + 1] & 0xff)));
            }
            vectors.add(vector);
        }
        return vectors;
    }
}
