/**
 * Data sets as files: MNIST's IDX files, wherever they are to be had, and folders that look like
 * them.
 *
 * <p>A {@link DataSource} finds a file, {@link DataFile} checks and unpacks it, {@link IdxHeader}
 * says what is in it, and {@link IdxDataset} gives the labelled images in order. {@link MnistData}
 * knows the places where MNIST is.
 *
 * <p>Open {@link MnistData} first.
 */
package io.afluente.image.data;
