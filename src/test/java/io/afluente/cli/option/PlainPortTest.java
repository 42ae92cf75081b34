package io.afluente.cli.option;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HexFormat;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A port of another protocol is found out before Kafka's client makes room for its answer. */
class PlainPortTest {
    @ParameterizedTest
    @CsvSource({
        "15030300020246, speaks TLS",
        "485454502f312e31, speaks HTTP",
        "ffffffff, answers ffffffff",
    })
    void shouldNameWhatAPortSpeaks(String answer, String reason) throws Exception {
        try (ServerSocket port = listening(answer)) {
            assertThatThrownBy(() -> PlainPort.check("127.0.0.1:" + port.getLocalPort()))
                    .isInstanceOf(TimeoutException.class)
                    .hasMessage("what listens there " + reason);
        }
    }

    @ParameterizedTest
    @CsvSource({"0000001a, a broker's answer", "'', nothing"})
    void shouldLeaveAllElseToTheClient(String answer, String what) throws Exception {
        try (ServerSocket port = listening(answer)) {
            assertThatCode(() -> PlainPort.check("127.0.0.1:" + port.getLocalPort()))
                    .as(what)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void shouldLeaveAnAddressThatIsNoneToTheClient() {
        assertThatCode(() -> PlainPort.check("nowhere")).doesNotThrowAnyException();
        assertThatCode(() -> PlainPort.check("127.0.0.1:1")).doesNotThrowAnyException();
    }

    private static ServerSocket listening(String answer) throws IOException {
        ServerSocket port = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread thread =
                new Thread(
                        () -> {
                            try (Socket client = port.accept()) {
                                client.getInputStream().readNBytes(22);
                                client.getOutputStream().write(HexFormat.of().parseHex(answer));
                            } catch (IOException closed) {
                                return;
                            }
                        });
        thread.setDaemon(true);
        thread.start();
        return port;
    }
}
