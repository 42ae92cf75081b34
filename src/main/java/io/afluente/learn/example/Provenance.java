package io.afluente.learn.example;

/**
 * Where examples come from and what bits depend on, for the lineage.
 *
 * @param topic the labelled stream
 * @param partition of it
 * @param code the version of this program
 * @param runtime backend, native library, threads, Java
 */
public record Provenance(String topic, int partition, String code, String runtime) {}
