package io.afluente.cli.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can be measured, in the order in which it is. */
public enum Row {
    REFERENCE("reference", "PyTorch"),
    STOCK("stock", "stock DL4J, output"),
    PLAN_ONE_CORE("planOneCore", "plan, one core"),
    PLAN_ALL_CORES("planAllCores", "plan, all cores"),
    ONNX_ONE_CORE("onnxOneCore", "ONNX Runtime, one core"),
    ONNX_ALL_CORES("onnxAllCores", "ONNX Runtime, all cores"),
    TRAIN_STOCK("trainStock", "training step, stock DL4J"),
    TRAIN_PLAN("trainPlan", "training step, plan"),
    TRAIN_PRACTICE("trainPractice", "training with serve's practice, plan"),
    CEILING("ceiling", "ceiling, exactly-once"),
    NAIVE("naive", "naive, exactly-once"),
    CLASSIFY_ND4J("classifyNd4j", "classify, nd4j, exactly-once"),
    CLASSIFY_ONNX("classifyOnnx", "classify, onnx, exactly-once"),
    CLASSIFY_ND4J_AT_LEAST_ONCE("classifyNd4jAtLeastOnce", "classify, nd4j, at-least-once"),
    CLASSIFY_ONNX_AT_LEAST_ONCE("classifyOnnxAtLeastOnce", "classify, onnx, at-least-once"),
    LEARN("learn", "learn, exactly-once"),
    LATENCY("latency", "latency"),
    MEMORY("memory", "memory");

    private final String wireName;
    private final String about;

    Row(String wireName, String about) {
        this.wireName = wireName;
        this.about = about;
    }

    /** Its key in the JSON report, by which it is also asked for. */
    public String wireName() {
        return wireName;
    }

    /** What is measured, for people. */
    public String about() {
        return about;
    }

    /** The row of a name. */
    public static Optional<Row> named(String wireName) {
        return Arrays.stream(values()).filter(row -> row.wireName.equals(wireName)).findFirst();
    }

    /** All names, in order. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Row::wireName).toList();
    }
}
