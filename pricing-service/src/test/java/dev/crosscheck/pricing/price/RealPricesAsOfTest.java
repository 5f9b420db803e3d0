package dev.crosscheck.pricing.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.Source;
import dev.crosscheck.event.SourcePolicy;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.PriceSheet.Offer;
import dev.crosscheck.event.pricing.Rate;
import dev.crosscheck.event.pricing.RouteFacts;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.Terms;
import dev.crosscheck.kit.time.AsOf;
import dev.crosscheck.pricing.quarantine.Shown;
import dev.crosscheck.pricing.quote.OfferKey;
import dev.crosscheck.pricing.quote.Quote;
import dev.crosscheck.pricing.quote.QuoteContent;
import dev.crosscheck.pricing.quote.QuoteFold;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Input prices of models.dev as they moved for more than a year, asked for at moments in between. */
class RealPricesAsOfTest {

    private static final Path CHANGES = Stream.of("../shared/data", "../../shared/data")
            .map(data -> Path.of(data, "models-dev", "price-changes.jsonl"))
            .filter(Files::isRegularFile)
            .findFirst()
            .orElse(Path.of("../shared/data/models-dev/price-changes.jsonl"));
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int QUESTIONS = 1_000;
    private static final Source MODELS_DEV = new Source("models-dev", "models.dev", null);

    /** An input price that was charged from then on. */
    private record Move(Instant at, BigDecimal price) {}

    @Test
    void realPriceAtAnyMomentIsTheLastThatHadMovedByThen() throws IOException {
        assumeThat(CHANGES).as("real price changes beside the project").exists();
        Map<String, List<Move>> ledger = ledger();
        List<String> series = List.copyOf(ledger.keySet());
        assertThat(series).hasSizeGreaterThan(100);
        Random random = new Random(7);
        SheetFold fold = new SheetFold(SourcePolicy.standard());
        int priced = 0;
        for (int question = 0; question < QUESTIONS; question++) {
            String key = series.get(random.nextInt(series.size()));
            List<Move> moves = ledger.getOrDefault(key, List.of());
            Instant first = moves.getFirst().at();
            long span = moves.getLast().at().getEpochSecond() - first.getEpochSecond();
            // On the very second of a move, just before it, or anywhere from a day before to a day after.
            Instant at = switch (random.nextInt(3)) {
                case 0 -> moves.get(random.nextInt(moves.size())).at();
                case 1 -> moves.get(random.nextInt(moves.size())).at().minusNanos(1_000);
                default -> first.plusSeconds(random.nextLong(span + 2 * 86_400) - 86_400);
            };

            BigDecimal expected = null;
            for (Move move : moves) {
                expected = move.at().isAfter(at) ? expected : move.price();
            }
            List<Offer> offers = fold.offers(quotes(moves), List.of(), new AsOf(at, null), RealPricesAsOfTest::unseen);

            if (expected == null) {
                assertThat(offers).as("%s at %s", key, at).isEmpty();
            } else {
                priced++;
                assertThat(offers.getFirst().rates().getFirst().price().amount())
                        .as("%s at %s", key, at)
                        .isEqualByComparingTo(expected);
            }
        }
        assertThat(priced).isBetween(QUESTIONS / 4, QUESTIONS - 1);
    }

    /** All that was said is shown, mistakes too: what holds them back is asked elsewhere. */
    private static List<Shown> unseen(QuoteFold then) {
        return then.series().values().stream()
                .map(List::getLast)
                .map(quote ->
                        new Shown(quote, then.lastReadAt().getOrDefault(quote.key(), Instant.MIN), null, Set.of()))
                .toList();
    }

    private static Map<String, List<Move>> ledger() throws IOException {
        Map<String, List<Move>> ledger = new TreeMap<>();
        for (String line : Files.readAllLines(CHANGES)) {
            JsonNode change = JSON.readTree(line);
            JsonNode price = change.get("new");
            if (change.get("field").stringValue().equals("cost.input")
                    && price != null
                    && price.isNumber()
                    && price.decimalValue().signum() >= 0
                    && price.decimalValue().stripTrailingZeros().scale() <= 9) {
                String key = change.get("provider").stringValue() + " "
                        + change.get("model").stringValue();
                Instant at =
                        OffsetDateTime.parse(change.get("ts").stringValue()).toInstant();
                ledger.computeIfAbsent(key, _ -> new ArrayList<>()).add(new Move(at, price.decimalValue()));
            }
        }
        // A commit that was dated before the one it follows has no place in time of its own.
        ledger.values().removeIf(moves -> {
            for (int i = 1; i < moves.size(); i++) {
                if (!moves.get(i).at().isAfter(moves.get(i - 1).at())) {
                    return true;
                }
            }
            return false;
        });
        return ledger;
    }

    private static List<Quote> quotes(List<Move> moves) {
        List<Quote> quotes = new ArrayList<>();
        for (Move move : moves) {
            quotes.add(new Quote(
                    new OfferKey("model", "provider", ""),
                    new QuoteContent(
                            Terms.PRICED,
                            List.of(Rate.standard(Component.INPUT, move.price().toPlainString())),
                            RouteFacts.NONE,
                            RouteStatus.LIVE),
                    new Provenance(MODELS_DEV, move.at(), move.at(), "e" + quotes.size()),
                    false,
                    Instant.parse("2026-09-01T00:00:00Z")));
        }
        return quotes;
    }
}
