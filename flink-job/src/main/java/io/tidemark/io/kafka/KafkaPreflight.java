/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.io.kafka;

import io.tidemark.io.EndpointException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Says before a job starts, in one sentence and within about ten seconds, what it would miss. */
public final class KafkaPreflight {
    private static final int CONNECT_MILLIS = 2_000;
    private static final int REQUEST_MILLIS = 5_000;

    private KafkaPreflight() {}

    /**
     * Checks that a broker answers and that the topics are there.
     *
     * @throws EndpointException when not
     */
    public static void check(KafkaSettings settings, Collection<String> topics)
            throws EndpointException {
        String servers = settings.bootstrapServers();
        // a plain connection first: Kafka's client would retry, and log each attempt
        requireListener(servers);
        Map<String, Object> properties = new HashMap<>(settings.clientProperties());
        properties.put("bootstrap.servers", servers);
        properties.put("client.id", settings.groupId() + "-preflight");
        properties.put("request.timeout.ms", REQUEST_MILLIS);
        properties.put("default.api.timeout.ms", REQUEST_MILLIS);
        List<String> missing = new ArrayList<>();
        Admin admin = null;
        try {
            admin = Admin.create(properties);
            Map<String, KafkaFuture<TopicDescription>> descriptions =
                    admin.describeTopics(topics).topicNameValues();
            for (String topic : topics) {
                if (!exists(descriptions.get(topic))) {
                    missing.add(topic);
                }
            }
        } catch (KafkaException e) {
            throw explain(servers, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EndpointException("Interrupted while asking Kafka at " + servers + ".", e);
        } finally {
            if (admin != null) {
                admin.close(Duration.ZERO);
            }
        }
        if (!missing.isEmpty()) {
            throw new EndpointException(
                    "Kafka at %s has no topic %s; create it first."
                            .formatted(servers, String.join(", ", missing)));
        }
    }

    private static boolean exists(KafkaFuture<TopicDescription> description)
            throws InterruptedException {
        try {
            description.get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw e.getCause() instanceof KafkaException cause
                    ? cause
                    : new KafkaException(e.getCause());
        }
    }

    private static EndpointException explain(String servers, KafkaException failure) {
        if (failure instanceof TimeoutException) {
            return new EndpointException(
                    ("Kafka at %s takes connections but does not answer: is it Kafka, is"
                                    + " security.protocol right, and can this machine reach its"
                                    + " advertised listeners?")
                            .formatted(servers),
                    failure);
        }
        if (failure instanceof AuthenticationException
                || failure instanceof AuthorizationException) {
            return new EndpointException(
                    "Kafka at %s does not let us in: %s".formatted(servers, failure.getMessage()),
                    failure);
        }
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return new EndpointException(
                "Kafka at %s cannot be used: %s".formatted(servers, cause.getMessage()), failure);
    }

    private static void requireListener(String servers) throws EndpointException {
        String reason = "no address";
        for (String server : servers.split(",", -1)) {
            String address = server.strip();
            int colon = address.lastIndexOf(':');
            try (Socket socket = new Socket()) {
                int port = Integer.parseInt(address.substring(colon + 1));
                String host = address.substring(0, Math.max(colon, 0)).replaceAll("[\\[\\]]", "");
                socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
                return;
            } catch (IOException e) {
                reason = e instanceof UnknownHostException ? "unknown host" : message(e);
            } catch (IllegalArgumentException e) {
                reason = "not host:port";
            }
        }
        throw new EndpointException(
                "Kafka at %s cannot be reached (%s): is it running, and is the address right?"
                        .formatted(servers, reason));
    }

    private static String message(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
