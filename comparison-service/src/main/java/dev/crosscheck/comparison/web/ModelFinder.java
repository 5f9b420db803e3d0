package dev.crosscheck.comparison.web;

import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Finds models by what people type: an id, a name, or some words of either. */
@Singleton
final class ModelFinder {

    static final int MAX_QUERY = 200;

    private final Digests digests;
    private volatile Names names = new Names(List.of());

    ModelFinder(Digests digests) {
        this.digests = digests;
    }

    /** Models whose id or name contains every word; all of them for no words. By id. */
    List<Digest> search(String query) {
        List<String> words = Arrays.stream(
                        query.strip().toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        return digests.all().stream()
                .filter(model -> {
                    String text = model.id() + " " + model.name().toLowerCase(Locale.ROOT) + " "
                            + (model.maker() == null ? "" : model.maker().toLowerCase(Locale.ROOT));
                    return words.stream().allMatch(text::contains);
                })
                .toList();
    }

    /** What somebody may mean: exactly one if the text is an id or the name of one model only. */
    List<Digest> meant(String typed) {
        String text = typed.strip();
        List<Digest> byId =
                digests.all().stream().filter(model -> model.id().equals(text)).toList();
        if (byId.size() == 1) {
            return byId;
        }
        List<Digest> byName = digests.all().stream()
                .filter(model -> model.name().equalsIgnoreCase(text))
                .toList();
        return byName.size() == 1 ? byName : text.isEmpty() ? List.of() : search(text);
    }

    /** Models to pick from, by name. */
    List<HomeView.Option> options(int atMost) {
        return stream().limit(atMost).toList();
    }

    String name(String id) {
        return names().model(id);
    }

    /** What everything is called now. */
    Names names() {
        List<Digest> all = digests.all();
        Names known = names;
        if (!known.areOf(all)) {
            known = new Names(all);
            names = known;
        }
        return known;
    }

    private Stream<HomeView.Option> stream() {
        return digests.all().stream()
                .map(model -> new HomeView.Option(model.id(), model.name()))
                .sorted(java.util.Comparator.comparing(
                                (HomeView.Option option) -> option.name().toLowerCase(Locale.ROOT))
                        .thenComparing(HomeView.Option::id));
    }
}
