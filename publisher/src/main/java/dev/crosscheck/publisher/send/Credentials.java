package dev.crosscheck.publisher.send;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What services know the tool by: a token, or nothing. */
public sealed interface Credentials {

    /** What to say in {@code Authorization}; empty to say nothing. */
    Optional<String> authorization();

    /** No token: services show what they show to anybody. */
    record None() implements Credentials {

        @Override
        public Optional<String> authorization() {
            return Optional.empty();
        }
    }

    /** A token that was given. */
    record Given(String token) implements Credentials {

        @Override
        public Optional<String> authorization() {
            return Optional.of("Bearer " + token.strip());
        }

        /** This may end in a message. */
        @Override
        public String toString() {
            return "Given[a token]";
        }
    }

    /** A token in a file, looked up for each request: whoever renews it there need not stop a long import. */
    record InFile(Path file) implements Credentials {

        @Override
        public Optional<String> authorization() {
            try {
                return Optional.of("Bearer " + Files.readString(file).strip());
            } catch (IOException e) {
                throw new Interruption(
                        Interruption.Kind.USAGE,
                        "--token-file: " + file + " (expected: a file with a token that can be read)");
            }
        }
    }
}
