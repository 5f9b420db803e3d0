package dev.crosscheck.publisher.replay;

import dev.crosscheck.publisher.litellm.LiteLlm;
import dev.crosscheck.publisher.litellm.LiteLlmOffers;
import dev.crosscheck.publisher.modelsdev.ModelsDev;
import dev.crosscheck.publisher.modelsdev.ModelsDevCatalogue;
import dev.crosscheck.publisher.openrouter.OpenRouter;
import dev.crosscheck.publisher.openrouter.OpenRouterOffers;
import dev.crosscheck.publisher.portkey.Portkey;
import dev.crosscheck.publisher.portkey.PortkeyOffers;

/** The histories that can be replayed. */
public final class Histories {

    /** @param catalogue of which the canonical models are taken, so that offers are linked as the importer links them */
    public static History modelsDev(ModelsDevCatalogue catalogue) {
        return new History(ModelsDev.ID, "models.dev", "", false, catalogue.offers());
    }

    public static History openRouter() {
        return new History(OpenRouter.ID, "openrouter", "", false, new OpenRouterOffers());
    }

    public static History liteLlm() {
        return new History(LiteLlm.ID, "litellm", "", true, new LiteLlmOffers());
    }

    public static History portkey() {
        return new History(Portkey.ID, "portkey", "pricing_config", false, new PortkeyOffers());
    }

    private Histories() {}
}
