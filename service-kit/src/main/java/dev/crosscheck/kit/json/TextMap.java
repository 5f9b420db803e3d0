package dev.crosscheck.kit.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.JSONB;

/** Text by name, as one flat JSON object in a column. */
public final class TextMap {

    private static final JsonFactory JSON = new JsonFactory();

    /** PostgreSQL's jsonb refuses U+0000, which headers from outside may hold: it becomes U+FFFD. */
    public static JSONB toJson(Map<String, String> texts) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            for (Map.Entry<String, String> text : new TreeMap<>(texts).entrySet()) {
                json.writeStringField(withoutNul(text.getKey()), withoutNul(text.getValue()));
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return JSONB.valueOf(out.toString());
    }

    /** Reads what {@link #toJson} wrote. */
    public static Map<String, String> fromJson(JSONB column) {
        Map<String, String> texts = new TreeMap<>();
        try (JsonParser json = JSON.createParser(column.data())) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                texts.put(name, json.nextTextValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    private static String withoutNul(String text) {
        return text.replace('\u0000', '\uFFFD');
    }

    private TextMap() {}
}
