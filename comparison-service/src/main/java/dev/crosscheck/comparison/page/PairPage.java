package dev.crosscheck.comparison.page;

import java.util.ArrayList;
import java.util.List;

/** The page of two models, section by section in reading order. */
final class PairPage {

    static Page of(Lineup lineup) {
        List<Section> sections = new ArrayList<>();
        sections.add(ScorecardSection.of(lineup));
        sections.addAll(TradeOffsSection.of(lineup));
        sections.add(MonthlyCostSection.of(lineup));
        sections.addAll(WorkloadsSection.of(lineup));
        sections.add(PricesSection.of(lineup));
        sections.addAll(SpecsSection.of(lineup));
        sections.addAll(CapabilitiesSection.of(lineup));
        sections.add(BenchmarksSection.of(lineup));
        sections.addAll(ScatterSection.of(lineup));
        sections.addAll(SwitchingSection.of(lineup));
        sections.addAll(DeepDiveSection.of(lineup));
        sections.addAll(TakesSection.of(lineup));
        sections.addAll(QuestionsSection.of(lineup));
        sections.addAll(StatementsSection.of(lineup));
        sections.addAll(ProvenanceSection.of(lineup));
        return Finished.page(
                lineup, lineup.name(0) + " vs " + lineup.name(1), Verdicts.of(lineup), Summary.of(lineup), sections);
    }

    private PairPage() {}
}
