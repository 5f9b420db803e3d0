package dev.crosscheck.publisher.portkey;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import tools.jackson.core.type.TypeReference;

/** Portkey as a source: its id, and whom it means by each name of a provider. */
public final class Portkey {

    /** The id under which the catalog knows upstream's spellings. */
    public static final String ID = "portkey";

    static final Source SOURCE = new Source(ID, "Portkey's model prices", "https://github.com/Portkey-AI/models");

    private static final Map<String, String> PROVIDERS = load();

    private static Map<String, String> load() {
        try (InputStream in = Portkey.class.getResourceAsStream("/portkey/providers.json")) {
            if (in == null) {
                throw new IllegalStateException("/portkey/providers.json: absent (expected: on the class path)");
            }
            return EventJson.MAPPER.readValue(in, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Our id of a provider: by the table, or else upstream's own, which is a slug. */
    static String provider(String upstream) {
        return PROVIDERS.getOrDefault(upstream, upstream);
    }

    private Portkey() {}
}
