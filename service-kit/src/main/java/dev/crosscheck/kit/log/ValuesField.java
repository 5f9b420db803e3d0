package dev.crosscheck.kit.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.List;
import net.logstash.logback.composite.AbstractJsonProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;
import tools.jackson.core.JsonGenerator;

/**
 * The values beside a message, under one name of their own, so that none can pass for the level or the trace of the
 * entry. Numbers and flags stay what they are. Everything else is what it says of itself, as in the log in text: an
 * object taken apart field by field would show what its author keeps out of its text.
 */
final class ValuesField extends AbstractJsonProvider<ILoggingEvent> {

    @Override
    public void writeTo(JsonGenerator json, ILoggingEvent entry) {
        List<KeyValuePair> values = entry.getKeyValuePairs();
        if (values == null || values.isEmpty()) {
            return;
        }
        json.writeObjectPropertyStart("values");
        values.forEach(pair -> {
            json.writeName(String.valueOf(pair.key));
            write(json, pair.value);
        });
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, @Nullable Object value) {
        switch (value) {
            case null -> json.writeNull();
            case Boolean flag -> json.writeBoolean(flag);
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            // One that is not finite is no number to JSON.
            case Double number when Double.isFinite(number) -> json.writeNumber(number);
            default -> json.writeString(String.valueOf(value));
        }
    }
}
