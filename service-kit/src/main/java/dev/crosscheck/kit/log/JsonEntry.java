package dev.crosscheck.kit.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.regex.Pattern;
import net.logstash.logback.composite.JsonProviders;
import net.logstash.logback.composite.loggingevent.LogLevelJsonProvider;
import net.logstash.logback.composite.loggingevent.LoggerNameJsonProvider;
import net.logstash.logback.composite.loggingevent.LoggingEventFormattedTimestampJsonProvider;
import net.logstash.logback.composite.loggingevent.LoggingEventThreadNameJsonProvider;
import net.logstash.logback.composite.loggingevent.MdcJsonProvider;
import net.logstash.logback.composite.loggingevent.MessageJsonProvider;
import net.logstash.logback.composite.loggingevent.StackTraceJsonProvider;
import net.logstash.logback.encoder.LoggingEventCompositeJsonEncoder;
import net.logstash.logback.mask.MaskingJsonGeneratorDecorator;
import net.logstash.logback.stacktrace.ShortenedThrowableConverter;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the log as one JSON object in one line: {@code timestamp}, {@code level}, {@code logger}, {@code thread},
 * {@code message}, and where there are any {@code values}, {@code trace_id} and {@code span_id}, {@code stack_trace}.
 *
 * <p>JSON keeps line breaks of others from breaking lines. Whoever unpacks a text and shows it has them again, so
 * everything else that moves a cursor is replaced, as in the log in text.
 */
public final class JsonEntry extends LoggingEventCompositeJsonEncoder {

    /** What is not to be shown, line breaks of a stack trace apart. */
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\u2028\\u2029&&[^\\n\\t]]");

    private static final int FRAMES = 20;
    private static final int LONGEST_TRACE = 16_384;

    @Override
    public void start() {
        JsonProviders<ILoggingEvent> fields = getProviders();
        LoggingEventFormattedTimestampJsonProvider timestamp = new LoggingEventFormattedTimestampJsonProvider();
        timestamp.setFieldName("timestamp");
        timestamp.setTimeZone("UTC");
        timestamp.setPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
        fields.addProvider(timestamp);
        LogLevelJsonProvider level = new LogLevelJsonProvider();
        level.setFieldName("level");
        fields.addProvider(level);
        LoggerNameJsonProvider logger = new LoggerNameJsonProvider();
        logger.setFieldName("logger");
        fields.addProvider(logger);
        LoggingEventThreadNameJsonProvider thread = new LoggingEventThreadNameJsonProvider();
        thread.setFieldName("thread");
        fields.addProvider(thread);
        MessageJsonProvider message = new MessageJsonProvider();
        message.setFieldName("message");
        fields.addProvider(message);
        fields.addProvider(new ValuesField());
        MdcJsonProvider trace = new MdcJsonProvider();
        trace.addIncludeMdcKeyName("trace_id");
        trace.addIncludeMdcKeyName("span_id");
        fields.addProvider(trace);
        fields.addProvider(stackTrace());
        MaskingJsonGeneratorDecorator controls = new MaskingJsonGeneratorDecorator();
        controls.addValueMasker((_, value) -> value instanceof CharSequence text ? replaced(text) : null);
        controls.start();
        addDecorator(controls);
        super.start();
    }

    private static StackTraceJsonProvider stackTrace() {
        ShortenedThrowableConverter bounded = new ShortenedThrowableConverter();
        bounded.setMaxDepthPerThrowable(FRAMES);
        bounded.setMaxLength(LONGEST_TRACE);
        StackTraceJsonProvider stackTrace = new StackTraceJsonProvider();
        stackTrace.setFieldName("stack_trace");
        stackTrace.setThrowableConverter(bounded);
        return stackTrace;
    }

    /** Null leaves a value as it is. */
    private static @Nullable String replaced(CharSequence text) {
        return CONTROLS.matcher(text).find() ? CONTROLS.matcher(text).replaceAll("?") : null;
    }
}
