package dev.crosscheck.deploy.image;

import dev.crosscheck.deploy.Project;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What {@code deploy/images/build} builds: read off its lines that begin with {@code image}. */
public final class BuiltImages {

    private static final Pattern LINE = Pattern.compile("(?m)^image (\\S+) (\\S+)(.*)$");
    private static final Pattern ARGUMENT = Pattern.compile("--build-arg (\\w+)=(\\S+)");

    /**
     * One of them.
     *
     * @param name      without the registry and the tag: {@code crosscheck/pricing-service}
     * @param target    a stage of the Dockerfile
     * @param arguments that only this one is built with
     */
    public record Image(String name, String target, Map<String, String> arguments) {}

    public static List<Image> all() {
        return of(Project.text("deploy/images/build"));
    }

    static List<Image> of(String script) {
        return LINE.matcher(script)
                .results()
                .map(line -> new Image("crosscheck/" + line.group(1), line.group(2), arguments(line.group(3))))
                .toList();
    }

    private static Map<String, String> arguments(String line) {
        return Arrays.stream(new String[] {line})
                .flatMap(text -> ARGUMENT.matcher(text).results())
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
    }

    private BuiltImages() {}
}
