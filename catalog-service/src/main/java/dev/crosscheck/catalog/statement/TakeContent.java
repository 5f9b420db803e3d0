package dev.crosscheck.catalog.statement;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.Source;
import dev.crosscheck.event.catalog.TakeWritten;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an editor's take says. See {@link TakeWritten}. */
public record TakeContent(List<String> models, String markdown, String author, List<Source> sources) {

    public TakeContent {
        sources = sources == null ? List.of() : List.copyOf(sources);
    }

    /** Null if the event takes the take back. */
    public static @Nullable String of(TakeWritten event) {
        String markdown = event.markdown();
        return markdown == null
                ? null
                : new String(
                        EventJson.write(new TakeContent(event.models(), markdown, event.author(), event.sources())),
                        StandardCharsets.UTF_8);
    }

    public static TakeContent read(String content) {
        return EventJson.read(content.getBytes(StandardCharsets.UTF_8), TakeContent.class);
    }
}
