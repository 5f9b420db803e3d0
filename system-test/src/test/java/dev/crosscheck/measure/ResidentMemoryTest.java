package dev.crosscheck.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ResidentMemoryTest {

    @Test
    void residentMemoryIsReadInMegabytes() throws IOException {
        assertThat(ResidentMemory.megabytes("VmPeak:\t  900000 kB\nVmRSS:\t  204800 kB\nThreads:\t20\n"))
                .isEqualTo(200);
    }

    @Test
    void statusWithoutMemoryIsRefused() {
        assertThatIOException()
                .isThrownBy(() -> ResidentMemory.megabytes("Threads:\t20\n"))
                .withMessageContaining("VmRSS: missing");
    }
}
