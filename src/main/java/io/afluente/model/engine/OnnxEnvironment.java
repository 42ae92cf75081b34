package io.afluente.model.engine;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

/**
 * ONNX Runtime's environment, for as long as the process lives.
 *
 * <p>The library frees it by a shutdown hook, at the very moment when a service begins to leave and
 * still has images to answer. It counts references, and has no public way to take one; so one is
 * taken by reflection and never given back.
 */
public final class OnnxEnvironment {
    private static final OrtLoggingLevel LEVEL = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING;
    private static final OrtEnvironment ENVIRONMENT = open();

    private OnnxEnvironment() {}

    public static OrtEnvironment get() {
        return ENVIRONMENT;
    }

    private static OrtEnvironment open() {
        OrtEnvironment environment = OrtEnvironment.getEnvironment(LEVEL);
        try {
            // this version has nobody to report to on Linux; on other systems it is told not to
            environment.setTelemetry(false);
            Field api =
                    Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("ortApiHandle");
            Method retain =
                    OrtEnvironment.class.getDeclaredMethod(
                            "createHandle", long.class, int.class, String.class);
            api.setAccessible(true);
            retain.setAccessible(true);
            retain.invoke(null, api.getLong(null), LEVEL.getValue(), OrtEnvironment.DEFAULT_NAME);
            return environment;
        } catch (ReflectiveOperationException | OrtException e) {
            throw new IllegalStateException("this ONNX Runtime is not the one that was tested", e);
        }
    }
}
