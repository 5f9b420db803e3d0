package dev.crosscheck.kit.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.crosscheck.kit.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Cuts a JSON array into its items without reading them: what is wrong inside one is that one's trouble. */
final class EventArray {

    static final int MAX_ITEMS = 1_000;

    /** Deeper than any item may be, so that an item that is too deep is refused alone. */
    private static final int MAX_DEPTH = 5_000;

    /** The parser names a source that it may not show: where it is, the message says without it. */
    private static final Pattern UNTOLD_SOURCE = Pattern.compile(" \\([^(\\[]*\\[Source: [^\\]]*\\]\\)");

    /** NaN is no JSON; an item that has it is refused alone, when it is read. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    /**
     * The bytes of each item.
     *
     * @throws ProblemException 400, if the body is no JSON array of at most {@value #MAX_ITEMS} items
     */
    static List<byte[]> items(byte[] body) {
        List<byte[]> items = new ArrayList<>();
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                throw invalid(body.length == 0 ? "empty" : "no array");
            }
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (items.size() == MAX_ITEMS) {
                    throw invalid("more than " + MAX_ITEMS + " items");
                }
                int start = (int) json.currentTokenLocation().getByteOffset();
                json.skipChildren();
                json.finishToken();
                int end = (int) json.currentLocation().getByteOffset();
                items.add(Arrays.copyOfRange(body, start, end));
            }
            if (json.nextToken() != null) {
                throw invalid("more after the array");
            }
            return items;
        } catch (JacksonException e) {
            JsonLocation location = e.getLocation();
            throw invalid("item " + items.size() + ", "
                    + UNTOLD_SOURCE.matcher(e.getOriginalMessage()).replaceAll("")
                    + (location == null
                            ? ""
                            : " at line " + location.getLineNr() + ", column " + location.getColumnNr()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProblemException invalid(String met) {
        return ProblemException.badRequest(
                "invalid-batch",
                "Not a batch of events",
                "body: " + met + " (expected: a JSON array of at most " + MAX_ITEMS + " structured CloudEvents)");
    }

    private EventArray() {}
}
