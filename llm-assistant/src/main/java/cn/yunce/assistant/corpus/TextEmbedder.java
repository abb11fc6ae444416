package cn.yunce.assistant.corpus;

import java.util.List;

/** Turns texts into vectors of length 1 whose dot product is their likeness in meaning. Safe for use by many threads. */
public interface TextEmbedder {
    int DIMENSION = 512;

    float[] embedQuestion(String question);

    /** In the order of {@code passages}; uses all cores. */
    List<float[]> embedPassages(List<String> passages);
}
