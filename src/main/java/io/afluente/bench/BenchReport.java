package io.afluente.bench;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.afluente.model.RuntimeIdentity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What a bench has measured so far; what it has not measured is not in it. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public final class BenchReport {
    private final Map<String, Double> rates = new LinkedHashMap<>();
    private final Map<String, Integer> slices = new LinkedHashMap<>();
    private final List<Latency> latency = new ArrayList<>();
    private final List<Comparison> comparisons = new ArrayList<>();
    private List<ProfileShare> profile = List.of();
    private final List<MemoryUse> memory = new ArrayList<>();
    private Map<String, Double> reference = Map.of();
    private long missing;
    private long duplicates;

    void put(Measurement row, double imagesPerSecond) {
        rates.put(row.wireName(), imagesPerSecond);
    }

    void slice(Measurement row, int median) {
        slices.put(row.wireName(), median);
    }

    void add(Latency measured) {
        latency.add(measured);
    }

    void add(Comparison measured) {
        comparisons.add(measured);
    }

    /** Adds where the time went. */
    public void profile(List<ProfileShare> shares) {
        profile = shares;
    }

    void add(MemoryUse measured) {
        memory.add(measured);
    }

    void reference(Map<String, Double> figures) {
        reference = figures;
    }

    void lost(long images, long twice) {
        missing = images;
        duplicates = twice;
    }

    OptionalDouble rate(Measurement row) {
        Double rate = rates.get(row.wireName());
        return rate == null ? OptionalDouble.empty() : OptionalDouble.of(rate);
    }

    /** What it ran on. */
    @JsonProperty
    public String machine() {
        return "%s, %d processors, %,d MB heap"
                .formatted(
                        RuntimeIdentity.current(),
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.getRuntime().maxMemory() >> 20);
    }

    /** Images per second, medians, by the names of the rows. */
    @JsonAnyGetter
    public Map<String, Double> rates() {
        return rates;
    }

    /** The size of slice that half of a row's images were answered in, or in smaller ones. */
    @JsonProperty
    public Map<String, Integer> slices() {
        return slices;
    }

    /** What was measured in turn, each with its ratio to the first of its kind. */
    @JsonProperty
    public List<Comparison> comparisons() {
        return comparisons;
    }

    /** Where the time of the whole bench went, if that was recorded. */
    @JsonProperty
    public List<ProfileShare> profile() {
        return profile;
    }

    /** From produce call to arrival, by engine, guarantee and rate. */
    @JsonProperty
    public List<Latency> latency() {
        return latency;
    }

    /** Resident memory before the swaps of the default engine, in MB; null if not measured. */
    @JsonProperty
    public Double rssStartMb() {
        return memory.isEmpty() ? null : memory.get(0).rssStartMb();
    }

    /** Resident memory after them, in MB; null if not measured. */
    @JsonProperty
    public Double rssEndMb() {
        return memory.isEmpty() ? null : memory.get(0).rssEndMb();
    }

    /** MemoryUse before and after, in detail. */
    @JsonProperty
    public List<MemoryUse> memory() {
        return memory;
    }

    /** Images without a prediction, over all runs. */
    @JsonProperty
    public long missing() {
        return missing;
    }

    /** Predictions beyond the first of an image, over all runs. */
    @JsonProperty
    public long duplicates() {
        return duplicates;
    }

    /** PyTorch's figures in images per second, by the names that its script gives them. */
    @JsonProperty
    public Map<String, Double> reference() {
        return reference;
    }
}
