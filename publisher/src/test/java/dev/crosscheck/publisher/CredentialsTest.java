package dev.crosscheck.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crosscheck.publisher.send.Credentials;
import dev.crosscheck.publisher.send.Interruption;
import dev.crosscheck.publisher.send.ServiceClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {

    private final CannedServices services = new CannedServices();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        services.close();
    }

    @Test
    void whoHasNoTokenSaysNothing() {
        client(new Credentials.None()).get("/v1/updates/1");

        assertThat(services.authorizations()).containsExactly("");
    }

    @Test
    void tokenIsShownWithEveryRequest() {
        ServiceClient client = client(new Credentials.Given("abc\n"));
        client.get("/v1/updates/1");
        client.batch("b");

        assertThat(services.authorizations()).containsExactly("Bearer abc", "Bearer abc");
    }

    @Test
    void tokenThatIsRenewedMeanwhileIsTaken() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), "first\n");
        ServiceClient client = client(new Credentials.InFile(file));
        client.get("/v1/updates/1");
        Files.writeString(file, "second\n");
        client.get("/v1/updates/1");

        assertThat(services.authorizations()).containsExactly("Bearer first", "Bearer second");
    }

    @Test
    void whoIsTurnedAwayForAMomentComesAgain() {
        services.say("/pricing/v1/previews", "{\"items\":[]}").busyOnce("/pricing/v1/previews");
        ServiceClient client = client(new Credentials.None());

        assertThat(client.post("/v1/previews", "application/json", new byte[0]).toString())
                .isEqualTo("{\"items\":[]}");
        assertThat(services.authorizations()).hasSize(2);
    }

    @Test
    void missingFileIsNamed() {
        ServiceClient client = client(new Credentials.InFile(folder.resolve("none")));

        assertThatThrownBy(() -> client.get("/v1/updates/1"))
                .isInstanceOf(Interruption.class)
                .hasMessageContaining("--token-file: " + folder.resolve("none"));
    }

    /** A file with two of them, or one that was wrapped: the message ends in somebody's log. */
    @Test
    void whatIsNoTokenIsNotTold() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), "first\nsecond\n");

        for (Credentials credentials : List.of(new Credentials.InFile(file), new Credentials.Given("first second"))) {
            assertThatThrownBy(() -> client(credentials).get("/v1/updates/1"))
                    .isInstanceOf(Interruption.class)
                    .hasMessageContaining("expected: one token on one line")
                    .hasMessageNotContainingAny("first", "second");
        }
        assertThat(services.authorizations()).isEmpty();
    }

    @Test
    void tokenIsNotPrinted() {
        assertThat(new Credentials.Given("abc").toString()).doesNotContain("abc");
    }

    private ServiceClient client(Credentials credentials) {
        String pricing = services.options().get(services.options().indexOf("--pricing-url") + 1);
        return new ServiceClient("pricing", URI.create(pricing), HttpClient.newHttpClient(), credentials);
    }
}
