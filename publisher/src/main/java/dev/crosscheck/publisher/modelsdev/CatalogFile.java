package dev.crosscheck.publisher.modelsdev;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.publisher.source.FileDate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * models.dev's catalogue as one JSON file: {@code {"_source": …, "models": {id: …}, "providers": {id:
 * {…, "offers": {id: …}}}}}.
 *
 * <p>It is read as a stream, one entry at a time, and once for each question asked of it, so that its
 * size does not matter.
 */
public final class CatalogFile {

    /** Entries are read out of the middle of the file, so what follows one is no mistake. */
    private static final JsonMapper MAPPER = EventJson.MAPPER
            .rebuild()
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Path path;

    public CatalogFile(Path path) {
        this.path = path;
    }

    /**
     * The day the catalogue was taken, from its {@code _source} line.
     *
     * @return empty if the line is absent or has no date
     */
    public Optional<LocalDate> takenOn() throws IOException {
        String[] source = {null};
        read(new Visitor() {
            @Override
            public void source(String text) {
                source[0] = text;
            }
        });
        if (source[0] == null) {
            return Optional.empty();
        }
        return FileDate.in(source[0]);
    }

    void forEachModel(Consumer<ModelsDevModel> consumer) throws IOException {
        read(new Visitor() {
            @Override
            public void model(ModelsDevModel model) {
                consumer.accept(model);
            }
        });
    }

    void forEachProvider(Consumer<ModelsDevProvider> consumer) throws IOException {
        read(new Visitor() {
            @Override
            public void provider(ModelsDevProvider provider) {
                consumer.accept(provider);
            }
        });
    }

    void forEachOffer(Consumer<ModelsDevOffer> consumer) throws IOException {
        read(new Visitor() {
            @Override
            public void offer(ModelsDevOffer offer) {
                consumer.accept(offer);
            }
        });
    }

    private interface Visitor {
        default void source(String text) {}

        default void model(ModelsDevModel model) {}

        default void provider(ModelsDevProvider provider) {}

        default void offer(ModelsDevOffer offer) {}
    }

    private void read(Visitor visitor) throws IOException {
        try (InputStream in = Files.newInputStream(path);
                JsonParser json = MAPPER.createParser(in)) {
            requireObject(json, json.nextToken(), "the file");
            boolean models = false;
            boolean providers = false;
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                switch (name) {
                    case "_source" -> visitor.source(json.getValueAsString(""));
                    case "models" -> {
                        models = true;
                        requireObject(json, value, name);
                        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                            String id = json.currentName();
                            json.nextToken();
                            visitor.model(new ModelsDevModel(id, json.readValueAsTree()));
                        }
                    }
                    case "providers" -> {
                        providers = true;
                        requireObject(json, value, name);
                        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                            readProvider(json, visitor);
                        }
                    }
                    default -> json.skipChildren();
                }
            }
            if (!models || !providers) {
                throw new InvalidEventException(
                        path.toString(), "no " + (models ? "providers" : "models"), "models.dev's catalogue");
            }
        } catch (JacksonException e) {
            throw new InvalidEventException(
                    path + ", line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr(),
                    EventJson.met(e),
                    "JSON");
        }
    }

    private static void readProvider(JsonParser json, Visitor visitor) {
        String id = json.currentName();
        requireObject(json, json.nextToken(), "providers." + id);
        var facts = MAPPER.createObjectNode();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (!name.equals("offers")) {
                facts.set(name, json.<JsonNode>readValueAsTree());
                continue;
            }
            requireObject(json, value, "providers." + id + ".offers");
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String offer = json.currentName();
                json.nextToken();
                visitor.offer(new ModelsDevOffer(id, offer, json.readValueAsTree()));
            }
        }
        visitor.provider(new ModelsDevProvider(id, facts));
    }

    private static void requireObject(JsonParser json, @Nullable JsonToken token, String where) {
        if (token != JsonToken.START_OBJECT) {
            throw new InvalidEventException(where, token == null ? "nothing" : json.getString(), "an object");
        }
    }
}
