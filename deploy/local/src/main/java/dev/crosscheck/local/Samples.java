package dev.crosscheck.local;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Publishes the sample facts with the publisher, through Kafka, as the data team would. */
final class Samples {

    private static final int MOST_MINUTES = 3;

    private final Installation installation;
    private final LocalFolder folder;
    private final Progress progress;

    Samples(Installation installation, LocalFolder folder, Progress progress) {
        this.installation = installation;
        this.folder = folder;
        this.progress = progress;
    }

    /** Does so when these data have not seen them yet. If it fails the system is of use all the same, and it is tried again at the next start. */
    void publishOnce(Map<String, String> addresses) throws IOException {
        if (Files.exists(folder.samplesPublished())) {
            return;
        }
        List<String> command = List.of(
                Child.java(),
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                installation.jar("publisher").toString(),
                "samples");
        try (Child publisher = Child.start("publisher", command, addresses, folder.log("samples"))) {
            int code = publisher.awaitExitCode(MOST_MINUTES, TimeUnit.MINUTES);
            if (code == 0) {
                Files.writeString(folder.samplesPublished(), "");
                progress.done("samples", "published");
            } else {
                progress.done("samples", "not published (exit code " + code + "; see " + publisher.log() + ")");
            }
        }
    }
}
