package dev.crosscheck.comparison.reading;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.http.MediaType;
import io.micronaut.http.server.exceptions.NotAcceptableException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The forms in which pages are read, and which of them a client would rather have. */
@Singleton
final class Forms {

    /** Clients are many, and what they say they accept is little. */
    private static final int REMEMBERED = 200;

    /** Nobody's header is longer, unless to try what happens. */
    private static final int LONGEST = 300;

    /** How programs say that they take JSON. */
    private static final Set<String> ADMIT_JSON = Set.of("application/json", "*/*", "application/json, */*");

    /** What people read comes first: a client that takes anything gets that. */
    private final List<Form> all;

    private final Cache<String, Optional<Form>> wanted =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    Forms(Collection<PageRenderer> renderers) {
        List<Form> forms = new ArrayList<>(renderers.stream()
                .sorted(Comparator.comparing(renderer -> !MediaType.TEXT_HTML_TYPE.matches(renderer.mediaType())))
                .map(Form::of)
                .toList());
        forms.add(Form.JSON);
        all = List.copyOf(forms);
    }

    /**
     * The first form the client names, in order of its preference, that there is.
     *
     * @param accepted what it accepts, what it prefers first
     * @throws NotAcceptableException if there is none of these
     */
    Form wanted(Collection<MediaType> accepted) {
        return first(accepted)
                .orElseThrow(() -> new NotAcceptableException(
                        accepted.stream().map(MediaType::getName).toList(),
                        all.stream().map(form -> form.type().getName()).toList()));
    }

    /**
     * The same, of the header as it came.
     *
     * @param lines of Accept
     * @return empty if there is none, or only routing can tell
     */
    Optional<Form> wantedBy(List<String> lines) {
        if (lines.isEmpty()) {
            return Optional.of(all.getFirst());
        }
        String line = lines.getFirst();
        return lines.size() == 1 && line.length() <= LONGEST ? wanted.get(line, this::read) : Optional.empty();
    }

    private Optional<Form> read(String line) {
        try {
            List<MediaType> accepted = MediaType.orderedOf(line);
            // Routing takes anything at all for an answer to anything, and refuses text/* for want of a type.
            return accepted.stream().anyMatch(Forms::isHalfOpen) ? Optional.empty() : first(accepted);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static boolean isHalfOpen(MediaType type) {
        return type.getSubtype().equals("*") && !type.getType().equals("*");
    }

    /**
     * JSON, if it is admitted.
     *
     * @param lines of Accept
     * @return empty if it is not, or only routing can tell
     */
    Optional<Form> jsonFor(List<String> lines) {
        boolean admitted = lines.isEmpty() || lines.size() == 1 && ADMIT_JSON.contains(lines.getFirst());
        return admitted ? Optional.of(Form.JSON) : Optional.empty();
    }

    private Optional<Form> first(Collection<MediaType> accepted) {
        if (accepted.isEmpty()) {
            return Optional.of(all.getFirst());
        }
        return accepted.stream()
                .filter(type -> type.getQualityAsNumber().signum() > 0)
                .flatMap(type -> all.stream().filter(form -> type.matches(form.type())))
                .findFirst();
    }
}
