/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.commons.io.FileUtils;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** One real Kafka node, broker and controller, from Apache's own jars, inside this JVM. */
public final class EmbeddedKafka implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    private final Path directory;
    private final int port;
    private final KafkaConfig config;
    private final ExitHook exitHook = new ExitHook("kafka-exit", this::close);
    private KafkaRaftServer server;
    private boolean isClosed;

    private EmbeddedKafka(Path directory) throws IOException {
        this.directory = directory;
        try (ServerSocket broker = freePort();
                ServerSocket controller = freePort()) {
            port = broker.getLocalPort();
            config = new KafkaConfig(properties(directory, port, controller.getLocalPort()));
        }
    }

    /** Starts an empty broker; returns when it answers. */
    public static EmbeddedKafka start() throws IOException {
        EmbeddedKafka kafka = new EmbeddedKafka(Files.createTempDirectory("tidemark-kafka"));
        try {
            kafka.format();
            kafka.startAgain();
            return kafka;
        } catch (IOException | RuntimeException e) {
            kafka.close();
            throw e;
        }
    }

    /** Where clients connect. */
    public String bootstrapServers() {
        return HOST + ":" + port;
    }

    Path directory() {
        return directory;
    }

    /** Shuts the broker down; its data stay. */
    public synchronized void stop() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
            server = null;
        }
    }

    /** Starts the broker with the data and the address that it had. */
    public synchronized void startAgain() {
        server = new KafkaRaftServer(config, Time.SYSTEM);
        server.startup();
    }

    /** Shuts the broker down and deletes its data. */
    @Override
    public synchronized void close() throws IOException {
        if (isClosed) {
            return;
        }
        isClosed = true;
        exitHook.cancel();
        stop();
        FileUtils.deleteDirectory(directory.toFile());
    }

    private static Properties properties(Path directory, int port, int controllerPort) {
        Properties properties = new Properties();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "1");
        properties.put("controller.quorum.voters", "1@" + HOST + ":" + controllerPort);
        properties.put(
                "listeners",
                "PLAINTEXT://"
                        + HOST
                        + ":"
                        + port
                        + ",CONTROLLER://"
                        + HOST
                        + ":"
                        + controllerPort);
        properties.put("advertised.listeners", "PLAINTEXT://" + HOST + ":" + port);
        properties.put(
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("inter.broker.listener.name", "PLAINTEXT");
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("log.dirs", directory.toString());
        properties.put("auto.create.topics.enable", "false");
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("offsets.topic.num.partitions", "1");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("transaction.state.log.num.partitions", "1");
        properties.put("group.initial.rebalance.delay.ms", "0");
        // what is played here may be of any time, and a broker counts a record's age by its own
        properties.put("log.retention.ms", "-1");
        // the default buffer of 128 MB is for real brokers
        properties.put("log.cleaner.dedupe.buffer.size", "4194304");
        return properties;
    }

    /** As {@code kafka-storage.sh format} does. */
    private void format() throws IOException {
        try (PrintStream nowhere =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(nowhere)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(1)
                    .setDirectories(List.of(directory.toString()))
                    .setMetadataLogDirectory(directory.toString())
                    .setControllerListenerName("CONTROLLER")
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("Kafka's storage cannot be formatted in " + directory, e);
        }
    }

    private static ServerSocket freePort() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
