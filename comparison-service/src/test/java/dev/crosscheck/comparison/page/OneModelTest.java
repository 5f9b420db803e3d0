package dev.crosscheck.comparison.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.comparison.page.audit.TruthRules;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.pricing.ProviderKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneModelTest {

    @Test
    void pageOfOneModelUnderTwoIdsSaysSoAtItsTop() {
        Profile one = profile("gpt-5-mini", "GPT-5 Mini", "2025-08-07").build();
        Profile other =
                profile("gpt-5-mini-2025-08-07", "GPT-5 mini", "2025-08-07").build();

        Page page = PageAssembler.assemble(one, other, ComparisonPolicy.DEFAULT);

        assertThat(page.title()).isEqualTo("GPT-5 Mini (gpt-5-mini) vs GPT-5 mini (gpt-5-mini-2025-08-07)");
        assertThat(page.summary().getFirst().text())
                .isEqualTo(
                        "GPT-5 Mini (gpt-5-mini) and GPT-5 mini (gpt-5-mini-2025-08-07) are named alike, both by"
                                + " OpenAI and both released 2025-08-07: they may be one model under two ids; link them if so.");
        assertThat(page.summary().getFirst().evidence()).hasSize(6);
        assertThat(TruthRules.check(page, one, other)).isEmpty();
    }

    @Test
    void dateThatOnlyOneHasIsLeftOut() {
        Profile one = profile("gpt-5-mini", "GPT-5 mini", null).build();
        Profile other = profile("gpt-5-mini-2025-08-07", "GPT-5 mini (2025-08-07)", "2025-08-07")
                .build();

        Page page = PageAssembler.assemble(one, other, ComparisonPolicy.DEFAULT);

        assertThat(page.summary().getFirst().text())
                .isEqualTo("GPT-5 mini and GPT-5 mini (2025-08-07) are named alike, both by OpenAI: they may be one"
                        + " model under two ids; link them if so.");
        assertThat(TruthRules.check(page, one, other)).isEmpty();
    }

    @Test
    void nothingIsSaidWhereAFactTellsThemApart() {
        ProfileBuilder chat = profile("b", "GPT-5 mini", "2025-08-07").fact(ModelField.KIND, "instruct");
        assertThat(said(profile("a", "GPT-5 mini", "2025-08-07"), profile("b", "GPT-5 mini", "2025-10-06")))
                .isEmpty();
        assertThat(said(profile("a", "GPT-5 mini", "2025-08-07").fact(ModelField.KIND, "base"), chat))
                .isEmpty();
        assertThat(said(
                        ProfileBuilder.model("a")
                                .fact(ModelField.NAME, "GPT-5 mini")
                                .fact(ModelField.MAKER, "Acme"),
                        profile("b", "GPT-5 mini", null)))
                .isEmpty();
        assertThat(said(
                        ProfileBuilder.model("a").fact(ModelField.NAME, "GPT-5 mini"),
                        profile("b", "GPT-5 mini", null)))
                .isEmpty();
    }

    @Test
    void pageOfSeveralNamesTheTwo() {
        List<Profile> profiles = List.of(
                profile("a", "GPT-5", null).build(),
                profile("b", "GPT-5 mini", null).build(),
                profile("c", "GPT-5-Mini", null).build());

        Page page = PageAssembler.assemble(profiles, ComparisonPolicy.DEFAULT);

        assertThat(page.summary().getFirst().text()).startsWith("GPT-5 mini and GPT-5-Mini are named alike, ");
        assertThat(TruthRules.check(page, profiles)).isEmpty();
    }

    @Test
    void untrueOrMissingSentenceIsFound() {
        Profile one = profile("a", "GPT-5 mini", null).build();
        Profile other = profile("b", "GPT-5 mini", null).build();
        Profile later = profile("b", "GPT-5 nano", null).build();
        Page page = PageAssembler.assemble(one, other, ComparisonPolicy.DEFAULT);
        List<Claim> without = new ArrayList<>(page.summary());
        without.removeFirst();
        Page silent = new Page(
                page.models(),
                page.title(),
                page.verdict(),
                without,
                page.reviewedOn(),
                page.oldestFact(),
                page.outcome(),
                page.sections(),
                page.evidence());

        assertThat(TruthRules.check(silent, one, other))
                .anySatisfy(wrong -> assertThat(wrong).startsWith("nobody is told that two may be one"));
        assertThat(TruthRules.check(page, one, later))
                .anySatisfy(wrong -> assertThat(wrong).startsWith("two models that are not one"));
    }

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({
        "GPT-5 Mini, gpt 5 mini, true",
        "GPT-5 Mini, GPT5-mini, true",
        "GPT-5 mini, GPT-5 mini 20250807, true",
        "GPT-5 mini 2025-08-07, GPT-5 mini, true",
        "GPT-4o (2024-05-13), GPT-4o (2024-08-06), false",
        "Qwen 2.5, Qwen 25, false",
        "Command R, Command R+, false",
        "GPT-5, GPT-5 mini, false",
        "--, ..., false",
    })
    void namesAreAlikeButForCasePunctuationAndOneDate(String one, String other, boolean alike) {
        assertThat(OneModel.areAlike(one, other)).isEqualTo(alike);
        assertThat(OneModel.areAlike(other, one)).isEqualTo(alike);
    }

    private static List<Claim> said(ProfileBuilder one, ProfileBuilder other) {
        return PageAssembler.assemble(one.build(), other.build(), ComparisonPolicy.DEFAULT).summary().stream()
                .filter(claim -> claim.text().contains("named alike"))
                .toList();
    }

    private static ProfileBuilder profile(String id, String name, String released) {
        ProfileBuilder profile = ProfileBuilder.model(id)
                .fact(ModelField.NAME, name)
                .fact(ModelField.MAKER, "OpenAI")
                .priced("openai", "OpenAI", ProviderKind.MAKER, "0.25", "2");
        return released == null ? profile : profile.fact(ModelField.RELEASED, released);
    }
}
