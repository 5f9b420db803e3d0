package dev.crosscheck.comparison.page;

import dev.crosscheck.comparison.page.Block.Question;
import dev.crosscheck.comparison.page.Block.Questions;
import dev.crosscheck.comparison.page.DecisionRow.Topic;
import dev.crosscheck.event.catalog.ModelField;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The questions that buyers ask of two models, as far as the facts answer them. */
final class QuestionsSection {

    private static final int REASONS = 3;

    private final Lineup lineup;
    private final String either;
    private final List<Question> questions = new ArrayList<>();

    private QuestionsSection(Lineup lineup) {
        this.lineup = lineup;
        either = lineup.name(0) + " or " + lineup.name(1);
    }

    static List<Section> of(Lineup lineup) {
        QuestionsSection section = new QuestionsSection(lineup);
        section.addContext();
        section.addPrice();
        section.addOpenness();
        ModelField.CAPABILITIES.forEach(section::addCapability);
        section.addWhere();
        section.addWhen();
        return section.questions.isEmpty()
                ? List.of()
                : List.of(new Section("questions", "Questions and answers", List.of(new Questions(section.questions))));
    }

    private void addContext() {
        DecisionRow row = lineup.listed(ModelField.CONTEXT_TOKENS);
        if (row.compares(0, 1)) {
            int best = row.best();
            List<Claim> answer = new ArrayList<>();
            answer.add(Claim.resting(
                    best < 0
                            ? "Neither: " + lineup.name(0) + " and " + lineup.name(1) + " both hold " + row.text(0)
                                    + "."
                            : lineup.name(best) + ", with " + row.text(best) + " against " + row.text(1 - best) + ".",
                    row.claims()));
            for (int model = 0; model < 2; model++) {
                add(answer, lineup.named(model).shortfall());
            }
            ask("Which has the larger context window, " + either + "?", answer);
        }
    }

    private void addPrice() {
        DecisionRow cost = lineup.row(Topic.COST);
        if (cost == null || !cost.compares(0, 1)) {
            return;
        }
        List<Claim> answer = new ArrayList<>();
        String traffic = lineup.policy().traffic().text() + " a month";
        int low = cost.best();
        answer.add(Claim.resting(
                low < 0
                        ? "Neither: " + traffic + " cost " + cost.text(0) + " on both."
                        : lineup.name(low) + ": " + traffic + " cost " + cost.text(low) + " against "
                                + cost.text(1 - low) + ".",
                cost.claims()));
        for (int model = 0; model < 2; model++) {
            add(answer, lineup.named(model).routePrice());
        }
        ask("Which is cheaper, " + either + "?", answer);
    }

    /** A price is a route's: {@code On OpenRouter, Llama 3.2 1B costs $0.027 per 1M input tokens and …}. */
    static @Nullable Claim routePrice(PreparedProfile model, String name) {
        CheapestRoute cheapest = model.routes().cheapest();
        return cheapest == null
                ? null
                : Claim.of(
                        "On " + cheapest.route().label() + ", " + name + " costs " + cheapest.inputText()
                                + " per 1M input tokens and " + cheapest.outputText() + " per 1M output tokens.",
                        cheapest.route().evidence());
    }

    private static void add(List<Claim> answer, @Nullable Claim claim) {
        if (claim != null) {
            answer.add(claim);
        }
    }

    private void addOpenness() {
        if (lineup.model(0).facts().isKnown(ModelField.OPENNESS)
                || lineup.model(1).facts().isKnown(ModelField.OPENNESS)) {
            ask(
                    "Is " + either + " open source?",
                    List.of(lineup.named(0).openness(), lineup.named(1).openness()));
        }
    }

    /** Open weights say nothing of being open source, nor against it: only a fact that says so does. */
    static Claim openness(PreparedProfile model, String name) {
        FactSheet facts = model.facts();
        String openness = facts.value(ModelField.OPENNESS);
        String licence = facts.isKnown(ModelField.LICENCE)
                ? " Its licence: " + facts.text(ModelField.LICENCE) + "."
                : " Its licence is not known.";
        String text = openness == null
                ? "Whether " + name + " is open source is not known."
                : switch (openness) {
                    case "open-source" -> name + " is open source.";
                    case "open-weights" ->
                        "The weights of " + name + " are open; whether it is open source is not known.";
                    default -> name + " is closed.";
                };
        return Claim.of(text + licence, facts.evidence(ModelField.OPENNESS), facts.evidence(ModelField.LICENCE));
    }

    private void addCapability(ModelField capability) {
        DecisionRow row = lineup.listed(capability);
        int best = row.best();
        if (best >= 0) {
            Ability ability = Ability.of(capability);
            List<Claim> answer = new ArrayList<>();
            answer.add(Claim.resting(
                    lineup.name(best) + " " + ability.does() + "; " + lineup.name(1 - best) + " " + ability.doesNot()
                            + ".",
                    row.claims()));
            CheapestRoute cheapest = lineup.model(best).routes().cheapest();
            if (cheapest != null && lineup.model(best).served().isNarrowed(capability)) {
                answer.add(Claim.of(
                        "On " + cheapest.route().label() + ", its cheapest route, " + lineup.name(best) + " "
                                + ability.doesNot() + ".",
                        cheapest.route().evidence()));
            }
            ask("Which " + ability.does() + ", " + either + "?", answer);
        }
    }

    private void addWhere() {
        if (!lineup.model(0).routes().isEmpty() || !lineup.model(1).routes().isEmpty()) {
            ask(
                    "Where can I run " + lineup.name(0) + " and " + lineup.name(1) + "?",
                    List.of(lineup.named(0).where(), lineup.named(1).where()));
        }
    }

    static Claim where(PreparedProfile model, String name) {
        RouteSheet routes = model.routes();
        List<String> names = routes.whereLive();
        return names.isEmpty()
                ? new Claim("No live route to " + name + " is tracked.", routes.evidence())
                : new Claim(name + " is live on " + Grammar.shortList(names) + ".", routes.evidence());
    }

    private void addWhen() {
        Dominance first = lineup.dominance();
        addWhen(first.wins(), 0);
        addWhen(first.losses(), 1);
    }

    private void addWhen(List<DecisionRow> won, int winner) {
        if (won.isEmpty()) {
            return;
        }
        List<Claim> answer = new ArrayList<>();
        List<DecisionRow> shown = won.subList(0, Math.min(won.size(), REASONS));
        answer.add(Claim.resting(
                "When " + Grammar.list(Dominance.labels(shown)) + (shown.size() == 1 ? " matters" : " matter")
                        + " most"
                        + (shown.size() < won.size()
                                ? " (" + shown.size() + " of " + won.size() + " rows on which it is better)"
                                : "")
                        + ".",
                Dominance.claims(shown)));
        ask("When should I pick " + lineup.name(winner) + " over " + lineup.name(1 - winner) + "?", answer);
    }

    private void ask(String question, Claim answer) {
        ask(question, List.of(answer));
    }

    private void ask(String question, List<Claim> answer) {
        questions.add(new Question(question, answer));
    }
}
