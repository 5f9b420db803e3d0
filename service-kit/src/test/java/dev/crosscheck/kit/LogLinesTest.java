package dev.crosscheck.kit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.KeyValuePair;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LogLinesTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void entryIsOneLineWithItsValues() throws JoranException {
        assertThat(line("Let in", "ada")).endsWith(" INFO  Access Let in caller=\"ada\"\n");
    }

    /** Otherwise whoever is turned away could write lines of their own into the log. */
    @Test
    void lineBreaksOfOthersBreakNoLine() throws JoranException {
        assertThat(line("Turned away", "x\n2026-01-01 INFO  Access Let in\r\u001b[2J"))
                .endsWith(" INFO  Access Turned away caller=\"x?2026-01-01 INFO  Access Let in??[2J\"\n")
                .containsOnlyOnce("\n");
    }

    /** An exception says what somebody sent, too; frames begin with a tab, and everything else is indented. */
    @Test
    void lineBreaksOfAnExceptionBeginNoEntry() throws JoranException {
        Exception cause = new IllegalArgumentException("x\n2026-01-01 INFO  Access Let in\r\u001b[2J\u009b");
        LoggingEvent entry = entry("Turned away", "x");
        entry.setThrowableProxy(new ThrowableProxy(new IllegalStateException(cause.getMessage(), cause)));

        assertThat(encoded("text", entry).lines().skip(1))
                .hasSizeGreaterThan(10)
                .allMatch(line -> line.startsWith("  ") || line.startsWith("\t"))
                .contains("  2026-01-01 INFO  Access Let in??[2J?");
    }

    @Test
    void entryOfATraceSaysWhich() throws JoranException {
        LoggingEvent entry = entry("Let in", "ada");
        entry.setMDCPropertyMap(Map.of("trace_id", "0af7651916cd43dd8448eb211c80319c"));

        assertThat(encoded("text", entry))
                .endsWith(" INFO  Access Let in caller=\"ada\" trace=0af7651916cd43dd8448eb211c80319c\n");
    }

    @Test
    void entryAsJsonIsOneObjectInOneLine() throws JoranException {
        LoggingEvent entry = entry("Let in", "ada");
        entry.setInstant(Instant.parse("2026-11-22T05:06:07.089Z"));
        entry.setThreadName("reader-updates");
        SequencedMap<String, String> trace = new LinkedHashMap<>();
        trace.put("trace_id", "0af7651916cd43dd8448eb211c80319c");
        trace.put("span_id", "b7ad6b7169203331");
        trace.put("other", "not shown");
        entry.setMDCPropertyMap(trace);

        assertThat(encoded("json", entry)).isEqualTo("""
                {"timestamp":"2026-11-22T05:06:07.089Z","level":"INFO","logger":"dev.crosscheck.Access",\
                "thread":"reader-updates","message":"Let in","values":{"caller":"ada"},\
                "trace_id":"0af7651916cd43dd8448eb211c80319c","span_id":"b7ad6b7169203331"}
                """);
    }

    @Test
    void numbersAndFlagsAreWhatTheyAreInJson() throws JoranException {
        LoggingEvent entry = entry("Rebuilt", "x");
        entry.setKeyValuePairs(List.of(
                new KeyValuePair("pages", 12),
                new KeyValuePair("offset", 1L << 40),
                new KeyValuePair("seconds", 0.5),
                new KeyValuePair("ratio", Double.NaN),
                new KeyValuePair("late", true),
                new KeyValuePair("pause", Duration.ofMillis(1500)),
                new KeyValuePair("topics", List.of("a", "b")),
                new KeyValuePair("none", null)));

        assertThat(encoded("json", entry)).contains("""
                "values":{"pages":12,"offset":1099511627776,"seconds":0.5,"ratio":"NaN","late":true,\
                "pause":"PT1.5S","topics":"[a, b]","none":null}""");
    }

    /** Its fields are nobody's business: what it is willing to say is in its text. */
    private record Login(String name, String password) {
        @Override
        public String toString() {
            return name;
        }
    }

    @Test
    void objectsAreNotTakenApartForJson() throws JoranException {
        LoggingEvent entry = entry("Let in", "x");
        entry.setKeyValuePairs(List.of(new KeyValuePair("login", new Login("ada", "s3cret"))));

        assertThat(encoded("json", entry))
                .contains("\"values\":{\"login\":\"ada\"}")
                .doesNotContain("s3cret");
    }

    /** What unpacks a line, such as a viewer of logs, prints texts as they are. */
    @Test
    void nothingInJsonMovesACursor() throws JoranException {
        LoggingEvent entry = entry("Turned\u001b[2Jaway\r\n", "x\u0007\u0085\u2028y");
        entry.setThrowableProxy(new ThrowableProxy(new IllegalStateException("\u001b[31mred\nnext")));
        String line = encoded("json", entry);
        JsonNode read = JSON.readTree(line);

        assertThat(line).containsOnlyOnce("\n").endsWith("}\n");
        assertThat(read.get("message").asString()).isEqualTo("Turned?[2Jaway?\n");
        assertThat(read.at("/values/caller").asString()).isEqualTo("x???y");
        assertThat(read.get("stack_trace").asString())
                .startsWith("java.lang.IllegalStateException: ?[31mred\nnext\n")
                .contains("\tat ")
                .doesNotContain("\u001b");
    }

    /** An exception may be deep, and say anything. */
    @Test
    void traceInJsonIsBounded() throws JoranException {
        LoggingEvent entry = entry("Failed", "x");
        entry.setThrowableProxy(new ThrowableProxy(new IllegalStateException("long ".repeat(100_000))));

        assertThat(encoded("json", entry).length()).isBetween(1_000, 20_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"JSON", " json "})
    void formIsAskedForByName(String asked) throws JoranException {
        assertThat(encoded(asked, entry("Started", "x"))).startsWith("{");
    }

    /** A log without a line would be the worst answer to a slip of the pen. */
    @Test
    void unknownFormIsTextAndSaysSo() throws JoranException {
        LoggerContext context = context("yaml");

        assertThat(encoded(context, entry("Started", "x"))).endsWith(" INFO  Access Started caller=\"x\"\n");
        assertThat(context.getStatusManager().getCopyOfStatusList())
                .filteredOn(status -> status.getEffectiveLevel() >= Status.WARN)
                .extracting(Status::getMessage)
                .containsExactly("CROSSCHECK_LOG_FORMAT: yaml (expected: text or json); the log is text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void configurationIsWithoutFault(String form) throws JoranException {
        assertThat(context(form).getStatusManager().getCopyOfStatusList())
                .filteredOn(status -> status.getEffectiveLevel() >= Status.WARN)
                .isEmpty();
    }

    private static String line(String message, String caller) throws JoranException {
        return encoded("text", entry(message, caller));
    }

    private static LoggingEvent entry(String message, String caller) {
        LoggerContext writers = new LoggerContext();
        writers.setMDCAdapter(new LogbackMDCAdapter());
        LoggingEvent entry =
                new LoggingEvent("", writers.getLogger("dev.crosscheck.Access"), Level.INFO, message, null, null);
        entry.setKeyValuePairs(List.of(new KeyValuePair("caller", caller)));
        return entry;
    }

    private static String encoded(String form, LoggingEvent entry) throws JoranException {
        return encoded(context(form), entry);
    }

    /** As the configuration of services writes it. */
    private static String encoded(LoggerContext context, LoggingEvent entry) {
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        ConsoleAppender<ILoggingEvent> console = (ConsoleAppender<ILoggingEvent>) root.getAppender("console");
        return new String(console.getEncoder().encode(entry), UTF_8);
    }

    private static LoggerContext context(String form) throws JoranException {
        LoggerContext context = new LoggerContext();
        context.putProperty("CROSSCHECK_LOG_FORMAT", form);
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(
                Objects.requireNonNull(LogLinesTest.class.getClassLoader().getResource("logback.xml")));
        return context;
    }
}
