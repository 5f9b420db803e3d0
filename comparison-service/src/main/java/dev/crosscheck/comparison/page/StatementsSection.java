package dev.crosscheck.comparison.page;

import dev.crosscheck.comparison.page.Block.Points;
import dev.crosscheck.event.catalog.StatementKind;
import java.util.ArrayList;
import java.util.List;

/** What sources say of each model in words, with their names. */
final class StatementsSection {

    static List<Section> of(Lineup lineup) {
        List<Block> blocks = new ArrayList<>();
        for (int model = 0; model < lineup.size(); model++) {
            blocks.addAll(lineup.named(model).statements());
        }
        return blocks.isEmpty() ? List.of() : List.of(new Section("statements", "What sources say", blocks));
    }

    /** What sources say of one model. */
    static List<Block> blocks(PreparedProfile model, String name) {
        List<Block> blocks = new ArrayList<>();
        for (StatementKind kind : StatementKind.values()) {
            List<Claim> claims = model.statements().claims(kind);
            if (!claims.isEmpty()) {
                blocks.add(new Points(name + ": " + heading(kind), claims));
            }
        }
        return blocks;
    }

    static String heading(StatementKind kind) {
        return switch (kind) {
            case POSITIONING -> "positioning";
            case PRICING_MODEL -> "pricing model";
            case USE_CASE -> "use cases";
            case STRENGTH -> "strengths";
            case LIMITATION -> "limitations";
            case ECOSYSTEM -> "ecosystem";
            case RECOMMENDATION -> "recommendations";
        };
    }

    private StatementsSection() {}
}
