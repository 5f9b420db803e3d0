package dev.crosscheck.local;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The ports, each by option or by environment. */
final class PortOptions {

    @Option(
            names = "--port-postgres",
            defaultValue = "${env:CROSSCHECK_POSTGRES_PORT:-15432}",
            description = "PostgreSQL (${DEFAULT-VALUE})")
    private int postgres;

    @Option(
            names = "--port-kafka",
            defaultValue = "${env:CROSSCHECK_KAFKA_PORT:-19092}",
            description = "Kafka (${DEFAULT-VALUE})")
    private int kafka;

    @Option(
            names = "--port-comparison",
            defaultValue = "${env:CROSSCHECK_COMPARISON_PORT:-8080}",
            description = "the pages (${DEFAULT-VALUE})")
    private int comparison;

    @Option(
            names = "--port-catalog",
            defaultValue = "${env:CROSSCHECK_CATALOG_PORT:-8081}",
            description = "the catalog service (${DEFAULT-VALUE})")
    private int catalog;

    @Option(
            names = "--port-pricing",
            defaultValue = "${env:CROSSCHECK_PRICING_PORT:-8082}",
            description = "the pricing service (${DEFAULT-VALUE})")
    private int pricing;

    @Option(
            names = "--port-comparison-management",
            defaultValue = "${env:CROSSCHECK_COMPARISON_MANAGEMENT_PORT:-9080}",
            description = "health and metrics of the comparison service (${DEFAULT-VALUE})")
    private int comparisonManagement;

    @Option(
            names = "--port-catalog-management",
            defaultValue = "${env:CROSSCHECK_CATALOG_MANAGEMENT_PORT:-9081}",
            description = "health and metrics of the catalog service (${DEFAULT-VALUE})")
    private int catalogManagement;

    @Option(
            names = "--port-pricing-management",
            defaultValue = "${env:CROSSCHECK_PRICING_MANAGEMENT_PORT:-9082}",
            description = "health and metrics of the pricing service (${DEFAULT-VALUE})")
    private int pricingManagement;

    Ports ports() {
        return new Ports(
                postgres,
                kafka,
                Map.of(Service.CATALOG, catalog, Service.PRICING, pricing, Service.COMPARISON, comparison),
                Map.of(
                        Service.CATALOG,
                        catalogManagement,
                        Service.PRICING,
                        pricingManagement,
                        Service.COMPARISON,
                        comparisonManagement));
    }

    /** What is wrong with the ports, in a sentence that says what to do; empty if all can be had. */
    Optional<String> problem() {
        Map<Integer, String> users = new LinkedHashMap<>();
        for (Map.Entry<String, Integer> port : byOption().entrySet()) {
            String option = port.getKey();
            String other = users.putIfAbsent(port.getValue(), option);
            if (other != null) {
                return Optional.of("port " + port.getValue() + " is given to two: " + other + " and " + option);
            }
            if (!FreePorts.isFree(port.getValue())) {
                return Optional.of("port " + port.getValue()
                        + " is taken by another program (choose another with --port-"
                        + option + " or CROSSCHECK_" + option.replace('-', '_').toUpperCase(Locale.ROOT)
                        + "_PORT)");
            }
        }
        return Optional.empty();
    }

    private Map<String, Integer> byOption() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("comparison", comparison);
        ports.put("catalog", catalog);
        ports.put("pricing", pricing);
        ports.put("comparison-management", comparisonManagement);
        ports.put("catalog-management", catalogManagement);
        ports.put("pricing-management", pricingManagement);
        ports.put("postgres", postgres);
        ports.put("kafka", kafka);
        return ports;
    }
}
