package dev.crosscheck.catalog.statement;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.catalog.StatementKind;
import dev.crosscheck.event.catalog.StatementMade;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a statement says. See {@link StatementMade}. */
public record StatementContent(StatementKind kind, @Nullable String audience, String text) {

    /** Null if the event takes the statement back. */
    public static @Nullable String of(StatementMade event) {
        String text = event.text();
        return text == null
                ? null
                : new String(
                        EventJson.write(new StatementContent(event.kind(), event.audience(), text)),
                        StandardCharsets.UTF_8);
    }

    public static StatementContent read(String content) {
        return EventJson.read(content.getBytes(StandardCharsets.UTF_8), StatementContent.class);
    }
}
