package io.afluente.web.infer.tensor;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The values of a tensor in JSON, flat or nested: all numbers, or all texts. They are kept until
 * the whole tensor is read, since its shape may come after them.
 */
final class JsonValues {
    private static final String FIELD = Tensors.IMAGES + ": data: ";

    private float[] numbers = new float[1024];
    private int count;
    private final List<String> texts = new ArrayList<>();

    /** Reads the list that the parser stands at. */
    static JsonValues read(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw InferException.bad(FIELD + "must be a list");
        }
        JsonValues values = new JsonValues();
        int depth = 1;
        while (depth > 0) {
            JsonToken token = json.nextToken();
            switch (token) {
                case START_ARRAY -> depth++;
                case END_ARRAY -> depth--;
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> values.add(json.getFloatValue());
                case VALUE_STRING -> values.texts.add(json.getText());
                default ->
                        throw InferException.bad(FIELD + "numbers or texts, not " + json.getText());
            }
        }
        if (values.count > 0 && !values.texts.isEmpty()) {
            throw InferException.bad(FIELD + "numbers or texts, not both");
        }
        return values;
    }

    private void add(float number) {
        if (count == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * count);
        }
        numbers[count++] = number;
    }

    /** How many there are. */
    int size() {
        return count + texts.size();
    }

    boolean areTexts() {
        return !texts.isEmpty();
    }

    float number(int index) {
        return numbers[index];
    }

    String text(int index) {
        return texts.get(index);
    }
}
