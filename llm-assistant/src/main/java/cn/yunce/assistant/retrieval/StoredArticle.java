package cn.yunce.assistant.retrieval;

import cn.yunce.assistant.Corpus.ArticleText;
import cn.yunce.assistant.Role;
import cn.yunce.assistant.corpus.ParsedArticle;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An article of some version of a law.
 *
 * @param number 21, 103-1, or a policy paper's label
 * @param from first day in force
 * @param until first day no longer in force
 * @param readers who may read it beside ADMIN; empty for everyone
 */
public record StoredArticle(
        String id,
        String law,
        String version,
        LocalDate from,
        Optional<LocalDate> until,
        String number,
        String label,
        List<String> heading,
        String text,
        boolean synthetic,
        Set<Role> readers) {
    public StoredArticle {
        heading = List.copyOf(heading);
        readers = Set.copyOf(readers);
    }

    public boolean inForce(LocalDate day) {
        return !from.isAfter(day) && until.map(day::isBefore).orElse(true);
    }

    public boolean isReadableBy(Role role) {
        return readers.isEmpty() || role == Role.ADMIN || readers.contains(role);
    }

    public ArticleText asOf(LocalDate day) {
        return new ArticleText(id, law, version, inForce(day), label, heading, text, synthetic);
    }

    /** What words and meaning are searched in. */
    public String searchText() {
        return ParsedArticle.searchText(law, label, heading, text);
    }
}
