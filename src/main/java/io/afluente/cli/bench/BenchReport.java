package io.afluente.cli.bench;

import java.util.List;
import java.util.Map;

/**
 * What a bench has measured. Rates are images per second, medians; a figure that was not measured
 * is 0.
 *
 * @param ceiling a topology that copies bytes, exactly-once
 * @param planOneCore bytes to softmax by the compiled network, one thread
 * @param planAllCores the same with a thread for each processor
 * @param onnxOneCore bytes to softmax by ONNX Runtime, one thread
 * @param onnxAllCores the same with a thread for each processor
 * @param stock DL4J's {@code output}, one thread
 * @param naive the tutorials' topology around it, exactly-once
 * @param classifyNd4j ours through the broker, exactly-once
 * @param classifyOnnx the same by ONNX Runtime
 * @param classifyNd4jAtLeastOnce ours through the broker, at-least-once
 * @param classifyOnnxAtLeastOnce the same by ONNX Runtime
 * @param trainPlan training steps by the compiled network, one thread
 * @param trainStock training steps by DL4J's own
 * @param learn ours through the broker, exactly-once
 * @param latency from produce call to arrival
 * @param rssStartMb resident memory before the swaps, in MB
 * @param rssEndMb resident memory after them, in MB
 * @param heapStartMb heap in use before the swaps, after a collection, in MB
 * @param heapEndMb heap in use after them, after a collection, in MB
 * @param sliceMedian images in the slice that half of all images were answered in
 * @param missing images without a prediction, over all runs
 * @param duplicates predictions beyond the first of an image, over all runs
 * @param reference PyTorch's figures, as its script says them; empty where there is no PyTorch
 * @param machine what it ran on
 */
public record BenchReport(
        double ceiling,
        double planOneCore,
        double planAllCores,
        double onnxOneCore,
        double onnxAllCores,
        double stock,
        double naive,
        double classifyNd4j,
        double classifyOnnx,
        double classifyNd4jAtLeastOnce,
        double classifyOnnxAtLeastOnce,
        double trainPlan,
        double trainStock,
        double learn,
        List<Latency> latency,
        double rssStartMb,
        double rssEndMb,
        double heapStartMb,
        double heapEndMb,
        int sliceMedian,
        long missing,
        long duplicates,
        Map<String, Double> reference,
        String machine) {}
