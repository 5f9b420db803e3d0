package dev.crosscheck.publisher.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.publisher.identity.Identification.Same;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The rules held against 2,012 pairs that upstream has linked, where they lie beside the project. Upstream's
 * own links are not read by the rules.
 */
class GoldPairsTest {

    private static final Path DATA = Stream.of("../shared/data", "../../shared/data")
            .map(Path::of)
            .filter(Files::isDirectory)
            .findFirst()
            .orElse(Path.of("../shared/data"));

    private static final String WEIGHTS = "https://huggingface.co/";

    private static List<Pair> pairs = List.of();
    private static JsonNode catalogue = EventJson.MAPPER.nullNode();
    private static ModelIdentity identity = new ModelIdentity(List.of());

    /** @param models what upstream links it to: several where models share their weights */
    private record Pair(Spelling spelling, Set<String> models, boolean byWeights) {}

    @BeforeAll
    static void needsTheData() throws IOException {
        Path gold = DATA.resolve("identity/identity-gold.jsonl");
        Path catalog = DATA.resolve("models-dev/catalog.json");
        assumeTrue(
                Files.isReadable(gold) && Files.isReadable(catalog),
                gold + " or " + catalog + " is not there; the hand-written cases cover the same rules");
        catalogue = EventJson.MAPPER.readTree(Files.readAllBytes(catalog));
        List<CanonicalModel> models = new ArrayList<>();
        Map<String, Set<String>> byWeights = new HashMap<>();
        for (Map.Entry<String, JsonNode> model : catalogue.get("models").properties()) {
            models.add(CanonicalModel.ofPath(model.getKey(), text(model.getValue(), "name")));
            for (JsonNode weights : model.getValue().path("weights")) {
                String url = String.valueOf(text(weights, "url"));
                if (url.startsWith(WEIGHTS)) {
                    byWeights
                            .computeIfAbsent(
                                    "hf:" + url.substring(WEIGHTS.length()).toLowerCase(Locale.ROOT),
                                    _ -> new HashSet<>())
                            .add(model.getKey());
                }
            }
        }
        identity = new ModelIdentity(models);
        List<Pair> read = new ArrayList<>();
        for (String line : Files.readAllLines(gold)) {
            JsonNode pair = EventJson.MAPPER.readTree(line);
            String canonical = String.valueOf(text(pair, "canonical"));
            boolean weights = canonical.startsWith("hf:");
            read.add(new Pair(
                    new Spelling(text(pair, "provider"), String.valueOf(text(pair, "model")), text(pair, "name")),
                    weights ? byWeights.getOrDefault(canonical.toLowerCase(Locale.ROOT), Set.of()) : Set.of(canonical),
                    weights));
        }
        pairs = read;
    }

    @Test
    void noAnswerContradictsAPairThatUpstreamLinked() {
        assertThat(pairs)
                .filteredOn(pair -> !pair.models().isEmpty())
                .filteredOn(pair ->
                        answer(pair.spelling()) != null && !pair.models().contains(answer(pair.spelling())))
                .isEmpty();
    }

    /** 1,844 pairs name a canonical model; of 168 by weights, 57 are of weights that a canonical model links. */
    @Test
    void rulesAnswerNinetySevenInAHundred() {
        assertThat(pairs).hasSize(2_012);
        assertThat(List.of(linked(false), answered(false), linked(true), answered(true)))
                .containsExactly(1_844L, 1_792L, 57L, 53L);
    }

    @Test
    void everyOfferIsAnsweredOrLeftToAPerson() {
        int offers = 0;
        int same = 0;
        int suggested = 0;
        for (Map.Entry<String, JsonNode> provider : catalogue.get("providers").properties()) {
            for (Map.Entry<String, JsonNode> offer :
                    provider.getValue().get("offers").properties()) {
                offers++;
                switch (identity.of(new Spelling(provider.getKey(), offer.getKey(), text(offer.getValue(), "name")))) {
                    case Same _ -> same++;
                    case Identification.Unknown unknown ->
                        suggested += unknown.suggestions().isEmpty() ? 0 : 1;
                }
            }
        }
        assertThat(List.of(offers, same, suggested)).containsExactly(5_276, 2_916, 593);
    }

    private static long linked(boolean byWeights) {
        return pairs.stream()
                .filter(pair -> pair.byWeights() == byWeights && !pair.models().isEmpty())
                .count();
    }

    private static long answered(boolean byWeights) {
        return pairs.stream()
                .filter(pair -> pair.byWeights() == byWeights && !pair.models().isEmpty())
                .filter(pair -> answer(pair.spelling()) != null)
                .count();
    }

    private static @Nullable String answer(Spelling spelling) {
        return identity.of(spelling) instanceof Same same ? same.model() : null;
    }

    private static @Nullable String text(JsonNode node, String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value.asString();
    }
}
