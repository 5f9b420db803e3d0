package dev.crosscheck.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {

    @TempDir
    private Path folder;

    @Test
    void runningProcessIsFound() {
        PidFile file = new PidFile(folder.resolve("me.pid"));

        file.write(ProcessHandle.current());

        assertThat(file.find()).contains(ProcessHandle.current());
    }

    @Test
    void anotherProcessWithTheSameIdIsNotOurs() throws Exception {
        PidFile file = new PidFile(folder.resolve("me.pid"));
        Files.writeString(file.file(), ProcessHandle.current().pid() + "\n1000000000000\n");

        assertThat(file.find()).isEmpty();
    }

    @Test
    void endedProcessIsNotFound() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        PidFile file = new PidFile(folder.resolve("ended.pid"));
        file.write(ended.toHandle());
        ended.waitFor();

        assertThat(file.find()).isEmpty();
    }

    @Test
    void missingOrTruncatedFileNamesNobody() throws Exception {
        PidFile file = new PidFile(folder.resolve("me.pid"));
        assertThat(file.find()).isEmpty();

        Files.writeString(file.file(), "12");

        assertThat(file.find()).isEmpty();
    }
}
