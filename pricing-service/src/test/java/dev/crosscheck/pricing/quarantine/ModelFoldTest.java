package dev.crosscheck.pricing.quarantine;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.Source;
import dev.crosscheck.event.SourcePolicy;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.Rate;
import dev.crosscheck.event.pricing.RouteFacts;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.Terms;
import dev.crosscheck.pricing.quarantine.SeriesFold.Folded;
import dev.crosscheck.pricing.quote.OfferKey;
import dev.crosscheck.pricing.quote.Quote;
import dev.crosscheck.pricing.quote.QuoteContent;
import dev.crosscheck.pricing.quote.QuoteKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFoldTest {

    private static final Instant DAY_0 = Instant.parse("2026-03-01T09:00:00Z");

    private final Plausibility plausibility = new Plausibility(PlausibilityTest.THRESHOLDS);
    private final ModelFold fold = new ModelFold(plausibility, SourcePolicy.standard());

    /** The team began to differ from the list, but the list is out of line: nobody yields to it. */
    @Test
    void whoIsOutOfLineBearsNoWitness() {
        Map<QuoteKey, Quote> said = Stream.of(
                        quote("bolt", "list", 0, "3"),
                        quote("coil", "list", 0, "3"),
                        quote("acme", "list", 1, "1500"),
                        quote("acme", "team", 2, "3"))
                .collect(toMap(Quote::key, Function.identity()));

        Map<QuoteKey, Folded> folded = fold.fold(
                said,
                Map.of(),
                (key, beside) -> SeriesFold.fold(List.of(said.get(key)), Map.of(), beside, plausibility));

        assertThat(folded.values().stream()
                        .flatMap(series -> series.verdicts().stream())
                        .map(verdict -> verdict.quote().provenance().eventId() + " "
                                + verdict.doubt().rule().id()))
                .containsExactly("acme list out-of-line");
    }

    /** Of two routes the one that began to differ yields, of three the one that two outvote. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "a 1 3;    b 2 0.003;            b",
                "a 2 3;    b 1 0.003;            a",
                "a 1 3;    b 1 0.003;            b",
                "a 1 3;    b 2 90;               nobody",
                "a 1 3;    b 2 91;               b",
                "a 1 0;    b 2 91;               nobody",
                "a 1 1500; b 2 3;     c 3 4;     a",
                "a 1 0.05; b 2 4;     c 3 6;     a",
            })
    void routesOfOneProviderAreJudgedBesideEachOther(String line) {
        int end = line.lastIndexOf(';');
        Map<QuoteKey, Quote> said = Arrays.stream(line.substring(0, end).split(";"))
                .map(route -> route.strip().split(" "))
                .map(route -> quote("acme", route[0], "list", Integer.parseInt(route[1]), route[2]))
                .collect(toMap(Quote::key, Function.identity()));

        Map<QuoteKey, Folded> folded = fold.fold(
                said,
                Map.of(),
                (key, beside) -> SeriesFold.fold(List.of(said.get(key)), Map.of(), beside, plausibility));

        assertThat(folded.entrySet().stream()
                        .filter(series -> series.getValue().shown() == null)
                        .map(series -> series.getKey().offer().route())
                        .sorted()
                        .collect(joining(" ")))
                .isEqualTo(line.substring(end + 1).strip().replace("nobody", ""));
    }

    private static Quote quote(String provider, String source, int day, String input) {
        return quote(provider, "", source, day, input);
    }

    private static Quote quote(String provider, String route, String source, int day, String input) {
        Instant at = DAY_0.plus(Duration.ofDays(day));
        return new Quote(
                new OfferKey("large-2", provider, route),
                new QuoteContent(
                        Terms.PRICED,
                        List.of(Rate.standard(Component.INPUT, input)),
                        RouteFacts.NONE,
                        RouteStatus.LIVE),
                new Provenance(new Source(source, source, null), at, at, provider + " " + source),
                false,
                at);
    }
}
