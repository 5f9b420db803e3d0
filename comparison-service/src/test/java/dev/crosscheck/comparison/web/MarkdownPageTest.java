package dev.crosscheck.comparison.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.comparison.page.ComparisonPolicy;
import dev.crosscheck.comparison.page.Page;
import dev.crosscheck.comparison.page.PageAssembler;
import dev.crosscheck.comparison.page.ProfileGenerator;
import dev.crosscheck.comparison.page.ReferenceProfiles;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The footnotes of a page as Markdown: what a claim refers to is there, once and in full. */
class MarkdownPageTest {

    private static final Pattern LABEL = Pattern.compile("\\[\\^(\\d+)](?!:)");
    private static final Pattern DEFINITION = Pattern.compile("(?m)^\\[\\^(\\d+)]: (.*)$");

    @Test
    void eachLabelIsDefinedOnceAndUsed() {
        check(write(PageAssembler.assemble(
                ReferenceProfiles.llama321bInstruct(),
                ReferenceProfiles.llama318bInstruct(),
                ComparisonPolicy.DEFAULT)));
        for (int pair = 0; pair < 50; pair++) {
            check(write(PageAssembler.assemble(
                    ProfileGenerator.profile(30 + pair, 0),
                    ProfileGenerator.profile(30 + pair, 1),
                    ComparisonPolicy.DEFAULT)));
        }
    }

    private static void check(String markdown) {
        List<String> used = LABEL.matcher(markdown)
                .results()
                .map(label -> label.group(1))
                .distinct()
                .toList();
        List<MatchResult> definitions = DEFINITION.matcher(markdown).results().toList();

        assertThat(definitions).extracting(definition -> definition.group(1)).containsExactlyInAnyOrderElementsOf(used);
        assertThat(definitions)
                .extracting(definition -> definition.group(2))
                .allSatisfy(text -> assertThat(text).contains(": ").doesNotContain("[^"));
    }

    private static String write(Page page) {
        return new String(new MarkdownPage().render(page), UTF_8);
    }
}
