package io.afluente.web.infer;

import io.afluente.meter.Meters;
import io.afluente.web.Access;
import io.afluente.web.WebServer;
import java.util.List;

/** A real server on this machine with the paths of the protocol, whoever answers. */
final class InferServer {
    private InferServer() {}

    static WebServer start(Answerer answers, InferLimits limits, Meters meters) {
        Admission admission =
                new Admission(
                        new Access("open"),
                        new ClientRates(limits.rate(), System::nanoTime),
                        limits.requests());
        InferHandler infer = new InferHandler(answers, admission, limits, new InferMeters(meters));
        return WebServer.start(
                "127.0.0.1", 0, List.of(new InferRoutes("mnist", answers, () -> true, infer)));
    }
}
