package dev.crosscheck.publisher.command;

import dev.crosscheck.event.EventCodec;
import dev.crosscheck.event.EventId;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.EventMeta;
import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.Slug;
import dev.crosscheck.event.Source;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.PriceReported;
import dev.crosscheck.event.pricing.PriceUnit;
import dev.crosscheck.event.pricing.ReportedRate;
import dev.crosscheck.event.pricing.RouteFacts;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.Terms;
import dev.crosscheck.publisher.send.EventSender;
import dev.crosscheck.publisher.send.Interruption;
import dev.crosscheck.publisher.send.ServiceClient;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code publish price MODEL PROVIDER --input … --output …} */
@Command(
        name = "price",
        mixinStandardHelpOptions = true,
        header = "Publish one price.",
        description = {
            "",
            "All prices are in US dollars per million tokens. The price replaces the whole offer of this source for "
                    + "the route, as every price event does.",
            "",
            "Example: publish price llama-3.2-1b-instruct openrouter --input 0.027 --output 0.20 --context 60000",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it was taken, and is what pages show of its source",
            "1:it was refused",
            "2:wrong usage, or a value that can be no price",
            "3:Kafka or the pricing service could not be reached",
            "4:the pricing service did not take it within --timeout",
            "7:it was taken and is on no page: its model is not known yet, or the price is held as it looks wrong"
        })
public final class PriceCommand implements Callable<Integer> {

    private static final String SENDER = "/publisher/price";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            index = "0",
            paramLabel = "MODEL",
            description = "The model's id, such as llama-3.2-1b-instruct, or a spelling that the catalog knows as an "
                    + "alias of --source.")
    private String model = "";

    @Parameters(index = "1", paramLabel = "PROVIDER", description = "The provider's id, such as openrouter.")
    private String provider = "";

    @Option(names = "--input", paramLabel = "USD", description = "For tokens sent to the model.")
    private @Nullable BigDecimal input;

    @Option(names = "--output", paramLabel = "USD", description = "For tokens the model writes.")
    private @Nullable BigDecimal outputPrice;

    @Option(names = "--cache-read", paramLabel = "USD", description = "For prompt tokens found in the cache.")
    private @Nullable BigDecimal cacheRead;

    @Option(names = "--cache-write", paramLabel = "USD", description = "For prompt tokens put into the cache.")
    private @Nullable BigDecimal cacheWrite;

    @Option(
            names = "--terms",
            paramLabel = "TERMS",
            description = "Instead of prices: free, subscription, varies or unknown. Default: priced.")
    private @Nullable String terms;

    @Option(
            names = "--route",
            paramLabel = "ID",
            defaultValue = "",
            description = "The provider's own id for the model, where it has several. Default: its only route.")
    private String route = "";

    @Option(names = "--context", paramLabel = "TOKENS", description = "How many tokens the route serves.")
    private @Nullable Long context;

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            defaultValue = "live",
            description = "live, beta, deprecated or retired. Default: ${DEFAULT-VALUE}.")
    private String status = "";

    @Option(
            names = "--source",
            paramLabel = "ID",
            defaultValue = "data-team",
            description = "Who says it, a short id. Default: ${DEFAULT-VALUE}.")
    private String source = "";

    @Option(names = "--source-name", paramLabel = "NAME", description = "Its name for readers. Default: the id.")
    private @Nullable String sourceName;

    @Option(names = "--source-url", paramLabel = "URL", description = "Where it can be looked up.")
    private @Nullable String sourceUrl;

    @Option(
            names = "--observed-at",
            paramLabel = "TIME",
            description = "When the source was read, such as 2026-05-19 or 2026-05-19T00:00:00Z. Default: now.")
    private @Nullable Instant observedAt;

    @Option(names = "--valid-from", paramLabel = "TIME", description = "Since when it is charged. Default: observed.")
    private @Nullable Instant validFrom;

    @Option(names = "--correction", description = "The earlier price was wrong, rather than changed.")
    private boolean correction;

    @Mixin
    private Addresses addresses = new Addresses();

    @Mixin
    private Patience patience = new Patience();

    @Override
    public Integer call() {
        Instant now = Instant.now();
        PriceReported price = price(now);
        String content = new String(EventJson.write(price), StandardCharsets.UTF_8);
        EventMeta meta = EventMeta.of(EventId.of(SENDER, price.subject(), content), SENDER, price.observedAt());
        requireRight(meta, price, now);
        String batch = Batches.newName("price", now);
        ServiceClient pricing = addresses.pricingClient();
        if (!patience.noWait) {
            pricing.batch(batch);
        }
        try (EventSender sender = addresses.sender()) {
            sender.send(meta.inBatch(batch), price);
            sender.flush();
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("Sent event " + meta.id() + " as batch " + batch);
        out.flush();
        return patience.noWait
                ? ExitCode.FINE
                : new Followed(addresses, patience, batch, now.plus(patience.timeout))
                        .reportOne(pricing, out, shownAt());
    }

    private PriceReported price(Instant now) {
        try {
            List<ReportedRate> rates = new ArrayList<>();
            add(rates, Component.INPUT, input);
            add(rates, Component.OUTPUT, outputPrice);
            add(rates, Component.CACHE_READ, cacheRead);
            add(rates, Component.CACHE_WRITE, cacheWrite);
            Instant observed = observedAt == null ? now.truncatedTo(ChronoUnit.MILLIS) : observedAt;
            return new PriceReported(
                    model,
                    provider,
                    route,
                    Words.of("--terms", terms == null ? "priced" : terms, Terms.values()),
                    "USD",
                    PriceUnit.USD_PER_MILLION_TOKENS,
                    rates,
                    new RouteFacts(context, null, null, Map.of()),
                    Words.of("--status", status, RouteStatus.values()),
                    new Source(source, sourceName == null ? source : sourceName, sourceUrl),
                    observed,
                    validFrom,
                    correction);
        } catch (InvalidEventException e) {
            throw usage(e);
        }
    }

    /** Where a page can show it: a spelling has no page of its own. */
    private URI shownAt() {
        return addresses.comparison().resolve(Slug.isValid(model) ? "/models/" + model : "/");
    }

    private static void add(List<ReportedRate> rates, Component component, @Nullable BigDecimal amount) {
        if (amount != null) {
            rates.add(new ReportedRate(component, amount, null, null, null));
        }
    }

    private static void requireRight(EventMeta meta, PriceReported price, Instant now) {
        try {
            EventCodec.requireRight(meta, price, now);
        } catch (InvalidEventException e) {
            throw usage(e);
        }
    }

    private static Interruption usage(InvalidEventException e) {
        return new Interruption(Interruption.Kind.USAGE, String.valueOf(e.getMessage()));
    }
}
