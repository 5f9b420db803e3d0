package dev.crosscheck.publisher.litellm;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** LiteLLM as a source: its id, and whom it means by each name of a provider. */
public final class LiteLlm {

    /** The id under which the catalog knows upstream's spellings. */
    public static final String ID = "litellm";

    static final Source SOURCE = new Source(
            ID,
            "LiteLLM's price map",
            "https://github.com/BerriAI/litellm/blob/main/model_prices_and_context_window.json");

    private static final Providers PROVIDERS = load();

    /**
     * Who the providers are.
     *
     * @param ids   upstream's name to our id, where they are not the same word
     * @param plans ids of those who sell a plan rather than tokens
     */
    private record Providers(Map<String, String> ids, Set<String> plans) {}

    private static Providers load() {
        try (InputStream in = LiteLlm.class.getResourceAsStream("/litellm/providers.json")) {
            if (in == null) {
                throw new IllegalStateException("/litellm/providers.json: absent (expected: on the class path)");
            }
            return EventJson.MAPPER.readValue(in, Providers.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Our id of a provider: by the table, or else the same word as a slug. */
    static String provider(String upstream) {
        String id = PROVIDERS.ids().get(upstream);
        return id == null ? upstream.toLowerCase(Locale.ROOT).replace('_', '-') : id;
    }

    /** Whether the provider sells a plan, so that a price of zero means "included". */
    static boolean sellsPlan(String provider) {
        return PROVIDERS.plans().contains(provider);
    }

    /**
     * The provider's own id for the model: upstream's key without the provider in front of it.
     *
     * <p>{@code groq/llama-3.1-8b-instant} of {@code groq} is {@code llama-3.1-8b-instant}, {@code
     * vertex_ai/claude-opus-4} of {@code vertex_ai-anthropic_models} is {@code claude-opus-4}, and {@code
     * low/1024-x-1024/gpt-image-1} of {@code openai} stays as it is.
     */
    static String route(String key, String upstreamProvider) {
        int slash = key.indexOf('/');
        if (slash < 0 || slash == key.length() - 1) {
            return key;
        }
        String first = key.substring(0, slash).replace('-', '_');
        String provider = upstreamProvider.replace('-', '_');
        boolean named = first.equals(provider)
                || provider.startsWith(first + "_")
                || provider.equals("text_completion_" + first);
        return named ? key.substring(slash + 1) : key;
    }

    private LiteLlm() {}
}
