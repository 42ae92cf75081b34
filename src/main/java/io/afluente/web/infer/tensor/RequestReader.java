package io.afluente.web.infer.tensor;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.afluente.image.BadImageException;
import io.afluente.stream.record.JsonFields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the body of an inference request: a JSON object, and behind it the values of tensors that
 * are binary. Whatever is wrong with it ends in a {@link InferException} that names the field.
 * Belongs to one request.
 */
public final class RequestReader {
    private static final String EXAMPLE =
            "{\"inputs\": [{\"name\": \"images\", \"datatype\": \"BYTES\", \"shape\": [1], \"data\": [\"iVBORw0KGgo...\"]}]}";

    private static final int MAX_ID = 1_000;
    private static final int MAX_INPUTS = 8;
    private static final int MAX_OUTPUTS = 32;

    private final List<InputFields> inputs = new ArrayList<>();
    private final List<InferRequest.Wanted> outputs = new ArrayList<>();
    private String id;
    private String ink;
    private boolean binaryOutput;

    private RequestReader() {}

    /**
     * Reads a body.
     *
     * @param jsonBytes how much of it is JSON
     */
    public static InferRequest read(byte[] body, int jsonBytes) {
        RequestReader reader = new RequestReader();
        byte[] json = jsonBytes == body.length ? body : Arrays.copyOf(body, jsonBytes);
        try {
            JsonFields.read(json, EXAMPLE, reader::take);
        } catch (BadImageException e) {
            throw InferException.bad(e.getMessage());
        }
        return reader.request(Arrays.copyOfRange(body, jsonBytes, body.length));
    }

    private void take(String name, JsonParser json) throws IOException {
        switch (name) {
            case "id" -> id = shortText(name, json);
            case "parameters" -> JsonFields.readObject(json, this::takeParameter);
            case "inputs" -> each(name, json, () -> inputs.add(input(json)));
            case "outputs" -> each(name, json, () -> outputs.add(output(json)));
            default -> {
                // an extension that is not ours
            }
        }
    }

    private void takeParameter(String name, JsonParser json) throws IOException {
        switch (name) {
            case "ink" -> ink = shortText("parameters: ink", json);
            case "binary_data_output" -> binaryOutput = flag("parameters: " + name, json);
            default -> {
                // somebody else's
            }
        }
    }

    private InputFields input(JsonParser json) throws IOException {
        if (inputs.size() == MAX_INPUTS) {
            throw InferException.bad("inputs: more than " + MAX_INPUTS);
        }
        return InputFields.read(json);
    }

    private InferRequest.Wanted output(JsonParser json) throws IOException {
        String[] name = new String[1];
        Boolean[] binary = new Boolean[1];
        JsonFields.readObject(
                json,
                (field, value) -> {
                    if (field.equals("name")) {
                        name[0] = shortText("outputs: name", value);
                    } else if (field.equals("parameters")) {
                        JsonFields.readObject(
                                value,
                                (parameter, of) -> {
                                    if (parameter.equals("binary_data")) {
                                        binary[0] = flag("outputs: binary_data", of);
                                    }
                                });
                    }
                });
        if (name[0] == null) {
            throw InferException.bad("outputs: name: missing");
        }
        if (outputs.size() == MAX_OUTPUTS) {
            throw InferException.bad("outputs: more than " + MAX_OUTPUTS);
        }
        return new InferRequest.Wanted(name[0], binary[0]);
    }

    private InferRequest request(byte[] binary) {
        if (inputs.size() != 1 || !Tensors.IMAGES.equals(inputs.get(0).name())) {
            throw InferException.bad(
                    "inputs: one input named \"%s\" is needed, got %s"
                            .formatted(
                                    Tensors.IMAGES,
                                    inputs.stream().map(InputFields::name).toList()));
        }
        return new InferRequest(
                id,
                ink,
                inputs.get(0).tensor(binary),
                new InferRequest.Outputs(outputs, binaryOutput));
    }

    private interface Element {
        void read() throws IOException;
    }

    /** Reads each object of a list. */
    private static void each(String field, JsonParser json, Element element) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw InferException.bad(field + ": must be a list of objects");
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                throw InferException.bad(field + ": must be a list of objects");
            }
            element.read();
        }
    }

    private static boolean flag(String field, JsonParser json) {
        if (!json.currentToken().isBoolean()) {
            throw InferException.bad(field + ": must be true or false");
        }
        return json.currentToken() == JsonToken.VALUE_TRUE;
    }

    /** A text that is no longer than names are. */
    static String shortText(String field, JsonParser json) throws IOException {
        String text = JsonFields.text(field, json);
        if (text.length() > MAX_ID) {
            throw InferException.bad("%s: more than %,d characters".formatted(field, MAX_ID));
        }
        return text;
    }
}
