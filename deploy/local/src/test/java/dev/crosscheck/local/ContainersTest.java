package dev.crosscheck.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainersTest {

    private static final List<String> SETTINGS = List.of(
            "POSTGRES_PASSWORD=5ecret",
            "CROSSCHECK_POSTGRES_PORT=11",
            "CROSSCHECK_KAFKA_PORT=12",
            "CROSSCHECK_CATALOG_PORT=13",
            "CROSSCHECK_CATALOG_MANAGEMENT_PORT=14",
            "CROSSCHECK_PRICING_PORT=15",
            "CROSSCHECK_PRICING_MANAGEMENT_PORT=16",
            "CROSSCHECK_COMPARISON_PORT=17",
            "CROSSCHECK_COMPARISON_MANAGEMENT_PORT=18");

    @TempDir
    private Path folder;

    @Test
    void everyPartIsFoundWhereItIsPublished() throws IOException {
        Containers system = Containers.read(settings(SETTINGS));

        assertThat(system.uri(Service.PRICING)).isEqualTo(URI.create("http://127.0.0.1:15/"));
        assertThat(system.managementUri(Service.PRICING)).isEqualTo(URI.create("http://127.0.0.1:16/"));
        assertThat(system.databases()).isEqualTo(new DatabaseServer("127.0.0.1", 11, "postgres", "5ecret"));
        assertThat(system.bootstrapServers()).isEqualTo("127.0.0.1:12");
        assertThat(system.toString()).doesNotContain("5ecret");
    }

    @Test
    void settingThatIsMissingIsNamed() throws IOException {
        Path settings = settings(SETTINGS.subList(0, SETTINGS.size() - 1));

        assertThatThrownBy(() -> Containers.read(settings))
                .hasMessageContaining("CROSSCHECK_COMPARISON_MANAGEMENT_PORT: missing");
    }

    @Test
    void keyOfTokensHasToBeThere() throws IOException {
        Path settings = settings(SETTINGS);
        Files.delete(folder.resolve("access/keys.json"));

        assertThatThrownBy(() -> Containers.read(settings)).hasMessageContaining("no keys.json");
    }

    private Path settings(List<String> lines) throws IOException {
        Files.createDirectories(folder.resolve("access"));
        Files.writeString(folder.resolve("access/keys.json"), "{}");
        return Files.write(folder.resolve("compose.env"), lines);
    }
}
