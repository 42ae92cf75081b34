package io.afluente.web.infer;

import io.afluente.web.infer.tensor.Picture;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is asked at once.
 *
 * @param pictures at least one
 * @param ink how writing is drawn that is to be found in them; null for pictures as they are
 * @param version that alone may answer; empty for the one that serves
 * @param trace headers of the client's trace context
 */
record Question(
        List<Picture> pictures, String ink, Optional<String> version, Map<String, String> trace) {}
