package dev.crosscheck.publisher.source;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.InvalidEventException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A large JSON file, read as a stream: one entry at a time, numbers exact. */
public final class JsonFile {

    /** Entries are read out of the middle of the file, so what follows one is no mistake. */
    private static final JsonMapper MAPPER = EventJson.MAPPER
            .rebuild()
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Takes an entry. */
    public interface Visitor {
        void entry(String name, JsonNode value);
    }

    /**
     * Hands on the members of the one object that the file is.
     *
     * @param expected what the file should be, for errors
     * @throws InvalidEventException if the file is no JSON object
     */
    public static void members(Path file, String expected, Visitor visitor) throws IOException {
        read(file, expected, json -> {
            require(json.nextToken() == JsonToken.START_OBJECT, file, json, expected);
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                visitor.entry(name, json.readValueAsTree());
            }
        });
    }

    /**
     * Hands on the elements of the one array that the file is, or has under {@code data}; each is named by its place.
     *
     * @param expected what the file should be, for errors
     * @throws InvalidEventException if the file is neither
     */
    public static void elements(Path file, String expected, Visitor visitor) throws IOException {
        read(file, expected, json -> {
            JsonToken first = json.nextToken();
            boolean found = first == JsonToken.START_ARRAY;
            if (found) {
                readElements(json, visitor);
            } else {
                require(first == JsonToken.START_OBJECT, file, json, expected);
                while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                    boolean data = json.currentName().equals("data");
                    if (data && json.nextToken() == JsonToken.START_ARRAY) {
                        found = true;
                        readElements(json, visitor);
                    } else {
                        if (!data) {
                            json.nextToken();
                        }
                        json.skipChildren();
                    }
                }
            }
            if (!found) {
                throw new InvalidEventException(file.toString(), "no list of entries", expected);
            }
        });
    }

    private static void readElements(JsonParser json, Visitor visitor) {
        int place = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            visitor.entry(String.valueOf(place++), json.readValueAsTree());
        }
    }

    private interface Reading {
        void read(JsonParser json);
    }

    private static void read(Path file, String expected, Reading reading) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                JsonParser json = MAPPER.createParser(in)) {
            reading.read(json);
        } catch (JacksonException e) {
            throw new InvalidEventException(
                    file + ", line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr(),
                    EventJson.met(e),
                    expected + " as JSON");
        }
    }

    private static void require(boolean fits, Path file, JsonParser json, String expected) {
        if (!fits) {
            JsonToken token = json.currentToken();
            throw new InvalidEventException(file.toString(), token == null ? "nothing" : json.getString(), expected);
        }
    }

    private JsonFile() {}
}
