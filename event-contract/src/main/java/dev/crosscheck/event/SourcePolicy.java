package dev.crosscheck.event;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whom to believe when sources speak of the same thing. What it says is data: {@code source-policy.json}, each
 * part with its reason.
 *
 * <p>A word that says nothing of what is asked comes after all that do: missing is missing. Next to last come
 * sources that were last read so long before the newest that their word has to yield. Among the rest
 * the kind of source that stands first in the order for this kind of fact is shown; among equals the one that
 * said so last; among those, the first by id. Ages are counted between the sources themselves and never from
 * today, so the same claims always give the same choice: in any order, now and of any moment of the past.
 *
 * <p>A source has one kind, but for a provider's own words: on its own offers, and on itself, a provider is its own
 * list, whatever it is on those of others.
 */
public final class SourcePolicy {

    /** The kind of every source that the policy does not name. */
    private static final String UNNAMED = "other";

    /** The kind of a provider's own words. */
    private static final String OWN = "provider-list";

    private static final SourcePolicy STANDARD = read("/source-policy.json");

    private final Document document;

    private SourcePolicy(Document document) {
        this.document = document;
    }

    /** What a fact is about: the order of sources, and how fast their words age, depend on it. */
    public enum Subject {
        MODEL,
        SCORE,
        PRICE,
        PROVIDER;

        private String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** The one that every service starts from. */
    public static SourcePolicy standard() {
        return STANDARD;
    }

    /**
     * The same, where these sources are of these kinds.
     *
     * @param kinds source id to kind of source, one of the policy's
     * @throws IllegalArgumentException if there is no such kind
     */
    public SourcePolicy with(Map<String, String> kinds) {
        Map<String, String> sources = new HashMap<>(document.sources());
        sources.putAll(kinds);
        return new SourcePolicy(new Document(document.sourceKinds(), sources, document.facts(), document.tolerances()));
    }

    /**
     * Where a source stands among others on this, 0 for those to believe first; whatever the age of its word.
     *
     * @param provider id of the provider that it speaks of; empty if it speaks of none
     */
    public int rank(Subject subject, String source, String provider) {
        return document.preference(subject).order().indexOf(kind(source, provider));
    }

    /** How far words may be apart before they disagree. */
    public Tolerances tolerances() {
        return document.tolerances();
    }

    /**
     * How to read what sources say.
     *
     * @param provenance where a word comes from
     * @param lastReadAt when its source was last seen to say so; not before it was first seen
     * @param disagree   whether two words are too far apart to say the same
     * @param provider   id of the provider that a word is about; empty if it is about none
     * @param isSilent   whether a word says nothing of what is asked
     */
    public record Reading<T>(
            Function<T, Provenance> provenance,
            Function<T, Instant> lastReadAt,
            BiPredicate<T, T> disagree,
            Function<T, String> provider,
            Predicate<T> isSilent) {

        /** Of words about no provider, each of which says something. */
        public Reading(
                Function<T, Provenance> provenance, Function<T, Instant> lastReadAt, BiPredicate<T, T> disagree) {
            this(provenance, lastReadAt, disagree, _ -> "", _ -> false);
        }
    }

    /**
     * Chooses among the words of different sources.
     *
     * @param words at least one
     * @throws IllegalArgumentException if there are none
     */
    public <T> Choice<T> choose(Subject subject, List<T> words, Reading<T> reading) {
        if (words.isEmpty()) {
            throw new IllegalArgumentException("words: none (expected: at least one)");
        }
        Preference preference = document.preference(subject);
        // Silence makes nobody's word old.
        Instant newest = words.stream()
                .max(Comparator.comparing((T word) -> !reading.isSilent().test(word))
                        .thenComparing(reading.lastReadAt()))
                .map(reading.lastReadAt())
                .orElseThrow();
        List<Standing<T>> ordered = words.stream()
                .map(word -> standing(subject, preference, word, reading, newest))
                .sorted(Standing.order())
                .toList();
        Standing<T> chosen = ordered.getFirst();
        List<Other<T>> others = ordered.stream()
                .skip(1)
                .map(other -> new Other<>(other.word(), reading.disagree().test(chosen.word(), other.word())))
                .toList();
        // The rule tells why this word and no other; a source that agrees needs no reason.
        String rule = null;
        for (int i = others.size() - 1; i >= 0; i--) {
            rule = others.get(i).disagrees() ? rule(preference, chosen, ordered.get(i + 1)) : rule;
        }
        return new Choice<>(chosen.word(), others, rule);
    }

    private <T> Standing<T> standing(
            Subject subject, Preference preference, T word, Reading<T> reading, Instant newest) {
        Provenance provenance = reading.provenance().apply(word);
        Integer days = preference.yieldsAfterDays();
        String source = provenance.source().id();
        String provider = reading.provider().apply(word);
        return new Standing<>(
                word,
                provenance,
                reading.isSilent().test(word),
                days != null
                        && reading.lastReadAt()
                                .apply(word)
                                .plus(Duration.ofDays(days))
                                .isBefore(newest),
                kind(source, provider),
                rank(subject, source, provider));
    }

    private String kind(String source, String provider) {
        return source.equals(provider) ? OWN : document.sources().getOrDefault(source, UNNAMED);
    }

    private <T> String rule(Preference preference, Standing<T> chosen, Standing<T> rival) {
        if (rival.isSilent() && !chosen.isSilent()) {
            return "a source that says something of it before one that says nothing";
        }
        if (rival.yields() && !chosen.yields()) {
            return "what was last read more than " + preference.yieldsAfterDays()
                    + " days before another source yields to it";
        }
        if (chosen.rank() != rival.rank()) {
            return name(chosen) + " before " + name(rival);
        }
        if (!chosen.provenance().observedAt().equals(rival.provenance().observedAt())) {
            return "the newest among sources of equal rank";
        }
        return "the first by source id among sources of equal rank and date";
    }

    private String name(Standing<?> standing) {
        return Objects.requireNonNull(document.sourceKinds().get(standing.kind()), standing.kind())
                .name();
    }

    private static SourcePolicy read(String resource) {
        try (InputStream in = Objects.requireNonNull(SourcePolicy.class.getResourceAsStream(resource), resource)) {
            return new SourcePolicy(EventJson.MAPPER.readValue(in, Document.class));
        } catch (IOException e) {
            throw new IllegalStateException(resource + ": absent (expected: on the class path)", e);
        }
    }

    /**
     * What was chosen.
     *
     * @param chosen the word to show
     * @param others the rest, in the order in which they would be chosen
     * @param rule   why the chosen one stands before the first that disagrees, such as {@code a
     *     maker's own card before an aggregator}; null when none does
     */
    public record Choice<T>(
            T chosen, List<Other<T>> others, @Nullable String rule) {}

    /** @param disagrees whether it is further from the chosen one than the tolerance allows */
    public record Other<T>(T word, boolean disagrees) {}

    /** Where a word stands among the others. */
    private record Standing<T>(T word, Provenance provenance, boolean isSilent, boolean yields, String kind, int rank) {

        static <T> Comparator<Standing<T>> order() {
            return Comparator.comparing((Standing<T> one) -> one.isSilent())
                    .thenComparing(Standing::yields)
                    .thenComparing(Standing::rank)
                    .thenComparing(one -> one.provenance().observedAt(), Comparator.reverseOrder())
                    .thenComparing(one -> one.provenance().source().id())
                    .thenComparing(one -> one.provenance().eventId());
        }
    }

    /**
     * The policy as it is written down.
     *
     * @param sources source id to kind of source; those left out are of the kind {@value #UNNAMED}
     * @param facts   by subject
     */
    record Document(
            Map<String, SourceKind> sourceKinds,
            Map<String, String> sources,
            Map<String, Preference> facts,
            Tolerances tolerances) {

        Document {
            sourceKinds = Map.copyOf(sourceKinds);
            sources = Map.copyOf(sources);
            facts = Map.copyOf(facts);
            for (Map.Entry<String, String> source : sources.entrySet()) {
                require("kind of " + source.getKey(), source.getValue(), sourceKinds.containsKey(source.getValue()));
            }
            require("sourceKinds", sourceKinds.keySet(), sourceKinds.keySet().containsAll(List.of(UNNAMED, OWN)));
            for (Subject subject : Subject.values()) {
                Preference preference = facts.get(subject.id());
                require("facts", facts.keySet(), preference != null);
                if (preference != null) {
                    List<String> order = preference.order();
                    boolean complete =
                            order.size() == sourceKinds.size() && new HashSet<>(order).equals(sourceKinds.keySet());
                    require("order of " + subject.id(), order, complete);
                }
            }
        }

        Preference preference(Subject subject) {
            return Objects.requireNonNull(facts.get(subject.id()), subject.id());
        }

        private void require(String what, Object met, boolean holds) {
            if (!holds) {
                throw new IllegalArgumentException(what + ": " + met + " (expected: each of the kinds of sources"
                        + " once, \"" + UNNAMED + "\" and \"" + OWN + "\" among them, and each subject)");
            }
        }
    }

    /**
     * A kind of source.
     *
     * @param name as readers see it, with its article
     * @param why  what makes it more or less worth believing
     */
    record SourceKind(String name, String why) {}

    /**
     * Whom to believe on one subject.
     *
     * @param order           kinds of source, the one to believe first
     * @param yieldsAfterDays how long before the newest of the sources one may have been last read before its
     *                        word yields to theirs; null if it never does
     */
    record Preference(List<String> order, @Nullable Integer yieldsAfterDays, String why) {

        Preference {
            order = List.copyOf(order);
            if (yieldsAfterDays != null && yieldsAfterDays < 1) {
                throw new IllegalArgumentException(
                        "yieldsAfterDays: " + yieldsAfterDays + " (expected: 1 or more, or null)");
            }
        }
    }
}
