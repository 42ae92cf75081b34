package io.afluente.cli.option;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Asks the first broker one small question before Kafka's client does. The client takes the first
 * four bytes of an answer for its length, and makes room for hundreds of megabytes where a port
 * speaks TLS or HTTP.
 */
final class PlainPort {
    private static final int PATIENCE_MS = 2_000;
    private static final int MAX_ANSWER = 100 << 20;
    private static final short API_VERSIONS = 18;

    private PlainPort() {}

    /**
     * Refuses a port that answers as no broker does without TLS. One that does not answer is left
     * to Kafka's client, which says more of it.
     *
     * @throws TimeoutException if it speaks something else, as the client itself would in the end
     */
    static void check(String bootstrapServer) {
        for (InetSocketAddress address : addresses(bootstrapServer)) {
            int length = firstBytes(address);
            if (length < 0 || length > MAX_ANSWER) {
                throw new TimeoutException("what listens there " + speech(length));
            }
        }
    }

    private static String speech(int firstBytes) {
        return switch (firstBytes >>> 24) {
            case 0x15, 0x16 -> "speaks TLS";
            case 'H' -> "speaks HTTP";
            default -> "answers %08x".formatted(firstBytes);
        };
    }

    private static List<InetSocketAddress> addresses(String bootstrapServer) {
        try {
            return ClientUtils.parseAndValidateAddresses(
                    List.of(bootstrapServer.split(",")), "use_all_dns_ips");
        } catch (KafkaException theClientSaysMore) {
            return List.of();
        }
    }

    private static int firstBytes(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, PATIENCE_MS);
            socket.setSoTimeout(PATIENCE_MS);
            socket.getOutputStream().write(question());
            return new DataInputStream(socket.getInputStream()).readInt();
        } catch (IOException theClientSaysMore) {
            return 0;
        }
    }

    /** Which versions of requests a broker knows, in the oldest version of that request. */
    private static byte[] question() {
        byte[] client = "afluente".getBytes(StandardCharsets.US_ASCII);
        int length = 10 + client.length;
        return ByteBuffer.allocate(4 + length)
                .putInt(length)
                .putShort(API_VERSIONS)
                .putShort((short) 0)
                .putInt(1)
                .putShort((short) client.length)
                .put(client)
                .array();
    }
}
