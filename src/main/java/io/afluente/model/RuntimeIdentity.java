package io.afluente.model;

import org.bytedeco.javacpp.Loader;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * What the bits of a result depend on besides its inputs. Only runs of equal identity can be
 * expected to agree bit for bit.
 *
 * @param code version of this program
 * @param backend ND4J's
 * @param natives platform and extension of the native library, such as {@code
 *     linux-x86_64-onednn-avx2}; behind a backbone, also ONNX Runtime's version and options
 * @param cpu the instruction sets that the library was built for and that it found, as its own
 *     numbers: {@code built 2, found 3}
 * @param threads setting of {@code OMP_NUM_THREADS}; empty where it is not set
 * @param java version of the virtual machine
 */
public record RuntimeIdentity(
        String code, String backend, String natives, String cpu, String threads, String java) {
    /** This process. Loads ND4J's native library. */
    public static RuntimeIdentity current() {
        String backend = Nd4j.getBackend().getClass().getSimpleName();
        NativeOps natives = NativeOpsHolder.getInstance().getDeviceNativeOps();
        return new RuntimeIdentity(
                codeVersion(),
                backend,
                Loader.getPlatform()
                        + System.getProperty("org.bytedeco.javacpp.platform.extension", ""),
                "built " + natives.binaryLevel() + ", found " + natives.optimalLevel(),
                String.valueOf(System.getenv().getOrDefault("OMP_NUM_THREADS", "")),
                Runtime.version().toString());
    }

    /**
     * The same where ONNX Runtime computes a part.
     *
     * @param version of that library, and the options that bits depend on
     */
    public RuntimeIdentity withOnnxRuntime(String version) {
        return new RuntimeIdentity(
                code, backend, natives + " and ONNX Runtime " + version, cpu, threads, java);
    }

    private static String codeVersion() {
        String version = RuntimeIdentity.class.getPackage().getImplementationVersion();
        return version == null ? "unreleased" : version;
    }
}
