package io.afluente.image.writing;

/** How bright the paper is at each place of a picture, estimated in one way or another. */
interface Paper {
    Plane of(Plane picture);

    /**
     * The mean of those pixels nearby that are paper, where there are any: the last word once it is
     * known what ink is.
     *
     * @param estimate what holds where there are none
     */
    static Plane around(Plane picture, Mask ink, Plane estimate) {
        Mask covered = ink.dilated(2);
        Sums sums = new Sums(picture.minus(estimate), covered.inverted());
        int radius = Math.max(3, picture.longer() / 12);
        Plane paper = new Plane(picture.height(), picture.width());
        for (int y = 0; y < paper.height(); y++) {
            for (int x = 0; x < paper.width(); x++) {
                paper.put(y, x, estimate.at(y, x) + sums.mean(y, x, radius));
            }
        }
        return paper;
    }
}
