package cn.yunce.assistant.corpus;

import cn.yunce.assistant.Role;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A document cut into its citable units.
 *
 * @param law title without 《》 and without the leading 中华人民共和国, which short and full titles differ by
 * @param version day it was made or last amended
 * @param effective first day it counts: the day it sets itself (自…起施行) where that is later than the version; else the version
 * @param preface what stands before the first unit, such as who passed it and when
 * @param readers the roles that it names for itself; empty for everyone
 * @param notes what the reader of the document should know, such as a label that was restored
 */
public record ParsedDocument(
        String law,
        Optional<LocalDate> version,
        Optional<LocalDate> effective,
        String preface,
        boolean synthetic,
        Set<Role> readers,
        List<ParsedArticle> articles,
        List<String> notes) {
    public ParsedDocument {
        readers = Set.copyOf(readers);
        articles = List.copyOf(articles);
        notes = List.copyOf(notes);
        if (law.isBlank()) {
            throw new IllegalArgumentException("document needs a title, had none");
        }
    }

    /** With other readers, unless they are empty. */
    ParsedDocument readableBy(Set<Role> others) {
        return others.isEmpty()
                ? this
                : new ParsedDocument(law, version, effective, preface, synthetic, others, articles, notes);
    }
}
