package dev.crosscheck.kit.access;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers when there were keys last: without any, a key that is not known says nothing of the token. */
final class SeenKeys implements JWKSource<SecurityContext> {

    private static final Logger LOG = LoggerFactory.getLogger(SeenKeys.class);

    private final JWKSource<SecurityContext> source;
    private final Duration lately;
    private final InstantSource clock;
    private volatile Instant seen = Instant.MIN;

    /** @param lately how long keys that were had say what there is */
    SeenKeys(JWKSource<SecurityContext> source, Duration lately, InstantSource clock) {
        this.source = source;
        this.lately = lately;
        this.clock = clock;
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        List<JWK> keys = source.get(selector, context);
        seen = clock.instant();
        return keys;
    }

    boolean wereSeenLately() {
        return seen.isAfter(clock.instant().minus(lately));
    }

    void close() {
        if (source instanceof Closeable closeable) {
            try {
                closeable.close();
            } catch (IOException e) {
                LOG.atWarn().setCause(e).log("Could not close the source of keys");
            }
        }
    }
}
