package io.afluente.service;

import io.afluente.meter.Meters;
import io.afluente.setting.UserException;
import io.afluente.trace.SpanSending;
import io.afluente.trace.Tracing;
import io.afluente.trace.TracingException;
import io.afluente.web.BuildInfo;
import java.util.Map;

/** Who gets spans: said by OpenTelemetry's own variables alone, as for any other program. */
public final class TracingVariables {
    private TracingVariables() {}

    /**
     * Starts to send spans if the environment names a collector.
     *
     * @param environment as of {@code System.getenv()}
     * @throws UserException if a variable says what can't be done
     */
    public static Tracing start(Map<String, String> environment, Meters meters) {
        try {
            return SpanSending.start(environment, BuildInfo.current().version(), meters);
        } catch (TracingException e) {
            throw new UserException(e.getMessage(), e);
        }
    }
}
