package dev.crosscheck.comparison.reading;

import dev.crosscheck.comparison.pagestore.Digest;
import io.micronaut.http.MediaType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A form in which pages are read. Two are equal only if they are the same. */
final class Form {

    /** Made of the page alone. */
    static final Form JSON = new Form(MediaType.APPLICATION_JSON_TYPE, null);

    private final MediaType type;
    private final @Nullable PageRenderer renderer;

    private Form(MediaType type, @Nullable PageRenderer renderer) {
        this.type = type;
        this.renderer = renderer;
    }

    static Form of(PageRenderer renderer) {
        return new Form(renderer.mediaType(), renderer);
    }

    MediaType type() {
        return type;
    }

    /** Empty for JSON, which needs none. */
    Optional<PageRenderer> renderer() {
        return Optional.ofNullable(renderer);
    }

    /** Whether what stands around a page tells of other models. */
    boolean showsOthers() {
        return renderer != null;
    }

    /** @param gzip whether the client takes it compressed */
    Representation of(ServedPage page, boolean gzip) {
        if (renderer == null) {
            return Representation.of(page.digest() + "-json", type, page.json(), gzip);
        }
        byte[] body = renderer.render(page.page());
        // What stands around a page may change without it, so the tag is of the very bytes.
        return Representation.of(Digest.text(Digest.of(body)) + "-" + type.getSubtype(), type, body, gzip);
    }
}
