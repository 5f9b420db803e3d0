package dev.crosscheck.pricing.quarantine;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.Source;
import dev.crosscheck.event.SourcePolicy;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.Rate;
import dev.crosscheck.event.pricing.RouteFacts;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.Terms;
import dev.crosscheck.pricing.quote.OfferKey;
import dev.crosscheck.pricing.quote.Quote;
import dev.crosscheck.pricing.quote.QuoteContent;
import dev.crosscheck.pricing.quote.QuoteKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who yields, by what was said on which day: {@code list 1 3} is source list on day 1 at $3. */
class OfferSourcesTest {

    private static final Instant DAY_0 = Instant.parse("2026-03-01T09:00:00Z");
    private static final OfferKey OFFER = new OfferKey("large-2", "acme", "");

    private final OfferSources sources = new OfferSources(
            new Plausibility(PlausibilityTest.THRESHOLDS),
            SourcePolicy.standard().with(Map.of("curated", "catalogue")));

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "list 1 3;                                    nobody",
                "list 1 3; team 2 4;                          nobody",
                "list 1 3; team 2 3000;                       team",
                "list 2 3; team 1 3000;                       list",
                // What began the contradiction counts, and not who spoke first or last.
                "list 1 3; team 2 3000; list 3 3.1;           team",
                "list 1 3; team 2 3; list 3 24; list 4 100;   list",
                "list 1 3; team 2 3000; team 3 4;             nobody",
                "list 1 3; team 2 3000; list 3 2900;          nobody",
                // At the same moment the one ranked lower stands, then the first by id.
                "list 1 3; curated 1 3000;                    list",
                "list 1 3; team 1 3000;                       team",
                // Three vote.
                "list 1 3000; team 2 3; third 3 4;            list",
                "list 1 3; team 2 3000; third 3 4;            team",
                "list 1 3; team 2 3000; third 3 gone;         team",
                "list 1 3; team 2 gone;                       nobody",
                // Two against two is a tie, and both who began to differ yield.
                "list 1 3; team 2 3; third 3 3000; fourth 4 3000; third fourth",
            })
    void whoeverBeganToDifferYieldsUnlessTheOthersOutvoteHim(String line) {
        int end = line.lastIndexOf(';');
        Map<QuoteKey, List<Quote>> said = Arrays.stream(line.substring(0, end).split(";"))
                .map(OfferSourcesTest::quote)
                .collect(groupingBy(Quote::key));
        List<Quote> last = said.values().stream().map(List::getLast).toList();

        assertThat(sources.yielding(last, key -> said.getOrDefault(key, List.of())).keySet().stream()
                        .map(QuoteKey::source)
                        .sorted()
                        .toList())
                .isEqualTo(named(line.substring(end + 1).strip()));
    }

    private static List<String> named(String sources) {
        return sources.equals("nobody")
                ? List.of()
                : Arrays.stream(sources.split(" ")).sorted().toList();
    }

    private static Quote quote(String text) {
        String[] words = text.strip().split(" ");
        Source source = new Source(words[0], words[0], null);
        Instant at = DAY_0.plus(Duration.ofDays(Integer.parseInt(words[1])));
        boolean isGone = words[2].equals("gone");
        QuoteContent content = new QuoteContent(
                Terms.PRICED,
                List.of(Rate.standard(Component.INPUT, isGone ? "3000" : words[2])),
                RouteFacts.NONE,
                isGone ? RouteStatus.RETIRED : RouteStatus.LIVE);
        return new Quote(OFFER, content, new Provenance(source, at, at, text), false, at);
    }
}
