package dev.crosscheck.deploy.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.crosscheck.deploy.Project;
import dev.crosscheck.local.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Docker asks a container, tried as it is. */
class ReadyTest {

    private static final Path BASH = Path.of("/bin/bash");

    @ParameterizedTest
    @CsvSource({"/health/readiness, 200, true", "/health/readiness, 503, false", "/health/liveness, 200, false"})
    void containerIsHealthyWhenTheServiceIsReady(String path, int status, boolean healthy) throws Exception {
        HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals(path) ? status : 404, -1);
            exchange.close();
        });
        service.start();
        try {
            assertThat(saysReady(service.getAddress().getPort())).isEqualTo(healthy);
        } finally {
            service.stop(0);
        }
    }

    @Test
    void containerIsNotHealthyWhileNobodyListens() throws Exception {
        assertThat(saysReady(FreePorts.any())).isFalse();
    }

    private static boolean saysReady(int port) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(BASH), "no " + BASH + ", which the base image has");
        ProcessBuilder ready = new ProcessBuilder(
                        BASH.toString(), Project.file("deploy/images/ready").toString())
                .redirectErrorStream(true);
        ready.environment().put("ENDPOINTS_ALL_PORT", Integer.toString(port));
        Process process = ready.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue() == 0;
    }
}
