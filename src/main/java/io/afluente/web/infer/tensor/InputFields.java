package io.afluente.web.infer.tensor;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.afluente.stream.record.JsonFields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The fields of an input of a request, in the order in which they come. */
final class InputFields {
    private static final int MAX_DIMENSIONS = 8;

    private String name;
    private String datatype;
    private List<Long> shape;
    private JsonValues values;
    private Long binaryBytes;

    /** Reads the object that the parser stands at. */
    static InputFields read(JsonParser json) throws IOException {
        InputFields fields = new InputFields();
        JsonFields.readObject(json, fields::take);
        return fields;
    }

    private void take(String field, JsonParser json) throws IOException {
        switch (field) {
            case "name" -> name = RequestReader.shortText("inputs: name", json);
            case "datatype" -> datatype = RequestReader.shortText(name + ": datatype", json);
            case "shape" -> shape = shape(json);
            case "data" -> values = JsonValues.read(json);
            case "parameters" ->
                    JsonFields.readObject(
                            json,
                            (parameter, of) -> {
                                if (parameter.equals("binary_data_size")) {
                                    binaryBytes = JsonFields.number(parameter, of);
                                }
                            });
            default -> {
                // an extension that is not ours
            }
        }
    }

    private static List<Long> shape(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw InferException.bad("shape: must be a list of whole numbers");
        }
        List<Long> shape = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            shape.add(JsonFields.number("shape", json));
            if (shape.size() > MAX_DIMENSIONS) {
                throw InferException.bad("shape: more than " + MAX_DIMENSIONS + " dimensions");
            }
        }
        return shape;
    }

    String name() {
        return name;
    }

    /**
     * The tensor as a whole.
     *
     * @param behind what follows the JSON
     */
    TensorInput tensor(byte[] behind) {
        require("datatype", datatype != null);
        require("shape", shape != null);
        if (binaryBytes == null) {
            require("data", values != null);
            requireBytes(0, behind.length);
            return new TensorInput(name, datatype, shape, values, null);
        }
        if (values != null) {
            throw InferException.bad(name + ": data and binary_data_size: one of them, not both");
        }
        requireBytes(binaryBytes, behind.length);
        return new TensorInput(name, datatype, shape, null, behind);
    }

    private void require(String field, boolean there) {
        if (!there) {
            throw InferException.bad(name + ": " + field + ": missing");
        }
    }

    private void requireBytes(long said, int given) {
        if (said != given) {
            throw InferException.bad(
                    "%s: binary_data_size: says %,d bytes, %,d follow the JSON"
                            .formatted(name, said, given));
        }
    }
}
