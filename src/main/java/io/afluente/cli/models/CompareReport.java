package io.afluente.cli.models;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;

/** One comparison of two versions, with the test that belongs to it. */
interface CompareReport {
    String name();

    /** Why there is nothing to compare yet; empty where there is. */
    String missing();

    /** The comparison for people. */
    void table(PrintWriter out);

    /** The comparison for machines. */
    ObjectNode json();
}
