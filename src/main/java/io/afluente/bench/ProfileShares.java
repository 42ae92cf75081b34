package io.afluente.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * Reads a recording. Processor time is told by kinds of threads, for that is measured; what is left
 * of the process are its collector and native threads. Samples tell of Java code alone: of native
 * code the recorder sees too little to count it.
 */
final class ProfileShares {
    static final String SAMPLE = "jdk.ExecutionSample";
    static final String THREAD_LOAD = "jdk.ThreadCPULoad";
    static final String PROCESS_LOAD = "jdk.CPULoad";

    private static final String OTHERS = "collector, native threads";
    private static final int MOST = 12;
    private static final double LEAST = 0.005;

    private final Map<String, Double> threads = new HashMap<>();
    private final Map<String, Double> packages = new HashMap<>();
    private double process;

    private ProfileShares() {}

    static List<ProfileShare> of(Path recording) throws IOException {
        ProfileShares shares = new ProfileShares();
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                shares.take(file.readEvent());
            }
        }
        return shares.all();
    }

    private void take(RecordedEvent event) {
        switch (event.getEventType().getName()) {
            case PROCESS_LOAD -> process += event.getFloat("jvmUser") + event.getFloat("jvmSystem");
            case THREAD_LOAD ->
                    threads.merge(
                            kind(event.getThread()),
                            (double) event.getFloat("user") + event.getFloat("system"),
                            Double::sum);
            case SAMPLE -> packages.merge(place(event.getStackTrace()), 1.0, Double::sum);
            default -> {}
        }
    }

    private List<ProfileShare> all() {
        double known = threads.values().stream().mapToDouble(Double::doubleValue).sum();
        threads.put(OTHERS, Math.max(0, process - known));
        List<ProfileShare> shares = new ArrayList<>(largest("process", threads));
        shares.addAll(largest("java", packages));
        return shares;
    }

    private static List<ProfileShare> largest(String of, Map<String, Double> parts) {
        double sum = parts.values().stream().mapToDouble(Double::doubleValue).sum();
        return parts.entrySet().stream()
                .map(part -> new ProfileShare(of, part.getKey(), part.getValue() / sum))
                .filter(share -> share.share() >= LEAST)
                .sorted(Comparator.comparingDouble(ProfileShare::share).reversed())
                .limit(MOST)
                .toList();
    }

    /** What threads of a kind have in common in their names. */
    static String kind(RecordedThread thread) {
        return thread == null ? "unknown" : kind(String.valueOf(thread.getJavaName()));
    }

    /** The same of a name. */
    static String kind(String name) {
        if (name.contains("StreamThread")) {
            return "stream threads";
        }
        if (name.matches("C[12] CompilerThread.*")) {
            return "compilers";
        }
        if (name.startsWith("kafka-producer-network-thread")) {
            return "producers";
        }
        if (name.matches(
                "(data|control)-plane-kafka.*|.*kafka-request-handler.*|.*raft.*|.*broker.*")) {
            return "broker";
        }
        return name.replaceAll(" [|].*|[-# ]*[0-9].*", "");
    }

    /** The package that a sample was taken in, or that asked the Java library for what it did. */
    private static String place(RecordedStackTrace stack) {
        if (stack == null) {
            return "unknown";
        }
        for (RecordedFrame frame : stack.getFrames()) {
            String name = frame.getMethod().getType().getName();
            if (!name.startsWith("java.") && !name.startsWith("jdk.") && !name.startsWith("sun.")) {
                return packageOf(name);
            }
        }
        return "java";
    }

    /** Ours as it is, others by their first four words. */
    static String packageOf(String className) {
        int end = className.lastIndexOf('.');
        String name = end < 0 ? className : className.substring(0, end);
        if (name.startsWith("io.afluente")) {
            return name;
        }
        String[] words = name.split("\\.", -1);
        return String.join(".", List.of(words).subList(0, Math.min(words.length, 4)));
    }
}
