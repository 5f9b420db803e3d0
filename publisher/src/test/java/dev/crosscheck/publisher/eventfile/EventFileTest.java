package dev.crosscheck.publisher.eventfile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.event.EventCodec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventFileTest {

    private static final Instant NOW = Instant.parse("2026-07-02T12:00:00Z");

    private final EventFile file = new EventFile(NOW);
    private final List<EventFile.Read> events = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    @Test
    void everyRightLineIsAnEvent() throws IOException {
        long lines = read(provider("one", "Groq") + "\n" + provider("two", "Novita") + "\n");

        assertThat(lines).isEqualTo(2);
        assertThat(findings).isEmpty();
        assertThat(events).extracting(read -> read.event().meta().id()).containsExactly("one", "two");
        assertThat(events).extracting(EventFile.Read::row).containsExactly(1, 2);
    }

    @Test
    void blankLinesAreSkippedAndCountedAsRows() throws IOException {
        long lines = read("\n  \r\n" + provider("one", "Groq"));

        assertThat(lines).isEqualTo(1);
        assertThat(events).extracting(EventFile.Read::row).containsExactly(3);
    }

    @Test
    void wrongLineLeavesThoseAroundItRight() throws IOException {
        read(provider("one", "Groq") + "\n{\"specversion\": \n" + provider("three", "Novita"));

        assertThat(events).extracting(read -> read.event().meta().id()).containsExactly("one", "three");
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.row()).isEqualTo(2);
            assertThat(finding.field()).isEqualTo("body");
        });
    }

    @Test
    void findingNamesRowFieldValueMetAndValueExpected() throws IOException {
        read(provider("one", "Groq").replace("\"host\"", "\"landlord\""));

        assertThat(findings)
                .extracting(Finding::toString)
                .containsExactly(
                        "facts.jsonl:1: /kind: \"landlord\" (expected: one of maker, host, aggregator, unknown)");
    }

    @Test
    void idOfOtherContentIsFoundBecauseTheServicesWouldLoseIt() throws IOException {
        read(provider("one", "Groq") + "\n" + provider("one", "Novita"));

        assertThat(events).hasSize(1);
        assertThat(findings)
                .extracting(Finding::toString)
                .containsExactly(
                        "facts.jsonl:2: id: one (expected: an id of its own; facts.jsonl:1 has it with other content)");
    }

    @Test
    void sameEventTwiceIsNoMistake() throws IOException {
        read(provider("one", "Groq") + "\n" + provider("one", "Groq"));

        assertThat(events).hasSize(2);
        assertThat(findings).isEmpty();
    }

    @Test
    void lineWithoutEndIsReadNoFurtherThanItsLimit() throws IOException {
        read("\"" + "x".repeat(EventCodec.MAX_VALUE_BYTES) + "\"\n" + provider("two", "Novita"));

        assertThat(events).extracting(EventFile.Read::row).containsExactly(2);
        assertThat(findings).extracting(Finding::met).containsExactly("1000002 bytes");
    }

    @Test
    void bytesThatAreNoTextAreFound() throws IOException {
        byte[] bytes = provider("one", "Gr?q").getBytes(UTF_8);
        bytes[new String(bytes, UTF_8).indexOf('?')] = (byte) 0xC3;

        file.read("facts.jsonl", new ByteArrayInputStream(bytes), events::add, findings::add);

        assertThat(findings).extracting(Finding::expected).containsExactly("text in UTF-8");
    }

    @Test
    void eventFromTheFutureIsFound() throws IOException {
        read(provider("one", "Groq").replace("2026-07-01T00:00:00Z", "2026-07-03T00:00:00Z"));

        assertThat(events).isEmpty();
        assertThat(findings).isNotEmpty();
    }

    private long read(String text) throws IOException {
        return file.read("facts.jsonl", new ByteArrayInputStream(text.getBytes(UTF_8)), events::add, findings::add);
    }

    private static String provider(String id, String name) {
        return """
                {"specversion":"1.0","id":"%s","source":"/test","type":"dev.crosscheck.pricing.provider-reported.v1",\
                "time":"2026-07-01T00:00:00Z","datacontenttype":"application/json",\
                "data":{"provider":"groq","name":"%s","kind":"host","source":{"id":"test","name":"Test"},\
                "observedAt":"2026-07-01T00:00:00Z"}}""".formatted(id, name);
    }
}
