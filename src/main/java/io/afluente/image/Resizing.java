package io.afluente.image;

/** How a picture of another size becomes one of the size that a network takes. */
public enum Resizing {
    /** Keeps its proportions and all of it; what is left at two sides has its border's colour. */
    LETTERBOX {
        @Override
        Image resized(Image image, InputShape target) {
            return ImageFit.letterbox(image, target);
        }
    },
    /** Takes all of it and gives its proportions up. */
    STRETCH {
        @Override
        Image resized(Image image, InputShape target) {
            return Scaling.scale(image, target.height(), target.width());
        }
    },
    /**
     * Keeps its proportions: scaled until it just covers the target, of which the middle is cut.
     */
    CROP {
        @Override
        Image resized(Image image, InputShape target) {
            return ImageFit.cover(image, target, 1);
        }
    },
    /**
     * The same with a rim of an eighth around: of a picture scaled to 256, the middle 224, as
     * networks are mostly trained on ImageNet.
     */
    CROP_INSIDE {
        @Override
        Image resized(Image image, InputShape target) {
            return ImageFit.cover(image, target, 256.0 / 224);
        }
    };

    abstract Image resized(Image image, InputShape target);

    /** The image in a shape, in grey or colour as that has it. */
    Image fit(Image image, InputShape target) {
        Image grey = target.channels() == 1 ? Channels.grey(image) : image;
        Image resized = resized(grey, target);
        return target.channels() == 3 ? Channels.colour(resized) : resized;
    }
}
