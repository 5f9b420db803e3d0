package dev.crosscheck.comparison.web;

import dev.crosscheck.comparison.page.Block;
import dev.crosscheck.event.catalog.StatementKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that is known of one model, as its template walks through it. One instance serves one writing. */
public record ModelPage(
        String id,
        String name,
        @Nullable String maker,
        String summary,
        @Nullable String newest,
        @Nullable String oldest,
        List<FactRow> facts,
        List<OfferRow> live,
        List<OfferRow> gone,
        List<ScoreRow> scores,
        Map<StatementKind, List<StatementRow>> statements,
        List<Block.Opinion> takes,
        List<NeighbourView> neighbours,
        List<HomeView.Option> options,
        EvidenceNotes notes) {

    /** Such as "Use cases". */
    public static String heading(StatementKind kind) {
        return switch (kind) {
            case POSITIONING -> "Positioning";
            case PRICING_MODEL -> "How it is priced";
            case USE_CASE -> "Use cases";
            case STRENGTH -> "Strengths";
            case LIMITATION -> "Limitations";
            case ECOSYSTEM -> "Ecosystem";
            case RECOMMENDATION -> "For whom";
        };
    }

    /**
     * @param link  http or https; null if the value is none
     * @param sign  for yes and no; null for other values
     * @param rule  why this value was chosen among those of several sources; null if they agree
     */
    public record FactRow(
            String label,
            String value,
            @Nullable String link,
            @Nullable String sign,
            @Nullable String rule,
            EvidenceNotes.Note note) {}

    /**
     * @param terms   in a word, where there is no price
     * @param others  further rates with their conditions
     * @param review  why a newer quote is held back; null if none is
     */
    public record OfferRow(
            String provider,
            @Nullable String link,
            String route,
            boolean reseller,
            String status,
            String terms,
            @Nullable String input,
            @Nullable String output,
            @Nullable String cacheRead,
            @Nullable String context,
            @Nullable String longestAnswer,
            List<String> others,
            @Nullable String rule,
            @Nullable String review,
            EvidenceNotes.Note note,
            List<PointRow> history,
            @Nullable StepLine line) {}

    public record PointRow(
            String since,
            String known,
            @Nullable String input,
            @Nullable String output,
            String terms,
            boolean correction,
            @Nullable String story,
            String eventId) {}

    public record ScoreRow(
            String benchmark,
            String measures,
            String setting,
            String value,
            @Nullable String interval,
            String measured,
            @Nullable String rule,
            EvidenceNotes.Note note) {}

    public record StatementRow(@Nullable String audience, String text, String source, EvidenceNotes.Note note) {}
}
