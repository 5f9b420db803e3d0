package dev.crosscheck.kit.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/** Headers in their order, as one JSON array in a column: name, bytes in base64, name, bytes, …. */
final class ReceivedHeaders {

    private static final JsonFactory JSON = new JsonFactory();

    static JSONB toJson(List<ReceivedHeader> headers) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartArray();
            for (ReceivedHeader header : headers) {
                // A name may hold any bytes, too; PostgreSQL's jsonb refuses U+0000.
                json.writeString(
                        Base64.getEncoder().encodeToString(header.name().getBytes(UTF_8)));
                if (header.value() == null) {
                    json.writeNull();
                } else {
                    json.writeString(Base64.getEncoder().encodeToString(header.value()));
                }
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return JSONB.valueOf(out.toString());
    }

    /** Reads what {@link #toJson} wrote. */
    static List<ReceivedHeader> fromJson(JSONB column) {
        List<ReceivedHeader> headers = new ArrayList<>();
        try (JsonParser json = JSON.createParser(column.data())) {
            json.nextToken();
            while (json.nextToken() == JsonToken.VALUE_STRING) {
                String name = new String(Base64.getDecoder().decode(json.getText()), UTF_8);
                boolean isNull = json.nextToken() == JsonToken.VALUE_NULL;
                headers.add(new ReceivedHeader(
                        name, isNull ? null : Base64.getDecoder().decode(json.getText())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return headers;
    }

    /** The last header of this name, as text; null if there is none. */
    static @Nullable String last(List<ReceivedHeader> headers, String name) {
        return headers.reversed().stream()
                .filter(header -> header.name().equals(name))
                .findFirst()
                .map(ReceivedHeader::text)
                .orElse(null);
    }

    private ReceivedHeaders() {}
}
