/**
 * How fast it is, on this machine: one process, one configuration, medians of repeated rounds, and
 * each figure beside what it is measured against.
 */
package io.afluente.cli.bench;
