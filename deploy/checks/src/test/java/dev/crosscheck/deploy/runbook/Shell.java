package dev.crosscheck.deploy.runbook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Runs commands as an operator would, from a folder of the project, with a kubectl that knows one cluster. */
final class Shell {

    private static final int SECONDS = 60;

    private final Path home;
    private final Path project;

    /**
     * @param home    an empty folder: kubectl's settings, and what it remembers of clusters
     * @param project where commands are run
     */
    Shell(Path home, Path project, String cluster) throws IOException {
        this.home = home;
        this.project = project;
        Files.writeString(home.resolve("config"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: stand-in, cluster: {server: "%s"}}]
                contexts: [{name: stand-in, context: {cluster: stand-in, user: operator}}]
                users: [{name: operator, user: {}}]
                current-context: stand-in
                """.formatted(cluster));
    }

    /** @param said what it printed, errors too */
    record Ended(String command, int code, String said) {

        @Override
        public String toString() {
            return "$ " + command + "\n" + said + "exit " + code;
        }
    }

    Ended run(String command) {
        try {
            Path output = Files.createTempFile(home, "output", ".txt");
            ProcessBuilder shell = new ProcessBuilder("sh", "-c", command)
                    .directory(project.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            shell.environment().put("KUBECONFIG", home.resolve("config").toString());
            shell.environment().put("HOME", home.toString());
            Process process = shell.start();
            boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
            String said = Files.readString(output, StandardCharsets.UTF_8);
            return new Ended(command, ended ? process.exitValue() : -1, ended ? said : said + "\nno end\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while it ran " + command, e);
        }
    }
}
