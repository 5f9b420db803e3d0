package dev.crosscheck.event;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing on which sources disagree.
 *
 * @param model  id
 * @param what   such as {@code openrouter input} or {@code contextTokens}
 * @param shown  the value that readers see, and whose it is
 * @param rule   why it was chosen
 * @param others what the sources say that disagree, in the order in which they would be chosen
 */
public record Conflict(
        String model, String what, Said shown, @Nullable String rule, List<Other> others) {

    public Conflict {
        others = List.copyOf(others);
    }

    /** A value, and where it comes from. */
    public record Said(String value, Provenance provenance) {}

    /**
     * @param apart by how much it differs from the value shown, as a share of the larger; null where that has no
     *     meaning
     */
    public record Other(
            String value, Provenance provenance, @Nullable BigDecimal apart) {}
}
