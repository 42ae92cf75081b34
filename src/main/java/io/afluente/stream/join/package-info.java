/**
 * Labels that come after their images: what a picture really was is joined with the picture and
 * with the answer it got, and flows on to the labelled stream.
 */
package io.afluente.stream.join;
