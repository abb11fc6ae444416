package cn.yunce.assistant.corpus;

import java.util.List;

/** Port: what people typically ask of the articles of a law's version. */
public interface TypicalQuestions {

    /**
     * Empty where none are known.
     *
     * @param version yyyy-MM-dd, empty when unknown
     * @param article label, for example 第二十七条
     */
    List<String> listOf(String law, String version, String article);

    /** Of all articles of a law's version, each with the article's label before it; in the same order each time. */
    List<String> listOf(String law, String version);
}
