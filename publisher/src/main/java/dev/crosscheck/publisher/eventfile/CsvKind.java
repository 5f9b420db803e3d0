package dev.crosscheck.publisher.eventfile;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.EventType;
import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.catalog.FieldType;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.publisher.eventfile.CsvColumn.Form;
import dev.crosscheck.publisher.eventfile.CsvColumn.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What the rows of a CSV file are, told by its columns. Columns have the names of the events' fields. */
enum CsvKind {
    SCORES(
            EventType.SCORE_REPORTED,
            "benchmark",
            "scores: condition:NAME for a condition of the run",
            CsvColumn.of("model", Form.TEXT),
            CsvColumn.of("benchmark", Form.TEXT),
            CsvColumn.of("value", Form.NUMBER),
            CsvColumn.of("low", Form.NUMBER),
            CsvColumn.of("high", Form.NUMBER),
            CsvColumn.of("setting/version", Form.TEXT),
            CsvColumn.of("setting/metric", Form.TEXT),
            CsvColumn.of("setting/harness", Form.TEXT),
            CsvColumn.of("setting/shots", Form.COUNT),
            CsvColumn.of("setting/variant", Form.TEXT),
            CsvColumn.of("selfReported", Form.FLAG),
            CsvColumn.of("evidenceUrl", Form.TEXT)) {
        @Override
        @Nullable
        CsvColumn named(String name) {
            return name.startsWith("condition:") && name.length() > "condition:".length()
                    ? CsvColumn.named(name, Form.TEXT, "setting", "conditions", name.substring("condition:".length()))
                    : null;
        }
    },
    PRICES(
            EventType.PRICE_REPORTED,
            "provider",
            "prices: input, output and the other components, as TIER.COMPONENT>TOKENS@FROM-UNTIL where a price has "
                    + "conditions, such as batch.input>200000; can:CAPABILITY for what the route can",
            CsvColumn.of("model", Form.TEXT),
            CsvColumn.of("provider", Form.TEXT),
            CsvColumn.of("route", Form.TEXT),
            CsvColumn.of("terms", Form.TEXT),
            CsvColumn.of("currency", Form.TEXT),
            CsvColumn.of("unit", Form.TEXT),
            CsvColumn.of("facts/contextTokens", Form.COUNT),
            CsvColumn.of("facts/maxInputTokens", Form.COUNT),
            CsvColumn.of("facts/maxOutputTokens", Form.COUNT),
            CsvColumn.of("status", Form.TEXT),
            CsvColumn.of("hold", Form.TEXT)) {
        @Override
        @Nullable
        CsvColumn named(String name) {
            if (name.startsWith("can:")) {
                String capability = name.substring("can:".length());
                return ModelField.find(capability)
                        .filter(ModelField.CAPABILITIES::contains)
                        .map(_ -> CsvColumn.named(name, Form.FLAG, "facts", "capabilities", capability))
                        .orElse(null);
            }
            return rate(name);
        }

        @Override
        void complete(ObjectNode body) {
            if (!body.has("terms") && body.has("rates")) {
                body.put("terms", "priced");
            }
        }
    },
    PROVIDERS(
            EventType.PROVIDER_REPORTED,
            "kind",
            "providers",
            CsvColumn.of("provider", Form.TEXT),
            CsvColumn.of("name", Form.TEXT),
            CsvColumn.of("kind", Form.TEXT),
            CsvColumn.of("url", Form.TEXT)),
    MODELS(
            EventType.MODEL_REPORTED,
            "model",
            "models: the fields of a model, and alias:SOURCE for a source's spelling",
            CsvColumn.of("model", Form.TEXT)) {
        @Override
        @Nullable
        CsvColumn named(String name) {
            if (name.startsWith("alias:") && name.length() > "alias:".length()) {
                ObjectNode alias = EventJson.MAPPER.createObjectNode().put("source", name.substring("alias:".length()));
                return new CsvColumn(name, new Place.Item("aliases", alias, "spelling"), Form.TEXT);
            }
            return ModelField.find(name)
                    .map(field -> CsvColumn.named(
                            name,
                            field.type() instanceof FieldType.Count
                                    ? Form.COUNT
                                    : field.type() instanceof FieldType.Flag ? Form.FLAG : Form.TEXT,
                            "facts",
                            name))
                    .orElse(null);
        }
    };

    private static final List<String> COMPONENTS = List.of(
            "input",
            "output",
            "cache-read",
            "cache-write",
            "cache-write-1h",
            "reasoning",
            "audio-input",
            "audio-output",
            "image-input",
            "image-output");

    private static final Pattern RATE = Pattern.compile("((?<tier>standard|batch|flex|priority|fast)\\.)?"
            + "(?<component>" + String.join("|", COMPONENTS) + ")"
            + "(>(?<tokens>[1-9]\\d{0,11}))?"
            + "(@(?<from>\\d\\d:\\d\\d)-(?<until>\\d\\d:\\d\\d))?");

    private static final List<CsvColumn> OF_ALL = List.of(
            CsvColumn.named("source", Form.TEXT, "source", "id"),
            CsvColumn.named("sourceName", Form.TEXT, "source", "name"),
            CsvColumn.named("sourceUrl", Form.TEXT, "source", "url"),
            CsvColumn.of("observedAt", Form.MOMENT),
            CsvColumn.of("validFrom", Form.MOMENT),
            CsvColumn.of("correction", Form.FLAG),
            CsvColumn.unread("reason"));

    private final EventType type;
    private final String sign;
    private final String description;
    private final List<CsvColumn> fixed;

    CsvKind(EventType type, String sign, String description, CsvColumn... fixed) {
        this.type = type;
        this.sign = sign;
        this.description = description;
        this.fixed = List.of(fixed);
    }

    /**
     * What a file with these columns holds.
     *
     * @throws InvalidEventException if it holds nothing that is known
     */
    static CsvKind of(List<String> header) {
        List<String> names =
                header.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        if (names.contains("provider") && !names.contains("model")) {
            return PROVIDERS;
        }
        return Stream.of(SCORES, PRICES, MODELS)
                .filter(kind -> names.contains(kind.sign))
                .findFirst()
                .orElseThrow(() -> new InvalidEventException(
                        "header",
                        String.join(",", header),
                        "the columns model and provider for prices, model and benchmark for scores, model for models, "
                                + "or provider for providers; \"publish template\" writes them"));
    }

    EventType type() {
        return type;
    }

    /** For whoever has misspelt a column. */
    String description() {
        return description + "; or "
                + Stream.concat(fixed.stream(), OF_ALL.stream())
                        .map(CsvColumn::name)
                        .collect(Collectors.joining(", "));
    }

    /** Null if rows of this kind have no such column. */
    @Nullable
    CsvColumn column(String name) {
        if (name.startsWith("x-")) {
            return CsvColumn.unread(name);
        }
        return Stream.concat(fixed.stream(), OF_ALL.stream())
                .filter(column -> column.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseGet(() -> named(name));
    }

    /** Columns by place, also those that a file may leave out: {@code source/id} is {@code source}. */
    Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        Stream.concat(fixed.stream(), OF_ALL.stream()).forEach(column -> {
            if (column.place() instanceof Place.Field field) {
                names.put(field.path(), column.name());
            }
        });
        // Who leaves out all of a source has left out its id.
        names.putIfAbsent("source", "source");
        return names;
    }

    /** A column whose name says more than its place. */
    @Nullable
    CsvColumn named(String name) {
        return null;
    }

    /** Fills in what the cells imply. */
    void complete(ObjectNode body) {}

    private static @Nullable CsvColumn rate(String name) {
        Matcher form = RATE.matcher(name);
        if (!form.matches()) {
            return null;
        }
        ObjectNode rate = EventJson.MAPPER.createObjectNode().put("component", form.group("component"));
        if (form.group("tier") != null) {
            rate.put("tier", form.group("tier"));
        }
        if (form.group("tokens") != null) {
            rate.put("minPromptTokens", Long.parseLong(form.group("tokens")));
        }
        if (form.group("from") != null) {
            rate.putObject("window").put("from", form.group("from")).put("until", form.group("until"));
        }
        return new CsvColumn(name, new Place.Item("rates", rate, "amount"), Form.NUMBER);
    }
}
