package dev.crosscheck.publisher.eventfile;

import dev.crosscheck.event.EventCodec;
import dev.crosscheck.event.EventJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** A file to start from, with an example in each row; every template is right as it stands. */
public enum Template {
    PRICES,
    SCORES,
    MODELS,
    PROVIDERS;

    /** CSV, with lines of explanation that begin with a hash. */
    public String csv() {
        String resource = "/templates/" + name().toLowerCase(Locale.ROOT) + ".csv";
        try (InputStream in = Objects.requireNonNull(Template.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(resource + ": absent (expected: on the class path)", e);
        }
    }

    /** The same examples, a CloudEvent to each line. */
    public String jsonLines() {
        List<String> lines = new ArrayList<>();
        List<Finding> wrong = new ArrayList<>();
        try {
            new EventFile(Instant.now())
                    .read(
                            "template.csv",
                            new ByteArrayInputStream(csv().getBytes(StandardCharsets.UTF_8)),
                            read -> lines.add(new String(
                                    EventJson.write(EventCodec.structured(
                                            read.event().meta(), read.event().body())),
                                    StandardCharsets.UTF_8)),
                            wrong::add);
        } catch (IOException e) {
            throw new IllegalStateException("Reading from memory", e);
        }
        if (!wrong.isEmpty()) {
            throw new IllegalStateException("template: " + wrong + " (expected: every row right)");
        }
        return String.join("\n", lines) + "\n";
    }
}
