package dev.crosscheck.comparison.page;

import dev.crosscheck.event.catalog.ModelState.Statement;
import dev.crosscheck.event.catalog.StatementKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What sources say of one model in words, each as that source's claim. */
final class StatementSheet {

    private final Map<StatementKind, List<Claim>> claims = new EnumMap<>(StatementKind.class);

    StatementSheet(List<Statement> statements, EvidenceBook book) {
        for (Statement statement : statements) {
            String source = statement.provenance().source().id();
            String field = "statement/" + statement.id() + "/" + source;
            String id = book.add(field, statement.text(), statement.provenance());
            claims.computeIfAbsent(statement.kind(), kind -> new ArrayList<>()).add(Claim.of(text(statement), id));
        }
    }

    /** Such as {@code For edge devices: “Fits in 2 GB.” (LLM Reference, 2026-05-16)}. */
    List<Claim> of(StatementKind kind) {
        return claims.getOrDefault(kind, List.of());
    }

    boolean isEmpty() {
        return claims.isEmpty();
    }

    private static String text(Statement statement) {
        String audience = statement.audience();
        return (audience == null ? "" : "For " + PlainText.clean(audience, PlainText.NAME, "unreadable") + ": ")
                + "“"
                + PlainText.clean(statement.text(), PlainText.SENTENCE, "unreadable")
                + "” ("
                + Sources.named(statement.provenance())
                + ")";
    }
}
