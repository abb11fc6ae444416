package cn.yunce.assistant.corpus;

import java.util.List;

/** Turns questions into vectors of length 1 that are the nearer to each other the likelier one article answers both. Safe for use by many threads. */
public interface QuestionEncoder {

    float[] encode(String question);

    /** In the order of {@code questions}; uses all cores. */
    List<float[]> encode(List<String> questions);

    /** Fingerprint of what it has learned: vectors of another version are not to be compared with its own. */
    String version();
}
