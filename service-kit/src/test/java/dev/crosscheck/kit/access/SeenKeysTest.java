package dev.crosscheck.kit.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SeenKeysTest {

    private static final JWKSelector ANY = new JWKSelector(new JWKMatcher.Builder().build());
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    private boolean away;
    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final SeenKeys keys = new SeenKeys(
            (_, _) -> {
                if (away) {
                    throw new KeySourceException("away");
                }
                return List.of();
            },
            Duration.ofHours(1),
            now::get);

    @Test
    void keysThatWereNeverHadWereNotSeen() {
        away = true;

        assertThatThrownBy(() -> keys.get(ANY, null)).isInstanceOf(KeySourceException.class);

        assertThat(keys.wereSeenLately()).isFalse();
    }

    @Test
    void keysThatWereHadWereSeenForAnHour() throws KeySourceException {
        assertThat(keys.get(ANY, null)).isEmpty();
        away = true;

        now.set(START.plusSeconds(3599));
        assertThat(keys.wereSeenLately()).isTrue();
        now.set(START.plusSeconds(3600));
        assertThat(keys.wereSeenLately()).isFalse();
    }
}
