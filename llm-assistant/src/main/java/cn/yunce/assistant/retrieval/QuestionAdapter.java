package cn.yunce.assistant.retrieval;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Moves the vector of a spoken question towards the articles that answer such questions: q ↦ (q + Wq) / |q + Wq| with a square W learned
 * on pairs of questions and articles ({@link RetrievalTraining}). Vectors of articles stay as they are.
 */
final class QuestionAdapter {
    private final int size;
    /** By rows of the input: weights[i * size + j] carries input i to output j. */
    private final float[] weights;

    QuestionAdapter(int size, float[] weights) {
        if (weights.length != size * size) {
            throw new IllegalArgumentException("weights must be " + size * size + ", were " + weights.length);
        }
        this.size = size;
        this.weights = weights;
    }

    /** The weights that come with the product. */
    static QuestionAdapter load() {
        return Words.read("question-adapter.bin", QuestionAdapter::read);
    }

    static QuestionAdapter read(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        int size = data.readInt();
        byte[] bytes = data.readNBytes(2 * size * size);
        if (bytes.length < 2 * size * size) {
            throw new IOException("expected " + 2 * size * size + " bytes of weights, found " + bytes.length);
        }
        float[] weights = new float[size * size];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Float.float16ToFloat((short) ((bytes[2 * i] << 8) | (bytes[2 * i + 1] & 0xff)));
        }
        return new QuestionAdapter(size, weights);
    }

    /** Size, then the weights as half-precision numbers, all big-endian. */
    void write(OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        data.writeInt(size);
        for (float weight : weights) {
            data.writeShort(Float.floatToFloat16(weight));
        }
        data.flush();
    }

    float[] adapt(float[] question) {
        float[] moved = Arrays.copyOf(question, size);
        for (int i = 0; i < size; i++) {
            float x = question[i];
            int row = i * size;
            for (int j = 0; j < size; j++) {
                moved[j] += x * weights[row + j];
            }
        }
        double squares = 0;
        for (float x : moved) {
            squares += x * x;
        }
        float length = (float) Math.sqrt(squares);
        for (int j = 0; j < size; j++) {
            moved[j] /= length;
        }
        return moved;
    }
}
