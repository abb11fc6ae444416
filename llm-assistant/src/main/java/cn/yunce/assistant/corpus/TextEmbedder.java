package cn.yunce.assistant.corpus;

import java.util.List;

/** Turns texts into vectors of length 1 whose dot product is their likeness in meaning. Safe for use by many threads. */
public interface TextEmbedder {
    int DIMENSION = 512;

    float[] embedQuestion(String question);

    /** Of two vectors of one embedder. */
    static double likeness(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** In the order of {@code passages}; uses all cores. */
    List<float[]> embedPassages(List<String> passages);
}
