package io.afluente.web.infer;

import io.afluente.model.NetworkSpec;

/**
 * The version that serves.
 *
 * @param version its name
 * @param spec its pictures and labels
 */
record Served(String version, NetworkSpec spec) {}
