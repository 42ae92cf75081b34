/**
 * What stands in a record: for each topic a codec that reads and writes its values, and names of
 * its headers.
 *
 * <p>Bytes become an image or a label by {@link ImageCodec} and the readers around it; what can't
 * be read is a {@link BadRecordException} that names the field, and {@link DeadLetter} keeps the
 * record with that reason, as {@code stream.runtime} and {@code stream.join} ask it to. {@link
 * RecordBounds} checks what is copied before any work is done.
 *
 * <p>Open {@link HeaderNames} first.
 */
package io.afluente.stream.record;
