/**
 * Data sets as files: MNIST's IDX files, wherever they are to be had, folders that look like them,
 * and folders of pictures sorted by label.
 *
 * <p>{@link Datasets} opens what is in a folder as a {@link Dataset}, which is read picture by
 * picture. {@link IdxHeader} says what is in an IDX file, and {@link IdxDataset} gives its labelled
 * images in order; {@link ClassFolder} finds the picture files of each half and their labels, and
 * {@link PictureDataset} decodes them as {@code image.decode} does for everybody. {@link MnistData}
 * knows the places where MNIST is: a {@link DataSource} fetches a file, {@link DataFile} checks it.
 *
 * <p>Open {@link Datasets} first.
 */
package io.afluente.image.data;
