package dev.crosscheck.publisher.leaderboard;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.Source;
import dev.crosscheck.event.catalog.BenchmarkDefined;
import dev.crosscheck.event.catalog.Better;
import dev.crosscheck.event.catalog.ScoreReported;
import dev.crosscheck.event.catalog.Setting;
import dev.crosscheck.event.catalog.Unit;
import dev.crosscheck.publisher.source.Fields;
import dev.crosscheck.publisher.source.Kind;
import dev.crosscheck.publisher.source.Mapping;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Aider's leaderboards: dated runs of one model, or of two that work together, over a suite of exercises. The file's
 * name says which suite.
 */
public final class Aider extends Leaderboard {

    public static final String ID = "aider";

    private static final Source SOURCE = new Source(ID, "Aider", "https://aider.chat/docs/leaderboards/");

    /** What upstream writes behind a model's name and means as the way it was run, not as another model. */
    private static final Pattern EFFORT = Pattern.compile(
            "(.+?) \\(((?:default|no|\\d+k)(?: think(?:ing)?)?(?: tokens)?|high|medium|low)\\)",
            Pattern.CASE_INSENSITIVE);

    /** How the runs went wrong, and how they were made: nothing that a page compares. */
    private static final String[] NOT_TOLD = {
        "dirname",
        "test_cases",
        "commit_hash",
        "command",
        "versions",
        "pass_num_1",
        "pass_num_2",
        "error_outputs",
        "num_malformed_responses",
        "num_with_malformed_responses",
        "user_asks",
        "lazy_comments",
        "syntax_errors",
        "indentation_errors",
        "exhausted_context_windows",
        "test_timeouts",
        "total_tests",
        "released",
        "_released",
        "prompt_tokens",
        "completion_tokens"
    };

    private final Path file;
    private final Suite suite;

    /** A suite of exercises, with the field that upstream ranks by. */
    private enum Suite {
        POLYGLOT("aider-polyglot", "Aider Polyglot", "pass_rate_2"),
        EDITING("aider-code-editing", "Aider Code Editing", "pass_rate_2"),
        REFACTORING("aider-refactoring", "Aider Refactoring", "pass_rate_1");

        private final String id;
        private final String title;
        private final String ranked;

        Suite(String id, String title, String ranked) {
            this.id = id;
            this.title = title;
            this.ranked = ranked;
        }

        /** @throws InvalidEventException if the file's name names none */
        static Suite of(Path file) {
            String name = String.valueOf(file.getFileName());
            if (name.startsWith("refactor")) {
                return REFACTORING;
            }
            if (name.startsWith("edit") || name.startsWith("architect") || name.startsWith("quant")) {
                return EDITING;
            }
            if (name.contains("polyglot") || name.startsWith("qwen3")) {
                return POLYGLOT;
            }
            throw new InvalidEventException(
                    "FILE", name, "a name that says the suite: polyglot, edit, refactor, architect, quant or qwen3");
        }
    }

    public Aider(Path file, Instant observedAt) {
        super(observedAt);
        this.file = file;
        this.suite = Suite.of(file);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    List<BenchmarkDefined> benchmarks() {
        List<BenchmarkDefined> defined = new ArrayList<>();
        defined.add(
                switch (suite) {
                    case POLYGLOT ->
                        percent(
                                suite.id,
                                suite.title,
                                "Share of 225 hard Exercism exercises in six languages that the model solves within two attempts "
                                        + "through the Aider editor.");
                    case EDITING ->
                        percent(
                                suite.id,
                                suite.title,
                                "Share of 133 Exercism exercises in Python that the model solves within two attempts through the "
                                        + "Aider editor.");
                    case REFACTORING ->
                        percent(
                                suite.id,
                                suite.title,
                                "Share of 89 refactorings of large Python methods that the model does through the Aider editor.");
                });
        defined.add(percent(
                suite.id + "-edit-format",
                suite.title + ": edits in the right form",
                "Share of cases in which all the model's edits had the form that Aider asked for."));
        defined.add(open(
                suite.id + "-seconds",
                suite.title + ": seconds per case",
                "Time that a case took, with the provider that was used.",
                Unit.SECONDS,
                Better.LOWER));
        defined.add(open(
                suite.id + "-cost",
                suite.title + ": cost of the run",
                "What the whole run cost at the prices of its day.",
                Unit.USD,
                Better.LOWER));
        return defined;
    }

    @Override
    void scores(Consumer<Mapping<Kind.Reported>> into) throws IOException {
        int row = 0;
        for (Object run : runs()) {
            row++;
            String where = "run " + row + "/";
            for (Figure figure : figures()) {
                into.accept(Mapping.of(
                        where + figure.field(),
                        notes -> new Kind.Reported(
                                score(new Fields("", EventJson.MAPPER.valueToTree(run)), figure, notes), false)));
            }
        }
    }

    /** @param metric tells two figures of one benchmark apart; null for the one it is ranked by */
    private record Figure(
            String field, String benchmark, @Nullable String metric) {}

    private List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure(suite.ranked, suite.id, null));
        if (suite != Suite.REFACTORING) {
            figures.add(new Figure("pass_rate_1", suite.id, "first attempt"));
        }
        figures.add(new Figure("percent_cases_well_formed", suite.id + "-edit-format", null));
        figures.add(new Figure("seconds_per_case", suite.id + "-seconds", null));
        figures.add(new Figure("total_cost", suite.id + "-cost", null));
        return figures;
    }

    private ScoreReported score(Fields run, Figure figure, Mapping.Notes notes) {
        run.leaveOut(NOT_TOLD);
        BigDecimal value = run.number(figure.field());
        if (value == null) {
            throw new InvalidEventException(figure.field(), null, "a number");
        }
        if (figure.field().equals("total_cost") && value.signum() == 0) {
            throw new InvalidEventException(
                    "total_cost", value, "more than 0: upstream writes 0 where it was not measured");
        }
        String model = run.text("model");
        String effort = run.text("reasoning_effort");
        Object budget = run.tokens("thinking_tokens");
        Matcher named = EFFORT.matcher(String.valueOf(model));
        if (model != null && named.matches()) {
            model = named.group(1);
            effort = named.group(2).toLowerCase(Locale.ROOT);
        } else if (effort == null && budget != null) {
            effort = budget + " thinking tokens";
        }
        Map<String, String> conditions = new TreeMap<>();
        put(conditions, "editFormat", run.text("edit_format"));
        put(conditions, "editorModel", run.text("editor_model"));
        put(conditions, "editorEditFormat", run.text("editor_edit_format"));
        Instant at = day("date", run.text("date"));
        if (figure.field().equals(suite.ranked)) {
            for (Figure other : figures()) {
                run.leaveOut(other.field());
            }
            notes.unread(run);
            notes.dropped("how the run was made, and its errors, by number");
        }
        return new ScoreReported(
                String.valueOf(model),
                figure.benchmark(),
                new Setting(null, figure.metric(), null, null, effort, conditions),
                value,
                null,
                null,
                false,
                null,
                SOURCE,
                at,
                null,
                false);
    }

    private static void put(Map<String, String> conditions, String name, @Nullable String value) {
        if (value != null) {
            conditions.put(name, value);
        }
    }

    private List<?> runs() throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            if (yaml().load(in) instanceof List<?> runs) {
                return runs;
            }
            throw new InvalidEventException("FILE", file, "a list of runs");
        } catch (YAMLException e) {
            throw new InvalidEventException(
                    "FILE", String.valueOf(e.getMessage()).lines().findFirst().orElse(""), "YAML");
        }
    }

    /** Without dates: upstream's are days, and a reader that makes moments of them must guess a zone. */
    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        DumperOptions none = new DumperOptions();
        return new Yaml(new SafeConstructor(options), new Representer(none), none, options, new Resolver() {
            @Override
            public void addImplicitResolver(Tag tag, Pattern regexp, String first, int limit) {
                if (!Set.of(Tag.TIMESTAMP, Tag.MERGE).contains(tag)) {
                    super.addImplicitResolver(tag, regexp, first, limit);
                }
            }
        });
    }
}
