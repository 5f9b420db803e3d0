package dev.crosscheck.publisher.modelpricewatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.pricing.PriceReported;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.publisher.source.Kind;
import dev.crosscheck.publisher.source.Mapping;
import dev.crosscheck.publisher.source.Mapping.Mapped;
import dev.crosscheck.publisher.source.Mapping.Refused;
import dev.crosscheck.publisher.source.Note;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelPriceWatchTest {

    private static final Instant TAKEN = Instant.parse("2026-08-23T00:00:00Z");
    private static final String HEAD =
            "model_id,model,provider,date,event,source,input_per_mtok,output_per_mtok,cached_input_per_mtok";

    @TempDir
    Path folder;

    @Test
    void pointKeepsItsDayAndOnlyACorrectionIsOne() throws IOException {
        List<Mapping<Kind.Reported>> points = points(
                "acme-large,Large,Acme AI,2026-07-01,baseline,,3.0,15.0,0.30",
                "acme-large,Large,Acme AI,2026-07-02,price_drop,verified,2.0,10.0,",
                "acme-large,Large,Acme AI,2026-07-03,correction,verified,2.5,10.0,",
                "acme-large,Large,Acme AI,2026-07-04,removed,,2.5,10.0,");

        assertThat(events(points))
                .extracting(price -> price.validFrom() + " " + price.correction() + " " + price.status() + " "
                        + price.rates().size())
                .containsExactly(
                        "2026-07-01T00:00:00Z false LIVE 3",
                        "2026-07-02T00:00:00Z false LIVE 2",
                        "2026-07-03T00:00:00Z true LIVE 2",
                        "2026-07-04T00:00:00Z false RETIRED 2");
        assertThat(events(points).getFirst().provider()).isEqualTo("acme-ai");
        assertThat(events(points).getFirst().model()).isEqualTo("acme-large");
    }

    @Test
    void unknownEventBrokenDayAndBrokenPriceAreRefused() throws IOException {
        List<Mapping<Kind.Reported>> points = points(
                "a,A,Acme,2026-07-01,rumour,,3.0,15.0,",
                "a,A,Acme,July,baseline,,3.0,15.0,",
                "a,A,Acme,2026-07-01,baseline,,cheap,15.0,");

        assertThat(points)
                .allSatisfy(point -> assertThat(point).isInstanceOf(Refused.class))
                .extracting(point -> ((Refused<Kind.Reported>) point).reason())
                .satisfies(reasons -> assertThat(reasons.get(0)).startsWith("event: rumour (expected: one of "))
                .element(2)
                .isEqualTo("input_per_mtok: cheap (expected: a number)");
    }

    @Test
    void modelAsItStandsSaysWhatItsRouteServes() throws IOException {
        List<Mapping<Kind.Reported>> offers = offers("""
                [{"id": "acme-large", "provider": "Acme AI", "model": "Large", "input_per_mtok": 3.0,
                  "output_per_mtok": 15.0, "cached_input_per_mtok": null, "context_window": 32000,
                  "modality": ["text", "image"], "status": "Retired", "retired_on": "2026-08-17", "mood": "good"},
                 {"id": "b", "provider": "Acme", "status": "Sold", "modality": [], "input_per_mtok": 1}]
                """);

        PriceReported offer = events(offers).getFirst();
        assertThat(offer.facts().contextTokens()).isEqualTo(32_000);
        assertThat(offer.facts().capabilities()).containsEntry(ModelField.VISION, true);
        assertThat(offer.status()).isEqualTo(RouteStatus.RETIRED);
        assertThat(((Mapped<Kind.Reported>) offers.getFirst()).notes())
                .extracting(Note::what)
                .contains("mood (unknown key)");
        assertThat(((Refused<Kind.Reported>) offers.get(1)).reason())
                .isEqualTo("status: Sold (expected: Current, Preview, Deprecated or Retired)");
    }

    @Test
    void everyRealPointAndModelIsAnOffer() throws IOException {
        Path data = Stream.of("../shared/data", "../../shared/data")
                .map(folder -> Path.of(folder, "modelpricewatch"))
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(Path.of("../shared/data/modelpricewatch"));
        assumeTrue(Files.isDirectory(data), data + " is not there; the hand-written samples cover the same code");
        ModelPriceWatch source =
                new ModelPriceWatch(data.resolve("models.json"), data.resolve("price-history.csv"), TAKEN);
        List<Mapping<Kind.Reported>> points = new ArrayList<>();
        source.points(points::add);
        List<Mapping<Kind.Reported>> offers = new ArrayList<>();
        source.offers(offers::add);

        assertThat(points).hasSize(10_462).allMatch(Mapped.class::isInstance);
        assertThat(events(points)).filteredOn(PriceReported::correction).hasSize(13);
        assertThat(offers).hasSize(220).allMatch(Mapped.class::isInstance);
    }

    private List<Mapping<Kind.Reported>> points(String... rows) throws IOException {
        List<String> lines = new ArrayList<>(List.of(HEAD));
        lines.addAll(List.of(rows));
        Path history = Files.write(folder.resolve("history.csv"), lines);
        List<Mapping<Kind.Reported>> points = new ArrayList<>();
        new ModelPriceWatch(folder.resolve("models.json"), history, TAKEN).points(points::add);
        return points;
    }

    private List<Mapping<Kind.Reported>> offers(String json) throws IOException {
        Path models = Files.writeString(folder.resolve("models.json"), json);
        List<Mapping<Kind.Reported>> offers = new ArrayList<>();
        new ModelPriceWatch(models, folder.resolve("history.csv"), TAKEN).offers(offers::add);
        return offers;
    }

    private static List<PriceReported> events(List<Mapping<Kind.Reported>> rows) {
        return rows.stream()
                .filter(Mapped.class::isInstance)
                .map(row ->
                        (PriceReported) ((Mapped<Kind.Reported>) row).event().event())
                .toList();
    }
}
