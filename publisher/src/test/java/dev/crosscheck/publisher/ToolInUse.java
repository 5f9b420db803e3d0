package dev.crosscheck.publisher;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.crosscheck.event.EventId;
import dev.crosscheck.event.Topics;
import dev.crosscheck.local.test.TestInfrastructure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The tool as a person uses it, on a real broker and with services that answer as the real ones do. */
abstract class ToolInUse {

    static String kafka = "";

    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();
    FakeServices services;

    @TempDir
    Path folder;

    @BeforeAll
    static void startKafka() {
        kafka = TestInfrastructure.shared().kafka().bootstrapServers();
        TestInfrastructure.shared().kafka().createTopics(Topics.ALL);
    }

    @BeforeEach
    void startServices() {
        services = new FakeServices(kafka);
    }

    @AfterEach
    void stopServices() {
        services.close();
    }

    final int publish(String... args) {
        CommandLine line =
                Publisher.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        List<String> all = new ArrayList<>(List.of(args));
        CommandLine command = line;
        for (String arg : args) {
            CommandLine next = command.getSubcommands().get(arg);
            if (next == null) {
                break;
            }
            command = next;
        }
        boolean connects = command.getCommandSpec().optionsMap().containsKey("--kafka");
        if (connects) {
            add(all, "--kafka", kafka);
            add(all, "--catalog-url", services.catalogUrl());
            add(all, "--pricing-url", services.pricingUrl());
        }
        return line.execute(all.toArray(String[]::new));
    }

    /** The tool as a process, which can be killed; what it says goes to a file. */
    final Process start(Path said, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Publisher.class.getName()));
        command.addAll(List.of(args));
        add(command, "--kafka", kafka);
        add(command, "--catalog-url", services.catalogUrl());
        add(command, "--pricing-url", services.pricingUrl());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
    }

    /** @param broken numbers of rows, from zero, whose price cannot be read */
    final Path pricesCsv(String model, int rows, Integer... broken) throws IOException {
        StringBuilder csv = new StringBuilder("model,provider,route,input,output,source,sourceName,observedAt\n");
        for (int i = 0; i < rows; i++) {
            csv.append("%s,groq,r-%d,%s1.%d,2,test,Test,2026-07-01\n"
                    .formatted(model, i, List.of(broken).contains(i) ? "$" : "", i));
        }
        return Files.writeString(folder.resolve("prices.csv"), csv);
    }

    private static void add(List<String> args, String option, String value) {
        if (!args.contains(option)) {
            args.addAll(List.of(option, value));
        }
    }

    /** The numbers of a row of the table last printed. */
    final List<String> row(String name) {
        return out.toString()
                .lines()
                .filter(line -> line.matches(name + "  +[\\d, ]+"))
                .reduce((_, last) -> last)
                .map(line -> List.of(line.substring(name.length()).strip().split(" +")))
                .orElseThrow(() -> new AssertionError("no row " + name + " in:\n" + out + err));
    }

    final Path file(String... events) throws IOException {
        return Files.writeString(folder.resolve("events.jsonl"), String.join("\n", events), UTF_8);
    }

    static String model(String id) {
        return event(
                "catalog.model-reported", "{\"model\":\"%s\",\"facts\":{\"name\":\"M\"},%s}".formatted(id, source()));
    }

    static String provider(String id) {
        return event(
                "pricing.provider-reported",
                "{\"provider\":\"%s\",\"name\":\"Groq\",\"kind\":\"host\",%s}".formatted(id, source()));
    }

    static String price(String model, String provider) {
        return event("pricing.price-reported", """
            {"model":"%s","provider":"%s","terms":"priced","rates":[{"component":"input","amount":"1"}],%s}\
            """.formatted(model, provider, source()));
    }

    private static String source() {
        return "\"source\":{\"id\":\"test\",\"name\":\"Test\"},\"observedAt\":\"2026-07-01T00:00:00Z\"";
    }

    private static String event(String type, String data) {
        return """
            {"specversion":"1.0","id":"%s","source":"/test","type":"dev.crosscheck.%s.v1",\
            "time":"2026-07-01T00:00:00Z","datacontenttype":"application/json","data":%s}\
            """.formatted(EventId.of(UUID.randomUUID()), type, data);
    }
}
