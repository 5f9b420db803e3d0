package dev.crosscheck.comparison.page;

import dev.crosscheck.comparison.page.Block.Opinion;
import dev.crosscheck.event.catalog.ModelState.Take;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What editors wrote of exactly these models, or of some of them; never of one that is not here. */
final class TakesSection {

    static List<Section> of(Lineup lineup) {
        Set<String> ids = new HashSet<>();
        lineup.models().forEach(model -> ids.add(model.model()));
        List<Block> opinions = new ArrayList<>();
        for (PreparedProfile model : lineup.models()) {
            for (Take take : model.visible().takes()) {
                if (take.models().size() > 1 && ids.containsAll(take.models())) {
                    opinions.add(new Opinion(
                            take.markdown(),
                            PlainText.clean(take.author(), PlainText.NAME, "unnamed"),
                            take.sources(),
                            take.provenance()));
                }
            }
        }
        return opinions.isEmpty() ? List.of() : List.of(new Section("takes", "Editor's take", opinions));
    }

    private TakesSection() {}
}
