package dev.crosscheck.publisher.eventfile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.event.catalog.ModelAlias;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.catalog.ModelReported;
import dev.crosscheck.event.catalog.ScoreReported;
import dev.crosscheck.event.pricing.PriceReported;
import dev.crosscheck.event.pricing.PriceUnit;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.Terms;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CsvFileTest {

    private static final Instant NOW = Instant.parse("2026-07-02T12:00:00Z");
    private static final String HEADER = "model,provider,terms,input,output,contextTokens,source,sourceName,observedAt";

    private final List<EventFile.Read> events = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Row> wrong = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void rowIsAPriceWithEverythingItsCellsSay() throws IOException {
        read("""
                model,provider,route,unit,input,batch.input>200000,flex.cache-read@22:00-06:00,can:vision,status,source,sourceName,sourceUrl,observedAt,validFrom,correction
                m,groq,r/1,usd-per-token,0.000001,0.0000005,0,true,beta,list,The list,https://x.org/,2026-07-01,2026-06-01T08:00:00+02:00,true
                """);

        assertThat(findings).isEmpty();
        PriceReported price = (PriceReported) events.getFirst().event().body();
        assertThat(price.terms()).isEqualTo(Terms.PRICED);
        assertThat(price.unit()).isEqualTo(PriceUnit.USD_PER_TOKEN);
        assertThat(price.ratesInUsdPerMtok())
                .extracting(rate -> rate.component() + " " + rate.tier() + " " + rate.minPromptTokens() + " "
                        + rate.window() + " " + rate.price())
                .containsExactly(
                        "INPUT STANDARD null null 1",
                        "INPUT BATCH 200000 null 0.5",
                        "CACHE_READ FLEX null UtcWindow[from=22:00, until=06:00] 0");
        assertThat(price.facts().capabilities()).containsEntry(ModelField.VISION, true);
        assertThat(price.status()).isEqualTo(RouteStatus.BETA);
        assertThat(price.validFrom()).isEqualTo("2026-06-01T06:00:00Z");
        assertThat(price.observedAt()).isEqualTo("2026-07-01T00:00:00Z");
        assertThat(price.correction()).isTrue();
    }

    @Test
    void rowIsAScoreInItsSetting() throws IOException {
        read("""
                model;benchmark;value;low;shots;condition:input/tokens;selfReported;source;sourceName;observedAt
                m;mmlu;69.4;69;5;"32768; or so";TRUE;list;The list;2026-07-01
                """);

        assertThat(findings).isEmpty();
        ScoreReported score = (ScoreReported) events.getFirst().event().body();
        assertThat(score.value()).isEqualTo("69.4");
        assertThat(score.setting().shots()).isEqualTo(5);
        assertThat(score.setting().conditions()).containsEntry("input/tokens", "32768; or so");
        assertThat(score.selfReported()).isTrue();
    }

    @Test
    void rowIsAModelWithItsAliases() throws IOException {
        read("model,name,contextTokens,vision,alias:openrouter,alias:groq,source,sourceName,observedAt\n"
                + "m,\"The \"\"M\"\", large\",131072,false,Maker/M,,list,The list,2026-07-01\n");

        assertThat(findings).isEmpty();
        ModelReported model = (ModelReported) events.getFirst().event().body();
        assertThat(model.facts())
                .containsEntry(ModelField.NAME, "The \"M\", large")
                .containsEntry(ModelField.CONTEXT_TOKENS, "131072")
                .containsEntry(ModelField.VISION, "false");
        assertThat(model.aliases()).containsExactly(new ModelAlias("openrouter", "Maker/M"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "m,groq,,$3,,,s,S,2026-07-01         | input: $3 (expected: a number such as 0.25, without a currency sign and without marks between thousands)",
                "m,groq,,-1,,,s,S,2026-07-01         | input: -1 (expected: at least 0)",
                "m,groq,,,-1,,s,S,2026-07-01         | output: -1 (expected: at least 0)",
                "m,groq,,1,,128K,s,S,2026-07-01      | contextTokens: 128K (expected: a whole number such as 131072)",
                "m,groq,,1,,0,s,S,2026-07-01         | contextTokens: 0 (expected: at least 1)",
                "m,groq,,1,,,s,S,01.07.2026          | observedAt: 01.07.2026 (expected: a day or a moment, such as 2026-05-19 or 2026-05-19T08:00:00Z)",
                "m,groq,,1,,,s,S,                    | observedAt: nothing (expected: a value)",
                "m,,,1,,,s,S,2026-07-01              | provider: nothing (expected: a value)",
                "m,groq,,1,,,,,2026-07-01            | source: nothing (expected: a value)",
                "m,groq,,1,,,s,,2026-07-01           | sourceName: nothing (expected: a value)",
                "m,groq,,,,,s,S,2026-07-01           | terms: nothing (expected: a value)",
                "m,groq,gratis,,,,s,S,2026-07-01     | terms: \"gratis\" (expected: one of priced, free, subscription, varies, unknown)",
                "m,groq,,1,2,,s,S                    | row: 8 cells (expected: 9 as in the header; text with a \",\" needs quotes around it)",
            })
    void findingNamesTheColumn(String row, String finding) throws IOException {
        read(HEADER + "\n" + row.strip() + "\n");

        assertThat(findings).extracting(Finding::toString).containsExactly("f.csv:2: " + finding);
        assertThat(events).isEmpty();
    }

    @Test
    void everythingWrongWithARowIsSaidAtOnce() throws IOException {
        read(HEADER + "\nm,Not A Slug,,1.,x,128K,s,S,2026-07-01\n");

        assertThat(findings)
                .extracting(Finding::field)
                .containsExactlyInAnyOrder("input", "output", "contextTokens", "provider");
    }

    @Test
    void brokenQuoteEndsWithItsRow() throws IOException {
        long rows = read(HEADER + "\n\"m,groq,,1,,,s,S,2026-07-01\n\n,,,,,,,,\nm,groq,,1,,,s,S,2026-07-01\n");

        assertThat(rows).isEqualTo(2);
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.row()).isEqualTo(2);
            assertThat(finding.expected()).startsWith("quotes that match");
        });
        assertThat(events).extracting(EventFile.Read::row).containsExactly(5);
    }

    @Test
    void otherEncodingIsFoundInItsCell() throws IOException {
        byte[] bytes = (HEADER + "\nm,groq,,1,,,s,Caf?,2026-07-01\n").getBytes(UTF_8);
        bytes[new String(bytes, UTF_8).indexOf('?')] = (byte) 0xE9;

        read(bytes);

        assertThat(findings)
                .extracting(Finding::toString)
                .containsExactly("f.csv:2: sourceName: Caf\uFFFD (expected: text in UTF-8)");
    }

    @Test
    void columnThatIsMisspeltIsNamedBeforeAnyRow() throws IOException {
        read("model,provider,imput,x-note,reason,input,input\nm,groq,1,,,1,1\n");

        assertThat(findings).extracting(Finding::row).containsOnly(1);
        assertThat(findings).extracting(Finding::met).containsExactly("imput", "input twice");
        assertThat(findings.getFirst().expected()).contains("batch.input>200000", "contextTokens");
    }

    @Test
    void fileOfSomethingElseIsSaidToBeNone() throws IOException {
        assertThat(read("name,price\nx,1\n")).isEqualTo(1);

        assertThat(findings.getFirst().expected()).contains("\"publish template\" writes them");
    }

    @Test
    void sameRowIsTheSameEventWhereverItStands() throws IOException {
        read("\uFEFF" + HEADER + "\r\nm,groq,,1,2.0,,s,S,2026-07-01\r\n");
        read("output,model,provider,input,source,sourceName,observedAt\n2.0,m,groq,1,s,S,2026-07-01T00:00:00Z\n");

        assertThat(findings).isEmpty();
        assertThat(events)
                .extracting(read -> read.event().meta().id())
                .hasSize(2)
                .containsOnly(events.getFirst().event().meta().id());
    }

    @ParameterizedTest
    @EnumSource(Template.class)
    void everyTemplateIsRightAsItStands(Template template) throws IOException {
        assertThat(read(template.csv())).isPositive();

        assertThat(findings).isEmpty();
        assertThat(template.jsonLines().lines()).hasSize(events.size());
    }

    @Test
    void rejectsAreTheRowsAsTheyCameWithTheReasonAndCanBeMended() throws IOException {
        read(HEADER + ",reason\nm,groq,,-1,,,s,\"S, the list\",2026-07-01,an older reason\n");
        Path path = folder.resolve("rejects.csv");
        try (Rejects rejects = new Rejects(path)) {
            rejects.add(wrong.getFirst(), findings.getFirst().reason());
        }

        assertThat(Files.readString(path))
                .isEqualTo(HEADER
                        + ",reason\nm,groq,,-1,,,s,\"S, the list\",2026-07-01,input: -1 (expected: at least 0)\n");

        findings.clear();
        read(Files.readString(path).replace(",-1,,", ",1,,"));
        assertThat(findings).isEmpty();
        assertThat(events).hasSize(1);
    }

    @Test
    void rejectsOfOtherColumnsGoToAFileBesideTheFirst() throws IOException {
        try (Rejects rejects = new Rejects(folder.resolve("rejects.csv"))) {
            rejects.add(new Row("a.csv", 2, List.of("a"), List.of("1")), "x");
            rejects.add(new Row("b.csv", 2, List.of("b"), List.of("2")), "y");
            rejects.add(new Row("c.jsonl", 1, List.of(), List.of("{\"id\":\"1\"}")), "z");
            rejects.add(new Row("c.jsonl", 2, List.of(), List.of("no JSON")), "z");
            assertThat(rejects.count()).isEqualTo(4);
        }

        assertThat(folder.resolve("rejects.csv")).hasContent("a,reason\n1,x");
        assertThat(folder.resolve("rejects-2.csv")).hasContent("b,reason\n2,y");
        assertThat(folder.resolve("rejects-3.csv"))
                .hasContent("{\"id\":\"1\",\"reason\":\"z\"}\n{\"line\":\"no JSON\",\"reason\":\"z\"}");
    }

    private long read(String text) throws IOException {
        return read(text.getBytes(UTF_8));
    }

    private long read(byte[] bytes) throws IOException {
        return new EventFile(NOW).read("f.csv", new ByteArrayInputStream(bytes), new EventFile.Rows() {
            @Override
            public void right(EventFile.Read read) {
                events.add(read);
            }

            @Override
            public void wrong(Row row, List<Finding> found) {
                wrong.add(row);
                findings.addAll(found);
            }
        });
    }
}
