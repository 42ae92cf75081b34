package io.afluente.web.infer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.afluente.web.infer.tensor.InferException;
import io.afluente.web.infer.tensor.InferRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The body of an answer: a JSON object, and behind it the values that are binary.
 *
 * @param body all of it
 * @param jsonBytes how much of it is JSON
 */
record InferResponse(byte[] body, int jsonBytes) {
    private static final JsonFactory WRITER =
            JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

    private record Chosen(OutputTensor tensor, byte[] binary) {}

    /** What a request is told. */
    static InferResponse of(InferRequest request, List<Answered> answers, Served served) {
        List<OutputTensor> all = new OutputTensors(answers, served.spec()).all();
        List<Chosen> chosen = choose(request.outputs(), all);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try {
            writeJson(body, request, answers, served, chosen);
            int jsonBytes = body.size();
            for (Chosen output : chosen) {
                if (output.binary != null) {
                    body.write(output.binary);
                }
            }
            return new InferResponse(body.toByteArray(), jsonBytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isBinary() {
        return jsonBytes < body.length;
    }

    private static List<Chosen> choose(InferRequest.Outputs outputs, List<OutputTensor> all) {
        if (outputs.wanted().isEmpty()) {
            return all.stream().map(tensor -> chosen(tensor, outputs.binary())).toList();
        }
        List<Chosen> chosen = new ArrayList<>();
        for (InferRequest.Wanted wanted : outputs.wanted()) {
            boolean binary = Objects.requireNonNullElse(wanted.binary(), outputs.binary());
            chosen.add(chosen(find(wanted.name(), all), binary));
        }
        return chosen;
    }

    private static OutputTensor find(String name, List<OutputTensor> all) {
        return all.stream()
                .filter(tensor -> tensor.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name, all.stream().map(OutputTensor::name).toList()));
    }

    static InferException unknown(String name, List<String> known) {
        return InferException.bad(
                "outputs: there is no \"%s\", only %s".formatted(name, String.join(", ", known)));
    }

    private static Chosen chosen(OutputTensor tensor, boolean binary) {
        return new Chosen(tensor, binary ? tensor.binary() : null);
    }

    private static void writeJson(
            ByteArrayOutputStream body,
            InferRequest request,
            List<Answered> answers,
            Served served,
            List<Chosen> outputs)
            throws IOException {
        Answered last = answers.get(answers.size() - 1);
        try (JsonGenerator json = WRITER.createGenerator(body)) {
            json.writeStartObject();
            json.writeStringField("model_name", served.spec().name());
            json.writeStringField("model_version", last.version());
            if (request.id() != null) {
                json.writeStringField("id", request.id());
            }
            json.writeObjectFieldStart("parameters");
            json.writeStringField("version", last.version());
            if (last.engine() != null) {
                json.writeStringField("engine", last.engine());
            }
            json.writeEndObject();
            json.writeArrayFieldStart("outputs");
            for (Chosen output : outputs) {
                write(json, output);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void write(JsonGenerator json, Chosen output) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", output.tensor.name());
        json.writeStringField("datatype", output.tensor.datatype());
        json.writeArrayFieldStart("shape");
        for (int size : output.tensor.shape()) {
            json.writeNumber(size);
        }
        json.writeEndArray();
        if (output.binary != null) {
            json.writeObjectFieldStart("parameters");
            json.writeNumberField("binary_data_size", output.binary.length);
            json.writeEndObject();
        } else {
            json.writeFieldName("data");
            output.tensor.write(json);
        }
        json.writeEndObject();
    }
}
