package dev.crosscheck.comparison.page;

import dev.crosscheck.event.catalog.ModelState.Statement;
import dev.crosscheck.event.catalog.StatementKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What sources say of one model in words, each as that source's own. */
final class StatementSheet {

    private final Map<StatementKind, List<Said>> said = new EnumMap<>(StatementKind.class);
    private final Map<StatementKind, List<Claim>> claims = new EnumMap<>(StatementKind.class);

    StatementSheet(List<Statement> statements, EvidenceBook book) {
        for (Statement statement : statements) {
            String source = statement.provenance().source().id();
            String field = "statement/" + statement.id() + "/" + source;
            String id = book.add(field, statement.text(), statement.provenance());
            said.computeIfAbsent(statement.kind(), _ -> new ArrayList<>())
                    .add(new Said(words(statement), Sources.named(statement.provenance()), id));
        }
        said.forEach((kind, ofKind) ->
                claims.put(kind, ofKind.stream().map(Said::claim).toList()));
    }

    List<Said> of(StatementKind kind) {
        return said.getOrDefault(kind, List.of());
    }

    /** The same as claims. */
    List<Claim> claims(StatementKind kind) {
        return claims.getOrDefault(kind, List.of());
    }

    boolean isEmpty() {
        return said.isEmpty();
    }

    private static String words(Statement statement) {
        String audience = statement.audience();
        return (audience == null ? "" : "For " + PlainText.clean(audience, PlainText.NAME, "unreadable") + ": ")
                + PlainText.clean(statement.text(), PlainText.SENTENCE, "unreadable");
    }
}
