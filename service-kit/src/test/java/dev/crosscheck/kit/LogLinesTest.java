package dev.crosscheck.kit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class LogLinesTest {

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

    /** As the configuration of services writes it. */
    private static String line(String message, String caller) throws JoranException {
        LoggerContext context = new LoggerContext();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(
                Objects.requireNonNull(LogLinesTest.class.getClassLoader().getResource("logback.xml")));
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        ConsoleAppender<ILoggingEvent> console = (ConsoleAppender<ILoggingEvent>) root.getAppender("console");
        LoggingEvent event = new LoggingEvent("", context.getLogger("Access"), Level.INFO, message, null, null);
        event.setKeyValuePairs(List.of(new KeyValuePair("caller", caller)));
        return new String(console.getEncoder().encode(event), UTF_8);
    }
}
