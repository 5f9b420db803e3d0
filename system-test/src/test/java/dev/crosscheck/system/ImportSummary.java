package dev.crosscheck.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.local.Publisher;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the data team's tool says became of an import or a replay.
 *
 * @param kinds what became of each kind of entries: the number in the file and the number of each outcome
 */
record ImportSummary(Map<String, Map<String, Long>> kinds) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> ENDS = List.of(
            "noNews", "accepted", "unchanged", "duplicate", "late", "waiting", "quarantined", "refused", "unanswered");

    /** Reads what {@code --output json} printed. */
    static ImportSummary of(Publisher.Answer answer) {
        String document = answer.text()
                .lines()
                .filter(line -> line.startsWith("{"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no summary in: " + answer.text()));
        Map<String, Map<String, Long>> kinds = new TreeMap<>();
        for (Map.Entry<String, JsonNode> kind :
                JSON.readTree(document).get("kinds").properties()) {
            Map<String, Long> counts = new TreeMap<>();
            kind.getValue().properties().stream()
                    .filter(count -> count.getKey().equals("inFile") || ENDS.contains(count.getKey()))
                    .forEach(
                            count -> counts.put(count.getKey(), count.getValue().asLong()));
            kinds.put(kind.getKey(), counts);
        }
        return new ImportSummary(kinds);
    }

    /** How many entries of a kind came to an end; {@code inFile} for all of them. */
    long of(String kind, String end) {
        return kinds.get(kind).getOrDefault(end, 0L);
    }

    /** How many entries of all kinds came to an end. */
    long all(String end) {
        return kinds.keySet().stream().mapToLong(kind -> of(kind, end)).sum();
    }

    /** Every entry of the file has come to exactly one end, and somebody has answered for it. */
    void assertAddsUp(String what) {
        kinds.forEach((kind, counts) -> {
            assertThat(ENDS.stream().mapToLong(end -> of(kind, end)).sum())
                    .as(what + ", " + kind + ": " + counts)
                    .isEqualTo(of(kind, "inFile"));
            assertThat(of(kind, "unanswered"))
                    .as(what + ", " + kind + ": " + counts)
                    .isZero();
        });
    }
}
