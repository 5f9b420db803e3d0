package dev.crosscheck.publisher.command;

import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.publisher.send.Interruption;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code publish import SOURCE FILE…} and {@code publish replay SOURCE FILE…}: what both have in common. Where
 * the events go, how long they are followed and how the end is told is said in the same words, and so is what
 * is wrong with a file.
 */
@Command(mixinStandardHelpOptions = true, exitCodeListHeading = "%nExit codes:%n")
abstract class SourceCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Destination destination = new Destination();

    @Option(
            names = "--output",
            defaultValue = "text",
            paramLabel = "FORMAT",
            description = "text, or json: one document. Default: ${DEFAULT-VALUE}.")
    private OutputFormat output = OutputFormat.text;

    @Mixin
    private Addresses addresses = new Addresses();

    @Mixin
    private Patience patience = new Patience();

    @Mixin
    private MassCare massCare = new MassCare();

    /** How what was read is sent and told, as the user wants it. */
    record Wanted(
            Destination destination,
            Addresses addresses,
            Patience patience,
            MassCare massCare,
            PrintWriter out,
            OutputFormat output) {}

    /** The files to read, for the check that they can be. */
    abstract List<Path> files();

    /**
     * Reads the files, and sends what they say.
     *
     * @return the exit code
     * @throws InvalidEventException if they are not of this source's format
     */
    abstract int run(Wanted wanted) throws IOException;

    @Override
    public final Integer call() {
        files().forEach(this::requireReadable);
        try {
            return run(new Wanted(
                    destination,
                    addresses,
                    patience,
                    massCare,
                    spec.commandLine().getOut(),
                    output));
        } catch (InvalidEventException e) {
            throw new Interruption(Interruption.Kind.USAGE, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new Interruption(
                    Interruption.Kind.USAGE, "FILE: " + e.getMessage() + " (expected: a readable file in UTF-8)");
        }
    }

    /** @throws Interruption of usage, if it is no file or nobody may read it */
    final void requireReadable(Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new Interruption(
                    Interruption.Kind.USAGE,
                    "FILE: " + file + " (expected: a readable file, see \"" + spec.qualifiedName() + " --help\")");
        }
    }
}
