/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.testing;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What stands behind a real service in a test. */
public enum Backing {
    DOCKER,
    EMBEDDED;

    private static final long PATIENCE_SECONDS = 3;

    /** The one asked for by system property {@code tidemark.backing}, else Docker if it answers. */
    public static Backing choose() {
        String asked = System.getProperty("tidemark.backing");
        if (asked != null) {
            return valueOf(asked.toUpperCase(Locale.ROOT));
        }
        return dockerAnswers() ? DOCKER : EMBEDDED;
    }

    /**
     * Asks the daemon itself, because Testcontainers takes its time to find out that there is none.
     */
    private static boolean dockerAnswers() {
        try {
            return CompletableFuture.supplyAsync(Backing::ping)
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean ping() {
        String host = System.getenv().getOrDefault("DOCKER_HOST", "unix:///var/run/docker.sock");
        URI uri = URI.create(host);
        try {
            if (uri.getScheme().equals("tcp")) {
                SocketAddress address = new InetSocketAddress(uri.getHost(), uri.getPort());
                try (Socket socket = new Socket()) {
                    socket.connect(address, (int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
                    return true;
                }
            }
            if (!Files.exists(Path.of(uri.getPath()))) {
                return false;
            }
            try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                channel.connect(UnixDomainSocketAddress.of(uri.getPath()));
                channel.write(
                        StandardCharsets.US_ASCII.encode(
                                "GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n"));
                ByteBuffer answer = ByteBuffer.allocate(64);
                channel.read(answer);
                return new String(answer.array(), StandardCharsets.US_ASCII).contains(" 200 ");
            }
        } catch (IOException e) {
            return false;
        }
    }
}
