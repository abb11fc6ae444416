package cn.yunce.assistant.guardrail;

import java.util.List;

/**
 * What a sentence may rest on.
 *
 * @param question of the person; words may be taken from it, facts may not
 */
public record Evidence(List<Source> sources, String question) {
    public Evidence {
        sources = List.copyOf(sources);
    }

    /**
     * @param law title without 《》
     * @param article label, for example 第二十一条
     * @param quote the sentences of the article that were found
     */
    public record Source(String law, String article, String quote) {}
}
