package dev.crosscheck.deploy.runbook;

import dev.crosscheck.deploy.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Commands as documents have them: in blocks for a shell, and amid sentences. */
final class Documents {

    private static final Pattern INLINE = Pattern.compile("`(kubectl [^`]+)`");

    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```sh\n(.*?)^ *```$");

    /** The commands that have to do with Kubernetes, in the order of the document. */
    static List<String> commands(String path) {
        return commandsIn(Project.text(path));
    }

    /** Those of one step: of all blocks after a heading and before the next of its kind. */
    static List<String> commands(String path, String heading) {
        String text = Project.text(path);
        int begin = text.indexOf("\n" + heading + "\n");
        if (begin < 0) {
            throw new IllegalArgumentException(path + ": no heading \"" + heading + "\"");
        }
        String kind = heading.substring(0, heading.indexOf(' ') + 1);
        int end = text.indexOf("\n" + kind, begin + heading.length());
        return commandsIn(text.substring(begin, end < 0 ? text.length() : end));
    }

    private static List<String> commandsIn(String text) {
        record Found(int at, String command) {}
        Stream<Found> blocks = BLOCK.matcher(text)
                .results()
                .flatMap(block -> inBlock(block.group(1)).stream().map(command -> new Found(block.start(), command)));
        String sentences =
                BLOCK.matcher(text).replaceAll(block -> " ".repeat(block.group().length()));
        Stream<Found> inline = INLINE.matcher(sentences)
                .results()
                .map(span -> new Found(span.start(), span.group(1).replaceAll("\\s+", " ")));
        return Stream.concat(blocks, inline)
                .sorted((one, other) -> Integer.compare(one.at(), other.at()))
                .map(Found::command)
                .toList();
    }

    private static List<String> inBlock(String block) {
        List<String> commands = new ArrayList<>();
        StringBuilder command = new StringBuilder();
        for (String line : block.split("\n")) {
            String said = line.replaceAll("\\s+# .*$", "").strip();
            command.append(command.isEmpty() ? "" : "\n").append(said);
            boolean loop = command.indexOf("for ") == 0 && !said.equals("done");
            if (!said.endsWith("\\") && !loop) {
                commands.add(command.toString());
                command.setLength(0);
            }
        }
        return commands.stream()
                .filter(it -> it.contains("kubectl") || it.contains("/prepare"))
                .toList();
    }

    private Documents() {}
}
