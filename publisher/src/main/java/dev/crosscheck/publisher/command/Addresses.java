package dev.crosscheck.publisher.command;

import dev.crosscheck.publisher.send.Credentials;
import dev.crosscheck.publisher.send.EventSender;
import dev.crosscheck.publisher.send.ServiceClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where Crosscheck is, and what it knows the tool by: by options, else by the profile that was asked for, else by the
 * environment, in which {@code ./dev publish} says both, else on this machine and by nothing.
 */
final class Addresses {

    private static final String PLAIN_HTTP = "CROSSCHECK_PLAIN_HTTP";

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "Take what is not given from a profile: NAME.kafka, NAME.catalog-url, NAME.pricing-url, "
                    + "NAME.comparison-url, NAME.token-file and NAME.plain-http in the file that CROSSCHECK_PROFILES names, else "
                    + "~/.config/crosscheck/profiles.properties. NAME.kafka.SETTING is a setting of the Kafka producer. "
                    + "Default: CROSSCHECK_PROFILE.")
    @Nullable
    String profile;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "Kafka's bootstrap servers, with commas between. "
                    + "Default: the profile, CROSSCHECK_KAFKA_BOOTSTRAP_SERVERS, 127.0.0.1:9092.")
    @Nullable
    String kafka;

    @Option(
            names = "--catalog-url",
            paramLabel = "URL",
            description = "The catalog service. Default: the profile, CROSSCHECK_CATALOG_URL, http://127.0.0.1:8081.")
    @Nullable
    URI catalog;

    @Option(
            names = "--pricing-url",
            paramLabel = "URL",
            description = "The pricing service. Default: the profile, CROSSCHECK_PRICING_URL, http://127.0.0.1:8082.")
    @Nullable
    URI pricing;

    @Option(
            names = "--comparison-url",
            paramLabel = "URL",
            description = "The comparison service, named where pages can be read. "
                    + "Default: the profile, CROSSCHECK_COMPARISON_URL, http://127.0.0.1:8080.")
    @Nullable
    URI comparison;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Where your token is, by which services let you in. It is read for each request, so that it "
                    + "may be renewed meanwhile. Default: token-file of the profile, CROSSCHECK_TOKEN_FILE, else the "
                    + "token itself in CROSSCHECK_TOKEN, else none.")
    @Nullable
    Path tokenFile;

    @Option(
            names = "--plain-http",
            description = "Show the token over http as well, where whoever is on the way can read it and use it. "
                    + "Without it a token goes over https, or stays on this machine. "
                    + "Default: plain-http of the profile, CROSSCHECK_PLAIN_HTTP, else false.")
    boolean plainHttp;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private @Nullable Profile read;

    ServiceClient catalogClient() {
        return client("catalog", "--catalog-url", url(catalog, "catalog-url", "CROSSCHECK_CATALOG_URL", 8081));
    }

    ServiceClient pricingClient() {
        return client("pricing", "--pricing-url", url(pricing, "pricing-url", "CROSSCHECK_PRICING_URL", 8082));
    }

    ServiceClient comparisonClient() {
        return client("comparison", "--comparison-url", comparison());
    }

    /** Either of the two that take updates, by name. */
    ServiceClient client(String name) {
        return switch (name) {
            case "catalog" -> catalogClient();
            case "pricing" -> pricingClient();
            default -> throw Usage.of("SERVICE", name, "catalog or pricing");
        };
    }

    /** Where pages can be read. */
    URI comparison() {
        return url(comparison, "comparison-url", "CROSSCHECK_COMPARISON_URL", 8080);
    }

    EventSender sender() {
        // Whom to ask afterwards is settled before anything is sent.
        catalogClient();
        pricingClient();
        Profile from = profile();
        String servers =
                kafka != null ? kafka : from.get("kafka", "CROSSCHECK_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092");
        return EventSender.connect(servers, from.under("kafka."));
    }

    private URI url(@Nullable URI option, String key, String variable, int port) {
        if (option != null) {
            return option;
        }
        String text = profile().get(key, variable, "http://127.0.0.1:" + port);
        try {
            return URI.create(text);
        } catch (IllegalArgumentException _) {
            throw Usage.of("--" + key, text, "an http or https URL");
        }
    }

    private Profile profile() {
        Profile held = read;
        if (held == null) {
            held = Profile.of(profile, System.getenv());
            read = held;
        }
        return held;
    }

    private ServiceClient client(String name, String option, URI base) {
        if (base.getHost() == null || !("http".equals(base.getScheme()) || "https".equals(base.getScheme()))) {
            throw Usage.of(option, base, "an http or https URL");
        }
        Credentials credentials = credentials();
        if (!(credentials instanceof Credentials.None) && Eavesdropping.isPossible(base) && !mayBeOverheard()) {
            throw Usage.of(
                    option,
                    base,
                    "https, or an address of this machine, since a token is to be shown; --plain-http, or " + PLAIN_HTTP
                            + "=true, shows it all the same");
        }
        return new ServiceClient(name, base, http, credentials);
    }

    private boolean mayBeOverheard() {
        if (plainHttp) {
            return true;
        }
        String text = profile().get("plain-http", PLAIN_HTTP, "false");
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Usage.of("--plain-http", text, "true or false");
        };
    }

    private Credentials credentials() {
        String file =
                tokenFile == null ? profile().get("token-file", "CROSSCHECK_TOKEN_FILE", "") : tokenFile.toString();
        if (!file.isEmpty()) {
            return new Credentials.InFile(Path.of(file));
        }
        // Never an option: whoever lists the processes of a machine would read it.
        String token = System.getenv().getOrDefault("CROSSCHECK_TOKEN", "");
        return token.isEmpty() ? new Credentials.None() : new Credentials.Given(token);
    }
}
