package dev.crosscheck.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.event.EventJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** That services believe these tokens is tested where services are. */
class LocalTokensTest {

    @TempDir
    private Path folder;

    @Test
    void tokenSaysWhoInWhichRolesAndForHowLong() {
        String token = new LocalTokens(folder).token("ada", Duration.ofMinutes(5), List.of("reader", "publisher"));

        JsonNode claims = part(token, 1);
        assertThat(claims.at("/sub").asString()).isEqualTo("ada");
        assertThat(claims.at("/roles").toString()).isEqualTo("[\"reader\",\"publisher\"]");
        assertThat(claims.at("/exp").asLong() - claims.at("/iat").asLong()).isEqualTo(300);
    }

    @Test
    void keyIsMadeOnce() throws Exception {
        String before = new LocalTokens(folder).token("ada", Duration.ofMinutes(5), List.of());
        byte[] keys = Files.readAllBytes(folder.resolve("keys.json"));

        String after = new LocalTokens(folder).token("ada", Duration.ofMinutes(5), List.of());

        assertThat(part(after, 0)).isEqualTo(part(before, 0));
        assertThat(folder.resolve("keys.json")).hasBinaryContent(keys);
    }

    @Test
    void onlyItsOwnerMayReadWhatIsSecret() throws Exception {
        LocalTokens tokens = new LocalTokens(folder);
        tokens.write(folder.resolve("run/a.token"), tokens.token("ada", Duration.ofMinutes(5), List.of()));

        try (Stream<Path> files = Files.walk(folder).filter(Files::isRegularFile)) {
            assertThat(files)
                    .hasSize(3)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
        assertThat(Files.readString(folder.resolve("keys.json"))).doesNotContain("\"d\"");
    }

    private static JsonNode part(String token, int number) {
        return EventJson.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[number].getBytes(US_ASCII)));
    }
}
