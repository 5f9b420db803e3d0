package dev.crosscheck.kit.intake;

import dev.crosscheck.kit.outbox.Outgoing;
import java.util.List;

/**
 * What would happen if updates were taken in now.
 *
 * @param results one for each update, in the same order
 * @param states  what would be published of everything that would change
 */
public record Preview(List<ItemResult> results, List<Outgoing> states) {

    public Preview {
        results = List.copyOf(results);
        states = List.copyOf(states);
    }
}
