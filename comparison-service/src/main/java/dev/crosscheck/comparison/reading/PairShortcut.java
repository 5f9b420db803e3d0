package dev.crosscheck.comparison.reading;

import dev.crosscheck.comparison.fact.FactView;
import dev.crosscheck.comparison.fact.KnownModel;
import dev.crosscheck.kit.http.ReadyAnswer;
import dev.crosscheck.kit.http.Shortcut;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Pages of pairs whose answers are at hand. It knows the one way in which nearly everybody asks, both ids in their
 * order and nothing else in the address; whatever else it meets is routed.
 */
final class PairShortcut implements Shortcut {

    private final String route;
    private final String prefix;
    private final Function<List<String>, Optional<Form>> wanted;
    private final FactView facts;
    private final KeptAnswers kept;

    /**
     * @param route  with the two ids at its end
     * @param wanted the form for the lines of an Accept header; empty if only routing can tell
     */
    PairShortcut(String route, Function<List<String>, Optional<Form>> wanted, FactView facts, KeptAnswers kept) {
        this.route = route;
        this.prefix = route.substring(0, route.indexOf('{'));
        this.wanted = wanted;
        this.facts = facts;
        this.kept = kept;
    }

    @Override
    public String route() {
        return route;
    }

    @Override
    public @Nullable ReadyAnswer find(String target, HttpHeaders headers) {
        int slash = target.startsWith(prefix) ? target.indexOf('/', prefix.length()) : -1;
        if (slash < 0) {
            return null;
        }
        // Ids have no character that would have to be written otherwise in an address.
        Optional<KnownModel> first = facts.find(target.substring(prefix.length(), slash));
        Optional<KnownModel> second = facts.find(target.substring(slash + 1));
        if (first.isEmpty()
                || second.isEmpty()
                || first.get().id().compareTo(second.get().id()) >= 0) {
            return null;
        }
        boolean gzip = Gzip.isTaken(headers.getAll(HttpHeaderNames.ACCEPT_ENCODING));
        return wanted.apply(headers.getAll(HttpHeaderNames.ACCEPT))
                .flatMap(form -> kept.atHand(first.get(), second.get(), form, gzip))
                .map(answer -> answer.ready(headers.getAll(HttpHeaderNames.IF_NONE_MATCH)))
                .orElse(null);
    }
}
