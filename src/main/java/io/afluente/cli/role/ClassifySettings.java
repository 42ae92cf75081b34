package io.afluente.cli.role;

/**
 * How images are answered.
 *
 * @param engine nd4j or onnx
 * @param guarantee exactly_once_v2 or at_least_once
 * @param threads that classify
 * @param sliceImages most images in one forward pass
 * @param sliceBytes most bytes of records in one forward pass
 * @param pollRecords most records of one poll
 * @param commitMillis from one commit of predictions to the next
 */
public record ClassifySettings(
        String engine,
        String guarantee,
        int threads,
        int sliceImages,
        long sliceBytes,
        int pollRecords,
        int commitMillis) {

    /** The same, but answered by another engine under another guarantee. */
    ClassifySettings by(String otherEngine, String otherGuarantee) {
        return new ClassifySettings(
                otherEngine,
                otherGuarantee,
                threads,
                sliceImages,
                sliceBytes,
                pollRecords,
                commitMillis);
    }
}
