package dev.crosscheck.publisher.command;

import dev.crosscheck.event.catalog.ModelAlias;
import dev.crosscheck.publisher.identity.CanonicalModel;
import dev.crosscheck.publisher.identity.Identification;
import dev.crosscheck.publisher.identity.ModelIdentity;
import dev.crosscheck.publisher.identity.Spelling;
import dev.crosscheck.publisher.send.ServiceClient;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What waits for a model to be known, and what the rules say of each spelling. */
final class WaitingSpellings {

    /** These write the provider before its own name for the model. */
    private static final Set<String> PROVIDER_FIRST = Set.of("models-dev");

    /**
     * A spelling that nobody has linked.
     *
     * @param updates how many updates wait under it
     * @param known   what the rules say
     */
    record Waiting(ModelAlias alias, long updates, Identification known) {}

    /** @param source only those of this source; empty for all */
    static List<Waiting> read(Addresses addresses, String source) {
        ServiceClient catalog = addresses.catalogClient();
        ModelIdentity identity = new ModelIdentity(models(catalog));
        Map<ModelAlias, Long> counts =
                new TreeMap<>(Comparator.comparing(ModelAlias::source).thenComparing(ModelAlias::spelling));
        for (ServiceClient service : List.of(catalog, addresses.pricingClient())) {
            for (JsonNode item : service.all("/v1/waiting", Map.of(), Integer.MAX_VALUE)) {
                if (item.path("field").asString("").equals("model")) {
                    ModelAlias alias = new ModelAlias(
                            item.path("source").asString(""), item.path("met").asString(""));
                    if (source.isEmpty() || source.equals(alias.source())) {
                        counts.merge(alias, 1L, Long::sum);
                    }
                }
            }
        }
        List<Waiting> waiting = new ArrayList<>();
        counts.forEach((alias, updates) -> waiting.add(new Waiting(alias, updates, identity.of(spelling(alias)))));
        return waiting;
    }

    private static List<CanonicalModel> models(ServiceClient catalog) {
        return catalog.all("/v1/models", Map.of(), Integer.MAX_VALUE).stream()
                .map(item -> {
                    String id = item.path("id").asString("");
                    return new CanonicalModel(id, id, text(item, "maker"), text(item, "name"));
                })
                .toList();
    }

    private static Spelling spelling(ModelAlias alias) {
        int slash = alias.spelling().indexOf('/');
        boolean provider = PROVIDER_FIRST.contains(alias.source()) && slash > 0;
        return new Spelling(
                provider ? alias.spelling().substring(0, slash) : null,
                provider ? alias.spelling().substring(slash + 1) : alias.spelling(),
                null);
    }

    private static @Nullable String text(JsonNode item, String name) {
        JsonNode value = item.path(name);
        return value.isString() ? value.asString() : null;
    }

    private WaitingSpellings() {}
}
