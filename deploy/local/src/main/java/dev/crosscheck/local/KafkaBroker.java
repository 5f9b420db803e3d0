package dev.crosscheck.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Time;

/**
 * The broker's process: one node that is broker and controller. {@link LocalKafka} starts it.
 *
 * <p>It ends with whoever started it: its standard input is a pipe from there, and the end of the pipe is the end of
 * the broker, so that a test run that is killed leaves none behind.
 */
final class KafkaBroker {

    /** Any fixed id does: a cluster of one node meets no other. */
    private static final String CLUSTER_ID = "Y3Jvc3NjaGVjay1sb2NhbA";

    public static void main(String[] args) throws IOException {
        Path settings = Path.of(args[0]);
        int formatted = StorageTool.execute(
                new String[] {"format", "--ignore-formatted", "-t", CLUSTER_ID, "-c", settings.toString()}, System.out);
        if (formatted != 0) {
            throw new IllegalStateException("kafka: data folder not formatted (see the lines above)");
        }
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(settings)) {
            properties.load(in);
        }
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "broker-shutdown"));
        server.startup();
        Thread.ofPlatform().daemon().name("starter-watch").start(KafkaBroker::endWithStarter);
        server.awaitShutdown();
    }

    private static void endWithStarter() {
        try {
            while (System.in.read() >= 0) {
                // Nobody writes to the pipe; if somebody does, there is nothing to do about it.
            }
        } catch (IOException _) {
            // A broken pipe ends it as well.
        }
        System.exit(0);
    }

    private KafkaBroker() {}
}
