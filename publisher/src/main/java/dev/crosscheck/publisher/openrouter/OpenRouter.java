package dev.crosscheck.publisher.openrouter;

import dev.crosscheck.event.Source;

/** OpenRouter as a source, and as the one provider of its list. */
public final class OpenRouter {

    /** The id under which the catalog knows upstream's spellings; also the provider's. */
    public static final String ID = "openrouter";

    static final Source SOURCE = new Source(ID, "OpenRouter's list of models", "https://openrouter.ai/api/v1/models");

    private OpenRouter() {}
}
