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
        lineup.rows(Topic.CAPABILITY).forEach(section::addCapability);
        section.addWhere();
        section.addWhen();
        return section.questions.isEmpty()
                ? List.of()
                : List.of(new Section("questions", "Questions and answers", List.of(new Questions(section.questions))));
    }

    private void addContext() {
        DecisionRow row = lineup.row(Topic.CONTEXT);
        if (row != null && row.compares(0, 1)) {
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
        DecisionRow input = lineup.row(Topic.INPUT_PRICE);
        DecisionRow output = lineup.row(Topic.OUTPUT_PRICE);
        DecisionRow cost = lineup.row(Topic.COST);
        if (input == null || output == null || cost == null || !cost.compares(0, 1)) {
            return;
        }
        List<Claim> answer = new ArrayList<>();
        answer.add(Claim.resting(
                cost.best() < 0
                        ? "Neither at " + lineup.policy().traffic().text() + " a month."
                        : lineup.name(cost.best()) + " at "
                                + lineup.policy().traffic().text() + " a month.",
                both(cost)));
        for (int model = 0; model < 2; model++) {
            answer.add(Claim.resting(
                    lineup.name(model) + " charges " + input.text(model) + " for input and " + output.text(model)
                            + " for output.",
                    List.of(
                            input.cells().get(model).claim(),
                            output.cells().get(model).claim())));
        }
        ask("Which is cheaper, " + either + "?", answer);
    }

    private void addOpenness() {
        List<Claim> answer = new ArrayList<>();
        for (int model = 0; model < 2; model++) {
            FactSheet facts = lineup.model(model).facts();
            String openness = facts.value(ModelField.OPENNESS);
            if (openness == null) {
                return;
            }
            String name = lineup.name(model);
            String licence = facts.isKnown(ModelField.LICENCE)
                    ? " Its licence: " + facts.text(ModelField.LICENCE) + "."
                    : " Its licence is not known.";
            String text = switch (openness) {
                case "open-source" -> name + " is open source.";
                case "open-weights" -> name + " is not open source, but its weights are open.";
                default -> name + " is closed.";
            };
            answer.add(
                    Claim.of(text + licence, facts.evidence(ModelField.OPENNESS), facts.evidence(ModelField.LICENCE)));
        }
        ask("Is " + either + " open source?", answer);
    }

    private void addCapability(DecisionRow row) {
        if (row.best() >= 0) {
            ask(
                    "Which has " + row.label() + ", " + either + "?",
                    Claim.resting(
                            lineup.name(row.best()) + " has " + row.label() + "; " + lineup.name(1 - row.best())
                                    + " does not.",
                            both(row)));
        }
    }

    private void addWhere() {
        List<Claim> answer = new ArrayList<>();
        for (int model = 0; model < 2; model++) {
            RouteSheet routes = lineup.model(model).routes();
            List<String> names = new ArrayList<>(routes.hosts());
            routes.resellers().forEach(reseller -> names.add(reseller + " (reseller)"));
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
        Dominance first = Dominance.of(lineup.rows(), 0, 1);
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
                        + " most: there " + lineup.name(winner) + " is the better one"
                        + (shown.size() < won.size() ? " (" + shown.size() + " of " + won.size() + " rows shown)" : "")
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
