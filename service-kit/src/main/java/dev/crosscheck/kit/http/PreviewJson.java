package dev.crosscheck.kit.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.crosscheck.kit.intake.ItemResult;
import dev.crosscheck.kit.intake.Preview;
import dev.crosscheck.kit.outbox.Outgoing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A preview as JSON. States stand in it byte for byte as they would be published. */
final class PreviewJson {

    private static final JsonFactory JSON = new JsonFactory();

    static byte[] of(Preview preview) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (ItemResult item : preview.results()) {
                json.writeStartObject();
                json.writeStringField("id", item.id());
                json.writeStringField("outcome", item.outcome().id());
                if (item.detail() != null) {
                    json.writeStringField("detail", item.detail());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("states");
            for (Outgoing state : preview.states()) {
                json.writeRawValue(new String(state.value(), UTF_8));
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private PreviewJson() {}
}
