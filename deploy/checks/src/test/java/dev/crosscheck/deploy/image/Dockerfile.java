package dev.crosscheck.deploy.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Dockerfile as the instructions that it is made of.
 *
 * @param global what stands before the first stage
 * @param stages in their order
 */
record Dockerfile(List<Instruction> global, List<Stage> stages) {

    private static final Set<String> KNOWN = Set.of(
            "ARG",
            "FROM",
            "LABEL",
            "COPY",
            "RUN",
            "USER",
            "WORKDIR",
            "ENV",
            "EXPOSE",
            "STOPSIGNAL",
            "HEALTHCHECK",
            "ENTRYPOINT",
            "CMD");
    private static final Pattern CONTINUED = Pattern.compile("\\\\\\s*\\n\\s*");

    /** @param arguments all that comes after the word, on one line */
    record Instruction(String word, String arguments) {}

    /**
     * What comes after a FROM.
     *
     * @param base an image, or an earlier stage
     */
    record Stage(String name, String base, List<Instruction> instructions) {

        Stream<Instruction> all(String word) {
            return instructions.stream()
                    .filter(instruction -> instruction.word().equals(word));
        }

        /** The last one counts, as Docker has it; empty if there is none. */
        Optional<String> last(String word) {
            return all(word).map(Instruction::arguments).reduce((_, later) -> later);
        }

        int lastPlaceOf(String word) {
            int place = -1;
            for (int i = 0; i < instructions.size(); i++) {
                if (instructions.get(i).word().equals(word)) {
                    place = i;
                }
            }
            return place;
        }
    }

    /** @throws IllegalArgumentException for a word that is not known here */
    static Dockerfile read(String text) {
        String code = text.lines().filter(line -> !line.startsWith("#")).reduce("", (all, line) -> all + line + "\n");
        List<Instruction> global = new ArrayList<>();
        List<Stage> stages = new ArrayList<>();
        for (String line : CONTINUED.matcher(code).replaceAll(" ").split("\n")) {
            if (line.isBlank()) {
                continue;
            }
            String[] parts = line.split(" ", 2);
            if (!KNOWN.contains(parts[0])) {
                throw new IllegalArgumentException("instruction: " + line + " (expected: one of " + KNOWN + ")");
            }
            if (parts[0].equals("FROM")) {
                String[] from = parts[1].split(" ");
                stages.add(new Stage(from[2], from[0], new ArrayList<>()));
            } else {
                (stages.isEmpty() ? global : stages.getLast().instructions()).add(new Instruction(parts[0], parts[1]));
            }
        }
        return new Dockerfile(global, stages);
    }

    Stage stage(String name) {
        return stages.stream()
                .filter(stage -> stage.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
