package dev.crosscheck.comparison.page;

import dev.crosscheck.comparison.page.Block.Question;
import dev.crosscheck.comparison.page.Block.Questions;
import dev.crosscheck.comparison.page.DecisionRow.Topic;
import dev.crosscheck.event.catalog.ModelField;
import java.util.ArrayList;
import java.util.List;

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
                    both(row)));
            for (int model = 0; model < 2; model++) {
                RouteContext.addShortfall(answer, lineup, model);
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
                both(cost)));
        for (int model = 0; model < 2; model++) {
            addRoutePrice(answer, model);
        }
        ask("Which is cheaper, " + either + "?", answer);
    }

    /** A price is a route's: {@code On OpenRouter, Llama 3.2 1B costs $0.027 per 1M input tokens and …}. */
    private void addRoutePrice(List<Claim> answer, int model) {
        CheapestRoute cheapest = lineup.model(model).routes().cheapest();
        if (cheapest != null) {
            answer.add(Claim.of(
                    "On " + cheapest.route().label() + ", " + lineup.name(model) + " costs "
                            + Usd.exact(cheapest.input()) + " per 1M input tokens and " + Usd.exact(cheapest.output())
                            + " per 1M output tokens.",
                    cheapest.route().evidence()));
        }
    }

    /** Open weights say nothing of being open source, nor against it: only a fact that says so does. */
    private void addOpenness() {
        if (!lineup.model(0).facts().isKnown(ModelField.OPENNESS)
                && !lineup.model(1).facts().isKnown(ModelField.OPENNESS)) {
            return;
        }
        List<Claim> answer = new ArrayList<>();
        for (int model = 0; model < 2; model++) {
            FactSheet facts = lineup.model(model).facts();
            String openness = facts.value(ModelField.OPENNESS);
            String name = lineup.name(model);
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
            answer.add(
                    Claim.of(text + licence, facts.evidence(ModelField.OPENNESS), facts.evidence(ModelField.LICENCE)));
        }
        ask("Is " + either + " open source?", answer);
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
                    both(row)));
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
        List<Claim> answer = new ArrayList<>();
        for (int model = 0; model < 2; model++) {
            RouteSheet routes = lineup.model(model).routes();
            List<String> names = routes.whereLive();
            if (names.isEmpty()) {
                answer.add(new Claim("No live route to " + lineup.name(model) + " is tracked.", routes.evidence()));
            } else {
                answer.add(new Claim(
                        lineup.name(model) + " is live on " + Grammar.shortList(names) + ".", routes.evidence()));
            }
        }
        if (!lineup.model(0).routes().isEmpty() || !lineup.model(1).routes().isEmpty()) {
            ask("Where can I run " + lineup.name(0) + " and " + lineup.name(1) + "?", answer);
        }
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
        List<Claim> claims = new ArrayList<>();
        shown.forEach(row -> claims.addAll(both(row)));
        answer.add(Claim.resting(
                "When " + Grammar.list(Dominance.labels(shown)) + (shown.size() == 1 ? " matters" : " matter")
                        + " most"
                        + (shown.size() < won.size()
                                ? " (" + shown.size() + " of " + won.size() + " rows on which it is better)"
                                : "")
                        + ".",
                claims));
        ask("When should I pick " + lineup.name(winner) + " over " + lineup.name(1 - winner) + "?", answer);
    }

    private static List<Claim> both(DecisionRow row) {
        return List.of(row.cells().get(0).claim(), row.cells().get(1).claim());
    }

    private void ask(String question, Claim answer) {
        ask(question, List.of(answer));
    }

    private void ask(String question, List<Claim> answer) {
        questions.add(new Question(question, answer));
    }
}
