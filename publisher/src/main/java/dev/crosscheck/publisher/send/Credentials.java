package dev.crosscheck.publisher.send;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** What services know the tool by: a token, or nothing. */
public sealed interface Credentials {

    /**
     * What to say in {@code Authorization}; empty to say nothing.
     *
     * @throws Interruption if there is to be a token and there is none; it never says what is there instead
     */
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
            return Optional.of(Bearer.of("CROSSCHECK_TOKEN", token));
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
                return Optional.of(Bearer.of("--token-file: " + file, Files.readString(file)));
            } catch (IOException e) {
                throw new Interruption(
                        Interruption.Kind.USAGE,
                        "--token-file: " + file + " (expected: a file with a token that can be read)");
            }
        }
    }

    /** What a token is made of (RFC 6750). A message about another would tell it. */
    final class Bearer {

        private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]+");

        private static String of(String where, String text) {
            String token = text.strip();
            if (!TOKEN.matcher(token).matches()) {
                throw new Interruption(
                        Interruption.Kind.USAGE,
                        where + ": something else (expected: one token on one line, of letters, digits and ._~+/=-)");
            }
            return "Bearer " + token;
        }

        private Bearer() {}
    }
}
