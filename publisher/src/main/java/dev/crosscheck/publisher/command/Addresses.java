package dev.crosscheck.publisher.command;

import dev.crosscheck.publisher.send.EventSender;
import dev.crosscheck.publisher.send.Interruption;
import dev.crosscheck.publisher.send.ServiceClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Where Crosscheck is. {@code ./dev publish} gives the addresses in the environment. */
final class Addresses {

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:CROSSCHECK_KAFKA_BOOTSTRAP_SERVERS:-127.0.0.1:9092}",
            description = "Kafka's bootstrap servers, with commas between. "
                    + "Default: CROSSCHECK_KAFKA_BOOTSTRAP_SERVERS, else 127.0.0.1:9092.")
    String kafka = "";

    @Option(
            names = "--catalog-url",
            paramLabel = "URL",
            defaultValue = "${env:CROSSCHECK_CATALOG_URL:-http://127.0.0.1:8081}",
            description = "The catalog service. Default: CROSSCHECK_CATALOG_URL, else http://127.0.0.1:8081.")
    URI catalog = URI.create("");

    @Option(
            names = "--pricing-url",
            paramLabel = "URL",
            defaultValue = "${env:CROSSCHECK_PRICING_URL:-http://127.0.0.1:8082}",
            description = "The pricing service. Default: CROSSCHECK_PRICING_URL, else http://127.0.0.1:8082.")
    URI pricing = URI.create("");

    @Option(
            names = "--comparison-url",
            paramLabel = "URL",
            defaultValue = "${env:CROSSCHECK_COMPARISON_URL:-http://127.0.0.1:8080}",
            description = "The comparison service, named where pages can be read. "
                    + "Default: CROSSCHECK_COMPARISON_URL, else http://127.0.0.1:8080.")
    URI comparison = URI.create("");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    ServiceClient catalogClient() {
        return client("catalog", "--catalog-url", catalog);
    }

    ServiceClient pricingClient() {
        return client("pricing", "--pricing-url", pricing);
    }

    EventSender sender() {
        return EventSender.connect(kafka);
    }

    private ServiceClient client(String name, String option, URI base) {
        if (base.getHost() == null || !("http".equals(base.getScheme()) || "https".equals(base.getScheme()))) {
            throw new Interruption(Interruption.Kind.USAGE, option + ": " + base + " (expected: an http or https URL)");
        }
        return new ServiceClient(name, base, http);
    }
}
